/** An informer as a watch: what it missed while it was away. */

import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { newIndexerInformerWatcher } from '#client-go/tools/watch/informerwatcher.ts';
import { FakeListerWatcher, status } from '#test/client-go/tools/cache/fake_lister_watcher.ts';
import { pod, shown } from '#test/client-go/tools/cache/fixture.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';

test.each(Object.keys(profiles) as ProfileName[])(
  'UT23 a deletion that a relist finds out is told with the object as it was last known, as %s (TestInformerWatcherDeletedFinalStateUnknown)',
  (preset) => {
    const run = simulatedRun();
    const listerWatcher = new FakeListerWatcher(run.sim, {
      lists: [{ version: 1, items: [pod('secret1', 123)] }, { version: 2 }],
      watches: [(watch) => watch.error(status(410, 'Gone', 'gone')).close(), 'open'],
      supportsWatchList: false,
    });
    const informer = newIndexerInformerWatcher(
      { sim: run.sim, profile: profiles[preset] },
      { name: 'test/pods', resource: 'pods', listerWatcher },
    );
    const seen: string[] = [];
    run.go('reader', function* () {
      for (;;) {
        const event = yield* informer.watcher.resultChan().receive();
        if (event === undefined) return;
        seen.push(`${event.type} ${shown(event.object)}`);
      }
    });
    run.pass(seconds(10));
    expect(seen).toEqual(['ADDED secret1@123', 'DELETED secret1@123']);
    informer.watcher.stop();
    run.settle();
    expect(informer.done.closed).toBe(true);
    expect(listerWatcher.lines.filter((line) => line.startsWith('LIST'))).toHaveLength(2);
  },
);
