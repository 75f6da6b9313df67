//go:build release_0_34

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

type realFIFO struct{ *cache.RealFIFO }

func newRealFIFO(options *queueOptions, known *knownObjects) realQueue {
	return realFIFO{cache.NewRealFIFO(cache.MetaNamespaceKeyFunc, known, options.Transform.function())}
}

func (f realFIFO) popBatch(func([]cache.Delta, bool) error, cache.PopProcessFunc) error {
	panic("this release has no batches")
}

func (f realFIFO) bookmark(string) error { panic("this release has no bookmark deltas") }

func showDelta(delta cache.Delta) string { return show(delta.Object) }

func transaction(cache.Indexer, []string) (string, []int) { panic("this release has no transactions") }
