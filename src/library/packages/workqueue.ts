/** Go package util/workqueue: queues, delays, rate limiters. */

export {
  defaultTypedControllerRateLimiter,
  defaultTypedItemBasedRateLimiter,
  newTypedBucketRateLimiter,
  newTypedItemExponentialFailureRateLimiter,
  newTypedItemFastSlowRateLimiter,
  newTypedMaxOfRateLimiter,
  newTypedWithMaxWaitRateLimiter,
  type TypedRateLimiter,
} from '#client-go/util/workqueue/default_rate_limiters.ts';
export {
  newTypedDelayingQueue,
  newTypedDelayingQueueWithConfig,
  type TypedDelayingInterface,
  type TypedDelayingQueueConfig,
} from '#client-go/util/workqueue/delaying_queue.ts';
export {
  type CounterMetric,
  type GaugeMetric,
  type HistogramMetric,
  type MetricsProvider,
  PrometheusMetricsProvider,
  type SettableGaugeMetric,
} from '#client-go/util/workqueue/metrics.ts';
export { type Parallel, parallelizeUntil } from '#client-go/util/workqueue/parallelizer.ts';
export {
  defaultQueue,
  newTyped,
  newTypedWithConfig,
  type Queue,
  Typed,
  type TypedInterface,
  type TypedQueueConfig,
} from '#client-go/util/workqueue/queue.ts';
export {
  newTypedRateLimitingQueue,
  newTypedRateLimitingQueueWithConfig,
  type TypedRateLimitingInterface,
  type TypedRateLimitingQueueConfig,
} from '#client-go/util/workqueue/rate_limiting_queue.ts';
