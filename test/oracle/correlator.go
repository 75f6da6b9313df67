package oracle

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/record"
)

type correlatorOptions struct {
	CacheSize   int     `json:"cacheSize"`
	Burst       int     `json:"burst"`
	QPS         float32 `json:"qps"`
	MaxEvents   int     `json:"maxEvents"`
	MaxInterval int     `json:"maxIntervalInSeconds"`
	// SpamBy `reason` gives every reason a burst of its own.
	SpamBy string `json:"spamBy"`
	// CombineBy `object` combines across reasons; messages then say how they were combined.
	CombineBy string `json:"combineBy"`
}

func (o *correlatorOptions) build() record.CorrelatorOptions {
	built := record.CorrelatorOptions{
		LRUCacheSize: o.CacheSize, BurstSize: o.Burst, QPS: o.QPS,
		MaxEvents: o.MaxEvents, MaxIntervalInSeconds: o.MaxInterval,
	}
	if o.SpamBy == "reason" {
		built.SpamKeyFunc = func(event *corev1.Event) string { return event.InvolvedObject.Name + "/" + event.Reason }
	}
	if o.CombineBy == "object" {
		built.KeyFunc = func(event *corev1.Event) (string, string) {
			return event.InvolvedObject.Name, event.Reason + "/" + event.Message
		}
		built.MessageFunc = func(event *corev1.Event) string { return "combined: " + event.Message }
	}
	return built
}

// eventOption is an event as a recorder makes it; absent fields have the defaults of README.md.
type eventOption struct {
	Object     string `json:"object"`
	UID        string `json:"uid"`
	FieldPath  string `json:"fieldPath"`
	Type       string `json:"type"`
	Reason     string `json:"reason"`
	Message    string `json:"message"`
	Component  string `json:"component"`
	Host       string `json:"host"`
	Annotation string `json:"annotation"`
}

func or(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}

func (o *eventOption) build() *corev1.Event {
	meta := parseMeta(or(o.Object, "ns/web-1"))
	component := or(o.Component, "kubelet")
	now := metav1.Now()
	event := &corev1.Event{
		ObjectMeta: metav1.ObjectMeta{
			Name: fmt.Sprintf("%s.%x", meta.Name, now.UnixNano()), Namespace: or(meta.Namespace, "default"),
		},
		InvolvedObject: corev1.ObjectReference{
			Kind: "Pod", APIVersion: "v1", Namespace: meta.Namespace, Name: meta.Name,
			UID: types.UID(o.UID), FieldPath: o.FieldPath,
		},
		Type: or(o.Type, "Normal"), Reason: or(o.Reason, "Started"), Message: o.Message,
		Source:         corev1.EventSource{Component: component, Host: o.Host},
		FirstTimestamp: now, LastTimestamp: now, Count: 1,
		ReportingController: component, ReportingInstance: o.Host,
	}
	if o.Annotation != "" {
		event.Annotations = map[string]string{"note": o.Annotation}
	}
	return event
}

type correlatorRun struct {
	record     *recorder
	correlator *record.EventCorrelator
	// last is the event of the last result that was not to be skipped.
	last *corev1.Event
}

// runCorrelator covers tools/record's EventCorrelator. The clock is the bubble's.
func runCorrelator(script *Script, recorder *recorder) {
	options := &correlatorOptions{}
	script.readOptions(options)
	run := &correlatorRun{record: recorder, correlator: record.NewEventCorrelatorWithOptions(options.build())}
	for _, step := range script.Steps {
		switch step.Do {
		case "event":
			for range max(1, step.Times) {
				run.correlate(step.Event.build())
				time.Sleep(time.Duration(step.Period))
			}
		case "written":
			run.written(step)
		case "advance":
			advance(step.By)
		default:
			unknownVerb(step)
		}
	}
}

func (c *correlatorRun) correlate(event *corev1.Event) {
	result, err := c.correlator.EventCorrelate(event)
	if err != nil || result.Skip {
		c.record.add("results", "error", showError(err), "skip", true)
		return
	}
	c.last = result.Event
	given := result.Event
	c.record.add("results", "name", c.showName(given.Name), "resourceVersion", given.ResourceVersion,
		"type", given.Type, "reason", given.Reason, "message", given.Message, "count", given.Count,
		"first", c.showTime(given.FirstTimestamp.Time), "last", c.showTime(given.LastTimestamp.Time),
		"reporting", given.ReportingController, "annotation", given.Annotations["note"],
		"patch", c.showPatch(result.Patch))
}

// written is the server's answer to the last event: it has a version now, and may have another count.
func (c *correlatorRun) written(step Step) {
	if c.last == nil {
		return
	}
	answer := c.last.DeepCopy()
	answer.ResourceVersion = step.ResourceVersion
	if step.Times > 0 {
		answer.Count = int32(step.Times)
	}
	c.correlator.UpdateState(answer)
}

// showName gives the time in an event's name as that since the run began.
func (c *correlatorRun) showName(name string) string {
	dot := strings.LastIndex(name, ".")
	nanoseconds, err := strconv.ParseInt(name[dot+1:], 16, 64)
	if err != nil {
		return name
	}
	return name[:dot] + "." + showDuration(time.Duration(nanoseconds-c.record.began.UnixNano()))
}

// showTime gives whole seconds since the run began, as much as a server sees of an event's times.
func (c *correlatorRun) showTime(at time.Time) string {
	return showDuration(at.Sub(c.record.began).Truncate(time.Second))
}

func (c *correlatorRun) showPatch(patch []byte) any {
	if patch == nil {
		return omit{}
	}
	fields := map[string]any{}
	if err := json.Unmarshal(patch, &fields); err != nil {
		panic(err)
	}
	for name, value := range fields {
		if text, isText := value.(string); isText && strings.HasSuffix(name, "Timestamp") {
			at, err := time.Parse(time.RFC3339, text)
			if err != nil {
				panic(err)
			}
			fields[name] = c.showTime(at)
		}
	}
	return fields
}
