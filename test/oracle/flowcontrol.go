package oracle

import (
	"time"

	"k8s.io/client-go/util/flowcontrol"
)

type flowcontrolOptions struct {
	Initial Duration `json:"initial"`
	Max     Duration `json:"max"`
	QPS     float32  `json:"qps"`
	Burst   int      `json:"burst"`
}

// runFlowcontrol covers flowcontrol.Backoff and the token bucket. `for` is how far in the past the
// event of a question lies.
func runFlowcontrol(script *Script, record *recorder) {
	options := &flowcontrolOptions{}
	script.readOptions(options)
	backoff := flowcontrol.NewBackOff(time.Duration(options.Initial), time.Duration(options.Max))
	bucket := flowcontrol.NewTokenBucketRateLimiter(max(options.QPS, 1), max(options.Burst, 1))
	for _, step := range script.Steps {
		event := time.Now().Add(-time.Duration(step.For))
		pairs := []any{"do", step.Do, "item", step.Item}
		switch step.Do {
		case "next":
			backoff.Next(step.Item, event)
			pairs = append(pairs, "backoff", showDuration(backoff.Get(step.Item)))
		case "get":
			pairs = append(pairs, "backoff", showDuration(backoff.Get(step.Item)))
		case "isInBackOffSince":
			pairs = append(pairs, "answer", backoff.IsInBackOffSince(step.Item, event))
		case "isInBackOffSinceUpdate":
			pairs = append(pairs, "answer", backoff.IsInBackOffSinceUpdate(step.Item, event))
		case "reset":
			backoff.Reset(step.Item)
		case "gc":
			backoff.GC()
		case "tryAccept":
			answers := []bool{}
			for range max(1, step.Times) {
				answers = append(answers, bucket.TryAccept())
			}
			pairs = append(pairs, "answers", answers)
		case "accept":
			bucket.Accept()
		case "advance":
			advance(step.By)
			continue
		default:
			unknownVerb(step)
		}
		record.add("ops", pairs...)
	}
}
