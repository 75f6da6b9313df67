package oracle

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
)

type broadcasterOptions struct {
	QueueLength int `json:"queueLength"`
	// Drop loses events that find no room; otherwise they are waited for.
	Drop bool `json:"drop"`
	// Long queues as many events in front of all watchers as for each.
	Long bool `json:"long"`
}

type broadcasterRun struct {
	record      *recorder
	broadcaster *watch.Broadcaster
	watchers    map[string]watch.Interface
}

// runBroadcaster covers watch.Broadcaster. What waits for its mutex is not idle for synctest: a script must
// not call anything while another call waits, except `read` and `stop` of the watcher waited for.
func runBroadcaster(script *Script, record *recorder) {
	options := &broadcasterOptions{}
	script.readOptions(options)
	behavior := watch.WaitIfChannelFull
	if options.Drop {
		behavior = watch.DropIfChannelFull
	}
	run := &broadcasterRun{record: record, watchers: map[string]watch.Interface{}}
	if options.Long {
		run.broadcaster = watch.NewLongQueueBroadcaster(options.QueueLength, behavior)
	} else {
		run.broadcaster = watch.NewBroadcaster(options.QueueLength, behavior)
	}
	for _, step := range script.Steps {
		run.step(step)
		settle()
	}
	record.freeze()
	for _, watcher := range run.watchers {
		go func() {
			for range watcher.ResultChan() {
			}
		}()
	}
	settle()
	run.broadcaster.Shutdown()
}

func podEvent(text string) watch.Event {
	return watch.Event{Type: watch.Added, Object: runtime.Object(parsePod(text))}
}

func (b *broadcasterRun) step(step Step) {
	switch step.Do {
	case "watch":
		watcher, err := b.watch(step)
		if err == nil {
			b.watchers[step.Watcher] = watcher
		}
		b.record.add("calls", "call", step.Do, "watcher", step.Watcher, "error", showError(err))
	case "action":
		go func() {
			err := b.broadcaster.Action(watch.Added, parsePod(step.Object))
			b.record.add("calls", "call", step.Do, "object", step.Object, "error", showError(err))
		}()
	case "actionOrDrop":
		go func() {
			sent, err := b.broadcaster.ActionOrDrop(watch.Added, parsePod(step.Object))
			b.record.add("calls", "call", step.Do, "object", step.Object, "sent", sent, "error", showError(err))
		}()
	case "read":
		b.read(step)
	case "stop":
		go func() {
			b.watchers[step.Watcher].Stop()
			b.record.add("calls", "call", step.Do, "watcher", step.Watcher)
		}()
	case "shutDown":
		go func() {
			b.broadcaster.Shutdown()
			b.record.add("calls", "call", step.Do)
		}()
	case "advance":
		advance(step.By)
	default:
		unknownVerb(step)
	}
}

func (b *broadcasterRun) watch(step Step) (watch.Interface, error) {
	if step.Objects == nil {
		return b.broadcaster.Watch()
	}
	prefix := []watch.Event{}
	for _, object := range step.Objects {
		prefix = append(prefix, podEvent(object))
	}
	return b.broadcaster.WatchWithPrefix(prefix)
}

// read takes what is there, at most `times` events, one after the other; it does not wait.
func (b *broadcasterRun) read(step Step) {
	lane := "watcher " + step.Watcher
	for range max(1, step.Times) {
		select {
		case event, open := <-b.watchers[step.Watcher].ResultChan():
			if !open {
				b.record.add(lane, "closed", true)
				return
			}
			b.record.add(lane, "got", string(event.Type)+" "+show(event.Object.(*corev1.Pod)))
		default:
			b.record.add(lane, "empty", true)
			return
		}
		settle()
	}
}
