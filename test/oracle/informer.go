package oracle

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/tools/cache"
)

type informerOptions struct {
	Server    serverOptions    `json:"server"`
	Resync    Duration         `json:"resync"`
	Indexes   []string         `json:"indexes"`
	Transform *transformOption `json:"transform"`
	Handlers  []handlerOption  `json:"handlers"`
}

// handlerOption describes one event handler. A late one is added by the verb `addHandler`.
type handlerOption struct {
	Name string `json:"name"`
	Late bool   `json:"late"`
	// Resync is the handler's own period; absent means the informer's.
	Resync *Duration `json:"resync"`
	// Work is how long each callback takes.
	Work Duration `json:"work"`
	// PanicOn lists names on which the callback panics.
	PanicOn []string `json:"panicOn"`
	// Selector puts a FilteringResourceEventHandler in front.
	Selector string `json:"selector"`
}

type informerRun struct {
	record        *recorder
	options       *informerOptions
	server        *server
	informer      cache.SharedIndexInformer
	registrations map[string]cache.ResourceEventHandlerRegistration
	stop          chan struct{}
	stopped       bool
}

func runInformer(script *Script, record *recorder) {
	options := &informerOptions{}
	script.readOptions(options)
	run := newInformerRun(options, record)
	for _, step := range script.Steps {
		run.step(step)
		settle()
	}
	run.clear()
}

