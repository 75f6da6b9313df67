package oracle

import (
	"math"
	"time"

	"k8s.io/client-go/util/workqueue"
)

type workqueueOptions struct {
	// Kind is `base`, `delaying` or `rateLimiting`.
	Kind    string         `json:"kind"`
	Limiter *limiterOption `json:"limiter"`
	// Metrics names the queue and records what it tells its metrics.
	Metrics bool `json:"metrics"`
}

// storage is the FIFO of a queue; it records what the queue asks of it.
type storage struct {
	record *recorder
	items  []string
}

func (s *storage) Touch(item string) { s.record.add("storage", "call", "touch", "item", item) }

func (s *storage) Push(item string) {
	s.record.add("storage", "call", "push", "item", item)
	s.items = append(s.items, item)
}

func (s *storage) Len() int { return len(s.items) }

func (s *storage) Pop() string {
	item := s.items[0]
	s.items = s.items[1:]
	s.record.add("storage", "call", "pop", "item", item)
	return item
}

type workqueueRun struct {
	record   *recorder
	base     workqueue.TypedInterface[string]
	queue    workqueue.TypedInterface[string]
	delaying workqueue.TypedDelayingInterface[string]
	limiting workqueue.TypedRateLimitingInterface[string]
}

func runWorkqueue(script *Script, record *recorder) {
	options := &workqueueOptions{}
	script.readOptions(options)
	run := newWorkqueueRun(options, record)
	for _, step := range script.Steps {
		if step.Do == "advance" {
			advance(step.By)
			continue
		}
		run.step(step)
	}
	record.freeze()
	run.queue.ShutDown()
	// A delaying queue shuts down once; a drain that came later is ended by its base queue only.
	run.base.ShutDown()
	// A drained delaying queue lingers until its next heartbeat; workers may be asleep.
	time.Sleep(time.Hour)
}

func newWorkqueueRun(options *workqueueOptions, record *recorder) *workqueueRun {
	run := &workqueueRun{record: record}
	name, provider := "", workqueue.MetricsProvider(nil)
	if options.Metrics {
		name, provider = "queue", metricsRecorder{record}
	}
	run.queue = workqueue.NewTypedWithConfig(workqueue.TypedQueueConfig[string]{
		Name: name, MetricsProvider: provider, Queue: &storage{record: record},
	})
	run.base = run.queue
	if options.Kind == "base" {
		return run
	}
	run.delaying = workqueue.NewTypedDelayingQueueWithConfig(workqueue.TypedDelayingQueueConfig[string]{
		Name: name, MetricsProvider: provider, Queue: run.queue,
	})
	run.queue = run.delaying
	if options.Kind == "delaying" {
		return run
	}
	run.limiting = workqueue.NewTypedRateLimitingQueueWithConfig(options.Limiter.build(),
		workqueue.TypedRateLimitingQueueConfig[string]{DelayingQueue: run.delaying})
	run.queue = run.limiting
	return run
}

func (w *workqueueRun) step(step Step) {
	pairs := []any{"do", step.Do, "item", step.Item, "worker", step.Worker}
	switch step.Do {
	case "add":
		w.queue.Add(step.Item)
	case "done":
		w.queue.Done(step.Item)
	case "get":
		go w.get(step.Worker)
	case "work":
		go w.work(step)
	case "addAfter":
		pairs = append(pairs, "after", showDuration(time.Duration(step.After)))
		w.delaying.AddAfter(step.Item, time.Duration(step.After))
	case "addRateLimited":
		w.limiting.AddRateLimited(step.Item)
		pairs = append(pairs, "requeues", w.limiting.NumRequeues(step.Item))
	case "forget":
		w.limiting.Forget(step.Item)
		pairs = append(pairs, "requeues", w.limiting.NumRequeues(step.Item))
	case "shutDown":
		go w.shutDown("shutDown", w.queue.ShutDown)
	case "shutDownWithDrain":
		go w.shutDown("shutDownWithDrain", w.queue.ShutDownWithDrain)
	case "look":
	default:
		unknownVerb(step)
	}
	settle()
	w.record.add("ops", append(pairs, "len", w.queue.Len(), "shuttingDown", orOmit(w.queue.ShuttingDown()))...)
}

func (w *workqueueRun) shutDown(name string, call func()) {
	call()
	w.record.add(name, "returned", true)
}

func (w *workqueueRun) get(worker string) bool {
	item, shutdown := w.queue.Get()
	if shutdown {
		w.record.add("worker "+worker, "shutdown", true)
		return false
	}
	w.record.add("worker "+worker, "got", item)
	return true
}

// work is a worker's whole loop: get, work for a while, done.
func (w *workqueueRun) work(step Step) {
	for {
		item, shutdown := w.queue.Get()
		if shutdown {
			w.record.add("worker "+step.Worker, "shutdown", true)
			return
		}
		w.record.add("worker "+step.Worker, "got", item)
		time.Sleep(time.Duration(step.For))
		w.queue.Done(item)
		w.record.add("worker "+step.Worker, "done", item)
	}
}

// metricsRecorder records what the queue tells its metrics.
type metricsRecorder struct{ record *recorder }

type metric struct {
	record *recorder
	name   string
}

func (m metric) Inc() { m.record.add("metrics", "metric", m.name, "by", 1) }
func (m metric) Dec() { m.record.add("metrics", "metric", m.name, "by", -1) }
func (m metric) Observe(value float64) {
	m.record.add("metrics", "metric", m.name, "observed", toNanoseconds(value))
}
func (m metric) Set(value float64) {
	m.record.add("metrics", "metric", m.name, "set", toNanoseconds(value))
}

// toNanoseconds rounds seconds. client-go adds ages up in the order of a map, and the last digit shows it.
func toNanoseconds(seconds float64) float64 { return math.Round(seconds*1e9) / 1e9 }

func (p metricsRecorder) NewDepthMetric(string) workqueue.GaugeMetric {
	return metric{p.record, "depth"}
}
func (p metricsRecorder) NewAddsMetric(string) workqueue.CounterMetric {
	return metric{p.record, "adds"}
}
func (p metricsRecorder) NewLatencyMetric(string) workqueue.HistogramMetric {
	return metric{p.record, "queueDuration"}
}
func (p metricsRecorder) NewWorkDurationMetric(string) workqueue.HistogramMetric {
	return metric{p.record, "workDuration"}
}
func (p metricsRecorder) NewUnfinishedWorkSecondsMetric(string) workqueue.SettableGaugeMetric {
	return metric{p.record, "unfinishedWork"}
}
func (p metricsRecorder) NewLongestRunningProcessorSecondsMetric(string) workqueue.SettableGaugeMetric {
	return metric{p.record, "longestRunningProcessor"}
}
func (p metricsRecorder) NewRetriesMetric(string) workqueue.CounterMetric {
	return metric{p.record, "retries"}
}
