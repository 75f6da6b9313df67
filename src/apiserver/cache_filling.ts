/** How long a client is asked to wait for a watch cache that has been filling for some time. */

import { type Duration, seconds } from '#base/time.ts';

/** After so many seconds of filling the wait that is asked for becomes 2, 3, … 30 seconds. */
const thresholds = [
  11.552, 18.31, 23.105, 26.824, 29.863, 32.432, 34.657, 36.62, 38.376, 39.965, 41.415, 42.749,
  43.984, 45.134, 46.21, 47.22, 48.173, 49.074, 49.929, 50.742, 51.517, 52.258, 52.968, 53.648,
  54.302, 54.931, 55.537, 56.122, 56.687,
];

/** The real server computes exp(0.06 s), at most 30; the table is that curve, as engines differ in exp. */
export function retryAfterFilling(filling: Duration): number {
  return 1 + thresholds.filter((threshold) => filling >= seconds(threshold)).length;
}
