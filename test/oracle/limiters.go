package oracle

import (
	"time"

	"golang.org/x/time/rate"
	"k8s.io/client-go/util/workqueue"
)

// limiterOption is one of the rate limiters of util/workqueue; exactly one field is given.
type limiterOption struct {
	Exponential *struct {
		Base Duration `json:"base"`
		Max  Duration `json:"max"`
	} `json:"exponential"`
	FastSlow *struct {
		Fast  Duration `json:"fast"`
		Slow  Duration `json:"slow"`
		Fasts int      `json:"fasts"`
	} `json:"fastSlow"`
	Bucket *struct {
		QPS   float64 `json:"qps"`
		Burst int     `json:"burst"`
	} `json:"bucket"`
	MaxOf   []limiterOption `json:"maxOf"`
	MaxWait *struct {
		Max     Duration      `json:"max"`
		Limiter limiterOption `json:"limiter"`
	} `json:"maxWait"`
	// Default is `controller` or `itemBased`.
	Default string `json:"default"`
}

type limiter = workqueue.TypedRateLimiter[string]

func (o *limiterOption) build() limiter {
	switch {
	case o.Exponential != nil:
		base, most := time.Duration(o.Exponential.Base), time.Duration(o.Exponential.Max)
		return workqueue.NewTypedItemExponentialFailureRateLimiter[string](base, most)
	case o.FastSlow != nil:
		fast, slow := time.Duration(o.FastSlow.Fast), time.Duration(o.FastSlow.Slow)
		return workqueue.NewTypedItemFastSlowRateLimiter[string](fast, slow, o.FastSlow.Fasts)
	case o.Bucket != nil:
		return &workqueue.TypedBucketRateLimiter[string]{
			Limiter: rate.NewLimiter(rate.Limit(o.Bucket.QPS), o.Bucket.Burst),
		}
	case o.MaxOf != nil:
		parts := []limiter{}
		for _, part := range o.MaxOf {
			parts = append(parts, part.build())
		}
		return workqueue.NewTypedMaxOfRateLimiter(parts...)
	case o.MaxWait != nil:
		return workqueue.NewTypedWithMaxWaitRateLimiter(o.MaxWait.Limiter.build(), time.Duration(o.MaxWait.Max))
	case o.Default == "itemBased":
		return workqueue.DefaultTypedItemBasedRateLimiter[string]()
	default:
		return workqueue.DefaultTypedControllerRateLimiter[string]()
	}
}

func runLimiters(script *Script, record *recorder) {
	options := &struct {
		Limiter limiterOption `json:"limiter"`
	}{}
	script.readOptions(options)
	limiter := options.Limiter.build()
	for _, step := range script.Steps {
		switch step.Do {
		case "when":
			delays := []string{}
			for range max(1, step.Times) {
				delays = append(delays, showDuration(limiter.When(step.Item)))
			}
			record.add("ops", "do", "when", "item", step.Item, "delays", delays,
				"requeues", limiter.NumRequeues(step.Item))
		case "forget":
			limiter.Forget(step.Item)
			record.add("ops", "do", "forget", "item", step.Item, "requeues", limiter.NumRequeues(step.Item))
		case "numRequeues":
			record.add("ops", "do", "numRequeues", "item", step.Item, "requeues", limiter.NumRequeues(step.Item))
		case "advance":
			advance(step.By)
		default:
			unknownVerb(step)
		}
	}
}
