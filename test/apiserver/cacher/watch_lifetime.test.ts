/** How long a watch lives whose client did not say. */

import { expect, test } from 'vitest';
import { randomTimeoutSeconds } from '#apiserver/cacher/cache_watcher.ts';
import { played } from '#test/session/runs.ts';

test.each([
  [0, 1800],
  [0.4119, 2541],
  [0.999_99, 3599],
])('of the chance %d: %d s', (fraction, seconds) => {
  expect(randomTimeoutSeconds(fraction)).toBe(seconds);
});

test('kubectl’s watch opens under a shuffled schedule, for a whole number of seconds', () => {
  const session = played('start kubelet\nkubectl get pods -w\nrun 5s\n', {
    policy: 'shuffle',
    seed: 'lifetime',
  });
  const seconds = session.store.events.flatMap((event) =>
    event.kind === 'watch.opened' && event.data.noun === 'kubectl'
      ? [event.data.timeoutSeconds]
      : [],
  );
  expect(seconds).toHaveLength(1);
  expect(seconds[0]).toBeGreaterThanOrEqual(1800);
  expect(seconds[0]).toBeLessThan(3600);
});
