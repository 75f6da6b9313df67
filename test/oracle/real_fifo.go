package oracle

import (
	"errors"

	"k8s.io/client-go/tools/cache"
)

// realQueue is RealFIFO with the calls that came release by release; the release_*.go files supply it.
type realQueue interface {
	queue
	popBatch(batch func([]cache.Delta, bool) error, single cache.PopProcessFunc) error
	bookmark(resourceVersion string) error
}

func runRealFIFO(script *Script, record *recorder) {
	options := &queueOptions{}
	script.readOptions(options)
	known := options.known()
	var fifo realQueue
	if text := caught(func() { fifo = newRealFIFO(options, known) }); text != "" {
		record.add("ops", "do", "new", "panic", text)
		return
	}
	run := &queueRun{queue: fifo, known: known, apply: options.Apply, record: record}
	for _, step := range script.Steps {
		switch step.Do {
		case "popBatch":
			for range max(1, step.Times) {
				run.popBatch(fifo, step)
			}
			settle()
			run.note(step, nil)
		case "drainBatches":
			fifo.Close()
			settle()
			for {
				if err := fifo.popBatch(run.processBatch(step.Fail), run.process(step.Fail)); errors.Is(err, cache.ErrFIFOClosed) {
					break
				}
			}
			run.note(step, nil)
		case "bookmark":
			err := fifo.bookmark(step.ResourceVersion)
			settle()
			run.note(step, err)
		default:
			run.step(step)
		}
	}
	run.clear()
}

func (q *queueRun) popBatch(fifo realQueue, step Step) {
	q.waiting++
	go func() {
		err := fifo.popBatch(q.processBatch(step.Fail), q.process(step.Fail))
		q.waiting--
		if err != nil {
			q.record.add("popped", "error", err.Error())
		}
	}()
	settle()
}

func (q *queueRun) processBatch(fail string) func([]cache.Delta, bool) error {
	return func(deltas []cache.Delta, isInInitialList bool) error {
		q.record.add("popped", "batch", deltaTexts(deltas), "initial", isInInitialList)
		if fail != "" {
			return errors.New(fail)
		}
		if q.apply {
			applyDeltas(q.known.Store, deltas)
		}
		return nil
	}
}
