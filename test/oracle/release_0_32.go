//go:build release_0_32

package oracle

import (
	"time"
	_ "unsafe" // go:linkname

	"k8s.io/client-go/tools/cache"
)

//go:linkname neverExitWatch k8s.io/client-go/tools/cache.neverExitWatch
var neverExitWatch <-chan time.Time

// forgetForeignChannels replaces a channel made outside the bubble by nil, which is as silent.
func forgetForeignChannels() { neverExitWatch = nil }

func newRealFIFO(*queueOptions, *knownObjects) realQueue {
	panic("this release has no RealFIFO")
}

func showDelta(delta cache.Delta) string { return show(delta.Object) }

func transaction(cache.Indexer, []string) (string, []int) { panic("this release has no transactions") }
