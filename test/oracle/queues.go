package oracle

import (
	"errors"
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/cache"
)

// queueOptions are the options of the components `deltafifo` and `realfifo`.
type queueOptions struct {
	// Known is what the consumer knows; absent means that the queue has no known objects.
	Known *[]string `json:"known"`
	// LookupFails and LookupMisses are known keys whose lookup errs, or finds nothing.
	LookupFails  []string `json:"lookupFails"`
	LookupMisses []string `json:"lookupMisses"`
	// Apply makes a successful Pop write its deltas into the known objects.
	Apply bool `json:"apply"`
	// EmitReplaced is EmitDeltaTypeReplaced of DeltaFIFO, which informers set.
	EmitReplaced bool             `json:"emitReplaced"`
	Transform    *transformOption `json:"transform"`

	Atomic    bool `json:"atomic"`
	Unlock    bool `json:"unlock"`
	Bookmarks bool `json:"bookmarks"`
}

// transformOption describes a transform function.
type transformOption struct {
	// Count adds one to the label `transformed`, so that a second transform shows.
	Count bool `json:"count"`
	// Fail lists names whose transform errs.
	Fail []string `json:"fail"`
}

func (o *transformOption) function() cache.TransformFunc {
	if o == nil {
		return nil
	}
	return func(object any) (any, error) {
		pod, isPod := object.(*corev1.Pod)
		if !isPod {
			return object, nil
		}
		if slices.Contains(o.Fail, pod.Name) {
			return nil, fmt.Errorf("transform refuses %s", pod.Name)
		}
		if !o.Count {
			return object, nil
		}
		pod = pod.DeepCopy()
		if pod.Labels == nil {
			pod.Labels = map[string]string{}
		}
		pod.Labels["transformed"] += "I"
		return pod, nil
	}
}

// knownObjects is a store with scripted faults.
type knownObjects struct {
	cache.Store
	fails, misses []string
}

func (k *knownObjects) GetByKey(key string) (any, bool, error) {
	if slices.Contains(k.fails, key) {
		return nil, false, fmt.Errorf("lookup of %s fails", key)
	}
	if slices.Contains(k.misses, key) {
		return nil, false, nil
	}
	return k.Store.GetByKey(key)
}

func (o *queueOptions) known() *knownObjects {
	if o.Known == nil {
		return nil
	}
	store := cache.NewStore(cache.DeletionHandlingMetaNamespaceKeyFunc)
	for _, text := range *o.Known {
		if err := store.Add(parseObject(text)); err != nil {
			panic(err)
		}
	}
	return &knownObjects{Store: store, fails: o.LookupFails, misses: o.LookupMisses}
}

// queue is what both queues can do.
type queue interface {
	Add(obj any) error
	Update(obj any) error
	Delete(obj any) error
	Replace(list []any, resourceVersion string) error
	Resync() error
	Close()
	IsClosed() bool
	HasSynced() bool
	Pop(cache.PopProcessFunc) (any, error)
}

// queueRun runs the verbs that both queues share.
type queueRun struct {
	queue   queue
	known   *knownObjects
	apply   bool
	record  *recorder
	waiting int
}

func runDeltaFIFO(script *Script, record *recorder) {
	options := &queueOptions{}
	script.readOptions(options)
	known := options.known()
	fifoOptions := cache.DeltaFIFOOptions{
		EmitDeltaTypeReplaced: options.EmitReplaced,
		Transformer:           options.Transform.function(),
	}
	if known != nil {
		fifoOptions.KnownObjects = known
	}
	fifo := cache.NewDeltaFIFOWithOptions(fifoOptions)
	run := &queueRun{queue: fifo, known: known, apply: options.Apply, record: record}
	for _, step := range script.Steps {
		if step.Do == "keyOf" {
			key, err := fifo.KeyOf(parseKeyed(step))
			record.add("ops", "do", "keyOf", "key", key, "error", showError(err))
			continue
		}
		run.step(step)
	}
	run.clear()
}

// parseKeyed reads the argument of keyOf: one object, or deltas around objects.
func parseKeyed(step Step) any {
	if step.Type != "Deltas" {
		return parseObject(step.Object)
	}
	deltas := cache.Deltas{}
	for _, object := range step.Objects {
		deltas = append(deltas, cache.Delta{Type: cache.Updated, Object: parseObject(object)})
	}
	return deltas
}

func (q *queueRun) step(step Step) {
	var err error
	switch step.Do {
	case "add":
		err = q.queue.Add(parseObject(step.Object))
	case "update":
		err = q.queue.Update(parseObject(step.Object))
	case "delete":
		err = q.queue.Delete(parseObject(step.Object))
	case "replace":
		err = q.queue.Replace(parseObjects(step.Objects), step.ResourceVersion)
	case "resync":
		err = q.queue.Resync()
	case "close":
		q.queue.Close()
	case "pop":
		for range max(1, step.Times) {
			q.pop(step)
		}
	case "drain":
		q.drain(step)
	default:
		unknownVerb(step)
	}
	settle()
	q.note(step, err)
}

func (q *queueRun) note(step Step, err error) {
	blocked := any(omit{})
	if q.waiting > 0 {
		blocked = q.waiting
	}
	q.record.add("ops", "do", step.Do, "object", step.Object, "error", showError(err),
		"synced", q.queue.HasSynced(), "closed", orOmit(q.queue.IsClosed()), "poppersWaiting", blocked)
}

func orOmit(flag bool) any {
	if flag {
		return true
	}
	return omit{}
}

// drain closes the queue and pops until it says that it is closed and empty.
func (q *queueRun) drain(step Step) {
	q.queue.Close()
	settle()
	for {
		_, err := q.queue.Pop(q.process(step.Fail))
		if errors.Is(err, cache.ErrFIFOClosed) {
			return
		}
	}
}

func (q *queueRun) pop(step Step) {
	q.waiting++
	go func() {
		_, err := q.queue.Pop(q.process(step.Fail))
		q.waiting--
		if err != nil {
			q.record.add("popped", "error", err.Error())
		}
	}()
	settle()
}

func (q *queueRun) process(fail string) cache.PopProcessFunc {
	return func(item any, isInInitialList bool) error {
		deltas := item.(cache.Deltas)
		q.record.add("popped", "deltas", deltaTexts(deltas), "initial", isInInitialList)
		if fail != "" {
			return errors.New(fail)
		}
		if q.apply {
			applyDeltas(q.known.Store, deltas)
		}
		return nil
	}
}

// applyDeltas keeps the known objects up to date, as an informer's store would be.
func applyDeltas(store cache.Store, deltas []cache.Delta) {
	for _, delta := range deltas {
		var err error
		switch delta.Type {
		case cache.Deleted:
			err = store.Delete(delta.Object)
		case cache.Added, cache.Updated, cache.Replaced, cache.Sync:
			err = store.Update(delta.Object)
		}
		if err != nil {
			panic(err)
		}
	}
}

func (q *queueRun) clear() {
	q.record.freeze()
	q.queue.Close()
	settle()
}