func newInformerRun(options *informerOptions, record *recorder) *informerRun {
	server := &server{record: record, options: options.Server, ended: make(chan struct{})}
	run := &informerRun{
		record: record, options: options, server: server, stop: make(chan struct{}),
		registrations: map[string]cache.ResourceEventHandlerRegistration{},
	}
	run.informer = cache.NewSharedIndexInformerWithOptions(server, &corev1.Pod{}, cache.SharedIndexInformerOptions{
		ResyncPeriod: time.Duration(options.Resync), Indexers: indexers(options.Indexes), ObjectDescription: "pods",
	})
	must(run.informer.SetWatchErrorHandler(func(_ *cache.Reflector, err error) {
		record.add("errors", "error", err.Error())
	}))
	if options.Transform != nil {
		must(run.informer.SetTransform(options.Transform.function()))
	}
	for _, handler := range options.Handlers {
		if !handler.Late {
			run.addHandler(handler)
		}
	}
	return run
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (r *informerRun) addHandler(option handlerOption) {
	handler := cache.ResourceEventHandler(&recordingHandler{record: r.record, option: option})
	if option.Selector != "" {
		selector, err := labels.Parse(option.Selector)
		must(err)
		handler = cache.FilteringResourceEventHandler{Handler: handler, FilterFunc: func(object any) bool {
			if tombstone, is := object.(cache.DeletedFinalStateUnknown); is {
				object = tombstone.Obj
			}
			return selector.Matches(labels.Set(object.(*corev1.Pod).Labels))
		}}
	}
	var registration cache.ResourceEventHandlerRegistration
	var err error
	if option.Resync != nil {
		registration, err = r.informer.AddEventHandlerWithResyncPeriod(handler, time.Duration(*option.Resync))
	} else {
		registration, err = r.informer.AddEventHandler(handler)
	}
	if err != nil {
		// The text names the handler as Go prints it; only its end is a promise.
		r.record.add("calls", "call", "addHandler", "handler", option.Name, "errorEnds", lastWords(err, "was not added"))
		return
	}
	r.registrations[option.Name] = registration
}

func lastWords(err error, from string) string {
	if at := strings.Index(err.Error(), from); at >= 0 {
		return err.Error()[at:]
	}
	return err.Error()
}

// recordingHandler writes every callback to its own lane.
type recordingHandler struct {
	record *recorder
	option handlerOption
}

func (h *recordingHandler) note(object any, pairs ...any) {
	h.record.add("handler "+h.option.Name, pairs...)
	time.Sleep(time.Duration(h.option.Work))
	if tombstone, is := object.(cache.DeletedFinalStateUnknown); is {
		object = tombstone.Obj
	}
	if pod, is := object.(*corev1.Pod); is && slices.Contains(h.option.PanicOn, pod.Name) {
		panic("handler panics on " + pod.Name)
	}
}

func (h *recordingHandler) OnAdd(object any, isInInitialList bool) {
	h.note(object, "call", "ADD", "object", show(object), "initial", orOmit(isInInitialList))
}

func (h *recordingHandler) OnUpdate(before, after any) {
	h.note(after, "call", "UPDATE", "old", show(before), "new", show(after))
}

func (h *recordingHandler) OnDelete(object any) {
	h.note(object, "call", "DELETE", "object", show(object))
}

func (r *informerRun) step(step Step) {
	switch step.Do {
	case "start":
		go func() {
			r.informer.Run(r.stop)
			r.record.add("calls", "call", "run", "returned", true)
		}()
	case "send", "close":
		r.speak(step)
	case "advance":
		advance(step.By)
	case "addHandler":
		at := slices.IndexFunc(r.options.Handlers, func(option handlerOption) bool { return option.Name == step.Handler })
		r.addHandler(r.options.Handlers[at])
	case "removeHandler":
		err := r.informer.RemoveEventHandler(r.registrations[step.Handler])
		r.record.add("calls", "call", "removeHandler", "handler", step.Handler, "error", showError(err))
	case "addIndexers":
		err := r.informer.AddIndexers(indexers(step.Indexes))
		r.record.add("calls", "call", "addIndexers", "indexes", step.Indexes, "error", showError(err))
	case "byIndex":
		found, err := r.informer.GetIndexer().ByIndex(step.Index, step.Value)
		r.record.add("calls", "call", "byIndex", "index", step.Index, "value", step.Value, "sorted", showSorted(found), "error", showError(err))
	case "setTransform":
		err := r.informer.SetTransform(step.transform())
		r.record.add("calls", "call", "setTransform", "error", showError(err))
	case "waitForCacheSync":
		go r.waitForCacheSync(step)
	case "waitFor":
		go r.waitFor(step)
	case "checkpoint":
		r.checkpoint()
	case "stop":
		close(r.stop)
		r.stopped = true
	default:
		unknownVerb(step)
	}
}

// speak is what the server does to the stream that was opened last.
func (r *informerRun) speak(step Step) {
	stream := r.server.current
	switch {
	case stream == nil:
		r.record.add("calls", "call", step.Do, "error", "no stream was opened")
	case step.Do == "send":
		stream.send(step.Events)
	default:
		stream.Stop()
	}
}

func (s Step) transform() cache.TransformFunc { return (&transformOption{Count: true}).function() }

func (r *informerRun) checkpoint() {
	handlers := map[string]bool{}
	for name, registration := range r.registrations {
		handlers[name] = registration.HasSynced()
	}
	storeVersion := any(omit{})
	if versioned, can := r.informer.GetStore().(interface{ LastStoreSyncResourceVersion() string }); can {
		storeVersion = versioned.LastStoreSyncResourceVersion()
	}
	r.record.add("checkpoint", "store", showSorted(r.informer.GetStore().List()),
		"lastSyncResourceVersion", r.informer.LastSyncResourceVersion(), "storeResourceVersion", storeVersion,
		"synced", r.informer.HasSynced(), "handlersSynced", handlers, "stopped", orOmit(r.informer.IsStopped()))
}

func (r *informerRun) hasSynced(step Step) cache.InformerSynced {
	if step.Handler != "" {
		return r.registrations[step.Handler].HasSynced
	}
	return r.informer.HasSynced
}

func (r *informerRun) waitForCacheSync(step Step) {
	polls := 0
	synced := r.hasSynced(step)
	stop := r.stop
	if step.Timeout > 0 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(step.Timeout))
		defer cancel()
		stop = make(chan struct{})
		context.AfterFunc(ctx, func() { close(stop) })
	}
	answer := cache.WaitForCacheSync(stop, func() bool {
		polls++
		return synced()
	})
	r.record.add(fmt.Sprintf("waiter %s", step.Waiter), "synced", answer, "polls", polls)
}

func (r *informerRun) clear() {
	r.record.freeze()
	if !r.stopped {
		close(r.stop)
	}
	close(r.server.ended)
	// A Reflector that backs off from a streamed list does not hear that it is stopped.
	time.Sleep(24 * time.Hour)
}
