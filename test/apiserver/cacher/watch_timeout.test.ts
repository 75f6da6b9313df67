/** How long a watch lives whose client did not say. */

import { expect, test } from 'vitest';
import { randomTimeoutSeconds } from '#apiserver/cacher/cache_watcher.ts';

test.each([
  { fraction: 0, timeout: 1800 },
  { fraction: 0.412, timeout: 2541 },
  { fraction: 0.9999, timeout: 3599 },
])('whole seconds between 30 and 60 minutes: $timeout', ({ fraction, timeout }) => {
  expect(randomTimeoutSeconds(fraction)).toBe(timeout);
});
