package oracle

import (
	"math/rand"
	"sync"
	"sync/atomic"
	_ "unsafe" // go:linkname
)

// client-go draws every jitter and every watch timeout from the global source of math/rand. The
// scripts decide those draws: the source below answers with the script's fractions, then with 0,
// which is also the default of the engine's chooser. (Linked with -checklinkname=0.)
//
//go:linkname globalRandGenerator math/rand.globalRandGenerator
var globalRandGenerator atomic.Pointer[rand.Rand]

type scriptedSource struct {
	mutex     sync.Mutex
	fractions []float64
}

func (s *scriptedSource) Seed(int64) {}

func (s *scriptedSource) Int63() int64 {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.fractions) == 0 {
		return 0
	}
	fraction := s.fractions[0]
	s.fractions = s.fractions[1:]
	return int64(fraction * (1 << 63))
}

// decideChance makes the coming draws of the process: the given fractions, then 0 for ever.
func decideChance(fractions []float64) {
	globalRandGenerator.Store(rand.New(&scriptedSource{fractions: fractions}))
}
