//go:build release_0_35

package oracle

import "k8s.io/client-go/tools/cache"

func forgetForeignChannels() {}

type realFIFO struct{ *cache.RealFIFO }

func newRealFIFO(options *queueOptions, known *knownObjects) realQueue {
	fifoOptions := cache.RealFIFOOptions{Transformer: options.Transform.function()}
	if known != nil {
		fifoOptions.KnownObjects = known
	}
	return realFIFO{cache.NewRealFIFOWithOptions(fifoOptions)}
}

// popBatch of this release knows batches only; one delta is a batch of one.
func (f realFIFO) popBatch(batch func([]cache.Delta, bool) error, _ cache.PopProcessFunc) error {
	return f.RealFIFO.PopBatch(batch)
}

func (f realFIFO) bookmark(string) error { panic("this release has no bookmark deltas") }

func showDelta(delta cache.Delta) string { return show(delta.Object) }
