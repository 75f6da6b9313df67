/** Go package util/retry. */

export {
  type Attempt,
  defaultBackoff,
  defaultRetry,
  onError,
  retryOnConflict,
} from '#client-go/util/retry/util.ts';
