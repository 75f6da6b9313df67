//go:build !release_0_32 && !release_0_34 && !release_0_35

package oracle

import (
	"context"
	"strings"
	"time"

	"k8s.io/client-go/tools/cache"
)

func forgetForeignChannels() {}

type realFIFO struct{ *cache.RealFIFO }

func newRealFIFO(options *queueOptions, known *knownObjects) realQueue {
	fifoOptions := cache.RealFIFOOptions{
		Transformer:           options.Transform.function(),
		AtomicEvents:          options.Atomic,
		UnlockWhileProcessing: options.Unlock,
		EmitDeltaTypeBookmark: options.Bookmarks,
	}
	if known != nil {
		fifoOptions.KnownObjects = known
	}
	return realFIFO{cache.NewRealFIFOWithOptions(fifoOptions)}
}

func (f realFIFO) popBatch(batch func([]cache.Delta, bool) error, single cache.PopProcessFunc) error {
	return f.RealFIFO.PopBatch(batch, single)
}

func (f realFIFO) bookmark(resourceVersion string) error { return f.RealFIFO.Bookmark(resourceVersion) }

func showDelta(delta cache.Delta) string {
	switch info := delta.Object.(type) {
	case cache.ReplacedAllInfo:
		return "@" + info.ResourceVersion + " [" + strings.Join(showAll(info.Objects), ", ") + "]"
	case cache.SyncAllInfo:
		return ""
	case cache.BookmarkInfo:
		return "@" + info.ResourceVersion
	default:
		return show(delta.Object)
	}
}

// waitFor waits for checkers without polling.
func (r *informerRun) waitFor(step Step) {
	checker := r.informer.HasSyncedChecker()
	if step.Handler != "" {
		checker = r.registrations[step.Handler].HasSyncedChecker()
	}
	ctx := context.Background()
	if step.Timeout > 0 {
		limited, cancel := context.WithTimeout(ctx, time.Duration(step.Timeout))
		defer cancel()
		ctx = limited
	}
	r.record.add("waiter "+step.Waiter, "synced", cache.WaitFor(ctx, "", checker))
}
