/** Go package util/flowcontrol: token buckets and back-off. */

export { Backoff, type BackoffOptions, newBackOff } from '#client-go/util/flowcontrol/backoff.ts';
export {
  Limiter,
  newFakeAlwaysRateLimiter,
  newFakeNeverRateLimiter,
  newTokenBucketRateLimiter,
  type PassiveRateLimiter,
  type RateLimiter,
  Reservation,
} from '#client-go/util/flowcontrol/throttle.ts';
