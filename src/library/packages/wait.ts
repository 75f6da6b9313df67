/** Go package apimachinery/pkg/util/wait: loops, back-off and polling. */

export {
  Backoff,
  type BackoffOptions,
  backoffUntil,
  type DelayFunc,
  delayed,
  delayWithReset,
  type ExponentialBackoffOptions,
  exponentialBackoff,
  exponentialBackoffWithContext,
  jitterUntilWithContext,
  type LoopOptions,
  newExponentialBackoffManager,
  newJitteredBackoffManager,
  nonSlidingUntilWithContext,
  untilWithContext,
} from '#apimachinery/pkg/util/wait/backoff.ts';
export { delayUntil } from '#apimachinery/pkg/util/wait/delay.ts';
export {
  errorInterrupted,
  type InterruptedError,
  interrupted,
} from '#apimachinery/pkg/util/wait/error.ts';
export { type ConditionLoop, loopConditionUntilContext } from '#apimachinery/pkg/util/wait/loop.ts';
export {
  type PollOptions,
  poll,
  poller,
  pollUntilContextCancel,
  pollUntilContextTimeout,
} from '#apimachinery/pkg/util/wait/poll.ts';
export { fixedTimer, variableTimer, type WaitTimer } from '#apimachinery/pkg/util/wait/timer.ts';
export {
  contextEnd,
  contextForChannel,
  errWaitCanceled,
  errWaitDeadlineExceeded,
  errWaitTimeout,
  type JitterSource,
  jitter,
  type WaitError,
  type WaitFunc,
  waitForWithContext,
} from '#apimachinery/pkg/util/wait/wait.ts';
