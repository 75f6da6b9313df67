package oracle

import (
	"context"
	"errors"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/util/retry"
	"k8s.io/utils/clock"
)

type backoffOption struct {
	Duration Duration `json:"duration"`
	Factor   float64  `json:"factor"`
	Jitter   float64  `json:"jitter"`
	Steps    int      `json:"steps"`
	Cap      Duration `json:"cap"`
}

func (o *backoffOption) build() wait.Backoff {
	return wait.Backoff{
		Duration: time.Duration(o.Duration), Factor: o.Factor, Jitter: o.Jitter,
		Steps: o.Steps, Cap: time.Duration(o.Cap),
	}
}

type waitRun struct {
	record *recorder
	// next gives delays for the verb `delays`.
	next func() time.Duration
}

func runWait(script *Script, record *recorder) {
	run := &waitRun{record: record}
	for _, step := range script.Steps {
		run.step(step)
	}
}

func (w *waitRun) step(step Step) {
	switch step.Do {
	case "backoff":
		backoff := step.Backoff.build()
		w.next = backoff.Step
	case "delayWithReset":
		w.next = step.Backoff.build().DelayWithReset(clock.RealClock{}, time.Duration(step.Reset))
	case "exponentialBackoffManager":
		w.next = managerDelays(step)
	case "jitter":
		w.next = func() time.Duration { return wait.Jitter(time.Duration(step.For), step.Factor) }
	case "delays":
		w.delays(step)
	case "advance":
		advance(step.By)
	default:
		w.loop(step)
	}
}

// managerDelays measures the deprecated manager, whose delays show only as the time its timer takes.
func managerDelays(step Step) func() time.Duration {
	manager := wait.NewExponentialBackoffManager(time.Duration(step.Backoff.Duration), time.Duration(step.Backoff.Cap),
		time.Duration(step.Reset), step.Backoff.Factor, step.Backoff.Jitter, clock.RealClock{})
	return func() time.Duration {
		began := time.Now()
		<-manager.Backoff().C()
		return time.Since(began)
	}
}

// delays draws delays; with `sleep` each is also waited for, as the Reflector does.
func (w *waitRun) delays(step Step) {
	delays := []string{}
	for range max(1, step.Times) {
		delay := w.next()
		delays = append(delays, showDuration(delay))
		if step.Sleep {
			time.Sleep(delay)
		}
	}
	w.record.add("ops", "do", "delays", "delays", delays)
}

// condition answers with the script's answers one call after another, then with the last one.
func (w *waitRun) condition(step Step) func() (bool, error) {
	call := 0
	return func() (bool, error) {
		answer := step.Returns[min(call, len(step.Returns)-1)]
		call++
		w.record.add("calls", "call", call, "answer", answer)
		time.Sleep(time.Duration(step.For))
		switch answer {
		case "true":
			return true, nil
		case "false":
			return false, nil
		case "conflict":
			return false, apierrors.NewConflict(schema.GroupResource{Resource: "pods"}, "a", errors.New("changed"))
		default:
			return false, errors.New(answer)
		}
	}
}

func (w *waitRun) loop(step Step) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if step.Timeout > 0 {
		time.AfterFunc(time.Duration(step.Timeout), cancel)
	}
	condition := w.condition(step)
	withContext := func(context.Context) (bool, error) { return condition() }
	var err error
	switch step.Do {
	case "exponentialBackoff":
		err = wait.ExponentialBackoff(step.Backoff.build(), condition)
	case "exponentialBackoffWithContext":
		err = wait.ExponentialBackoffWithContext(ctx, step.Backoff.build(), withContext)
	case "pollUntilContextTimeout":
		err = wait.PollUntilContextTimeout(context.Background(), time.Duration(step.Period),
			time.Duration(step.Timeout), step.Immediate, withContext)
	case "pollUntilContextCancel":
		err = wait.PollUntilContextCancel(ctx, time.Duration(step.Period), step.Immediate, withContext)
	case "jitterUntil":
		wait.JitterUntilWithContext(ctx, func(context.Context) { _, _ = condition() },
			time.Duration(step.Period), step.Factor, step.Sliding)
	case "retryOnConflict":
		err = retry.RetryOnConflict(step.Backoff.build(), func() error {
			_, err := condition()
			return err
		})
	default:
		unknownVerb(step)
	}
	cancel()
	settle()
	w.record.add("ops", "do", step.Do, "error", showError(err))
}
