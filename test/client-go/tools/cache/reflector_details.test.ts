/** What a Reflector asks for in detail, what it does not take for an object, and how it is stopped. */

import { describe, expect, test } from 'vitest';
import type { ListOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { milliseconds } from '#base/time.ts';
import {
  type ListerWatcher,
  toListWatcherWithWatchListSemantics,
} from '#client-go/tools/cache/listwatch.ts';
import type { ExpectedType } from '#client-go/tools/cache/reflector.ts';
import type { StoreError } from '#client-go/tools/cache/store.ts';
import { type FakeWatch, status } from './fake_lister_watcher.ts';
import { eventsOf, pod } from './fixture.ts';
import { type ReflectorRun, type ReflectorRunOptions, reflectorRun } from './reflector_run.ts';

const ends = (watch: FakeWatch) => watch.error(status(500, 'InternalError', 'end'));

/** A run that keeps what is asked, but for the timeout. */
function listeningRun(options: ReflectorRunOptions) {
  const asked: ListOptions[] = [];
  const keep = ({ timeoutSeconds: _timeout, ...rest }: ListOptions) => asked.push(rest);
  const listerWatcher: ListerWatcher = {
    list: (ctx, each) => {
      keep(each);
      return run.server.list(ctx, each);
    },
    watch: (ctx, each) => {
      keep(each);
      return run.server.watch(ctx, each);
    },
  };
  const run: ReflectorRun = reflectorRun({ ...options, reflector: { listerWatcher } });
  return { asked, run };
}

describe('RF52 what is asked, option by option (TestReflectorListAndWatch)', () => {
  const played = (options: ReflectorRunOptions) => {
    const { asked, run } = listeningRun(options);
    run.start();
    run.until(1);
    run.server.watching
      .modify(pod('foo', 2))
      .add(pod('bar', 3), pod('baz', 4), pod('qux', 5), pod('zoo', 6));
    run.until(2);
    return { asked, stored: run.stored() };
  };
  const stored = 'bar@3 baz@4 foo@2 qux@5 zoo@6';

  test('with a streamed list', () => {
    const first = (watch: FakeWatch) => watch.add(pod('foo', 1)).bookmark(1, true);
    const streamed = {
      resourceVersion: '',
      resourceVersionMatch: 'NotOlderThan',
      sendInitialEvents: true,
      allowWatchBookmarks: true,
    };
    const told = played({ profile: 'watchList', watches: [first] });
    expect(told.asked).toMatchObject([streamed]);
    expect(told.stored).toBe(stored);
  });

  test('with a list', () => {
    const lists = [{ version: 1, items: [pod('foo', 1)] }];
    const told = played({ profile: 'inOrder', lists });
    expect(told.asked).toMatchObject([
      { resourceVersion: '0', limit: 500 },
      { resourceVersion: '1', allowWatchBookmarks: true },
    ]);
    expect(told.asked[1]).not.toHaveProperty('sendInitialEvents', true);
    expect(told.stored).toBe(stored);
  });
});

test('RF53 a list at a known version is not paged (TestReflectorNotPaginatingNotConsistentReads)', () => {
  const items = Array.from({ length: 10 }, (_, at) => pod(`pod-${at}`, at));
  const run = reflectorRun({
    lists: [
      { version: 10, items: [] },
      { version: 10, items },
    ],
    watches: [ends],
  });
  run.once();
  run.once();
  expect(run.lines.filter((line) => line.includes('LIST'))[1]).toContain(
    'LIST#2 rv="10" limit=0 cont=""',
  );
  expect(run.store.list()).toHaveLength(10);
});

test.each([
  { name: 'nothing', expectedType: undefined, says: '<unspecified>' },
  { name: 'a core kind', expectedType: { apiVersion: 'v1', kind: 'Pod' }, says: '*v1.Pod' },
  {
    name: 'a kind of a group',
    expectedType: { apiVersion: 'apps/v1', kind: 'Deployment' },
    says: '*v1.Deployment',
  },
])(
  'RF54 $name is described as $says (TestGetTypeDescriptionFromObject)',
  ({ expectedType, says }) => {
    expect(reflectorRun({ reflector: { expectedType } }).reflector.typeDescription).toBe(says);
  },
);

describe('what is not taken', () => {
  const object = (apiVersion: string, kind: string): Unstructured => ({
    ...pod('x', 2),
    apiVersion,
    kind,
  });
  const taken = (expectedType: ExpectedType | undefined, given: Unstructured) => {
    const run = reflectorRun({
      lists: [{ version: 1 }],
      watches: [(watch) => ends(watch.add(given))],
      reflector: { expectedType },
    });
    run.once();
    const skipped = eventsOf(run.events, 'reflector.event.skipped').map(
      (event) => event.data.reason,
    );
    return { stored: run.stored(), skipped };
  };
  const mine = { apiVersion: 'mygroup/v1', kind: 'MyKind' };

  test.each([
    {
      name: 'anything when nothing is expected',
      expected: undefined,
      given: 'other/v2 Kind',
      ok: true,
    },
    { name: 'the kind that is expected', expected: mine, given: 'mygroup/v1 MyKind', ok: true },
    { name: 'another kind', expected: mine, given: 'mygroup/v1 Kind', ok: false },
    { name: 'another version', expected: mine, given: 'mygroup/v2 MyKind', ok: false },
  ])('RF55 $name: $ok (TestGetExpectedGVKFromObject)', ({ expected, given, ok: fits }) => {
    const [apiVersion = '', kind = ''] = given.split(' ');
    expect(taken(expected, object(apiVersion, kind))).toEqual(
      fits ? { stored: 'x@2', skipped: [] } : { stored: '', skipped: ['wrong type'] },
    );
  });

  test.each([
    { apiVersion: 'meta.k8s.io/v1beta1', kind: 'Table', fits: false },
    { apiVersion: 'meta.k8s.io/v1', kind: 'Table', fits: false },
    { apiVersion: 'v1', kind: 'Pod', fits: true },
    { apiVersion: 'custom.group/v1', kind: 'Table', fits: true },
  ])(
    'RF56 a $kind of $apiVersion in a watch: $fits (TestIsUnsupportedTableObject)',
    ({ apiVersion, kind, fits }) => {
      expect(taken(undefined, object(apiVersion, kind)).stored).toBe(fits ? 'x@2' : '');
    },
  );

  test('RF57 a list that is a Table is an error (TestIsUnsupportedTableObject)', () => {
    const table = { apiVersion: 'meta.k8s.io/v1', kind: 'Table', metadata: {}, items: [] };
    const listerWatcher: ListerWatcher = {
      *list() {
        return ok(table);
      },
      watch: (ctx, options) => run.server.watch(ctx, options),
    };
    const run: ReflectorRun = reflectorRun({ reflector: { listerWatcher } });
    expect(run.once()).toBe(
      'failed to list *v1.Pod: unsupported list gvk: meta.k8s.io/v1, Kind=Table, type: *v1.Pod',
    );
  });
});

describe('stopping', () => {
  test.each([
    {
      id: 'RF58',
      name: 'before the watch opens',
      at: 0,
      upstream: 'TestReflectorHandleWatchStoppedBefore, TestReflectorStopWatch',
    },
    {
      id: 'RF59',
      name: 'while it is read',
      at: 0.01,
      upstream: 'TestReflectorHandleWatchStoppedAfter',
    },
  ])('$id $name is no error, and stops the watch once ($upstream)', ({ at }) => {
    let stops = 0;
    const run = reflectorRun({
      lists: [{ version: 1 }],
      watches: [
        (watch) => {
          const { stop } = watch;
          watch.stop = () => {
            stops++;
            stop.call(watch);
          };
          if (at === 0) run.ctx.cancel();
        },
      ],
    });
    run.start();
    run.until(at);
    run.ctx.cancel();
    run.until(1);
    expect(stops).toBe(1);
    expect(run.server.watching.stopped).toBe(true);
    expect(eventsOf(run.events, 'reflector.failed')).toEqual([]);
    expect(eventsOf(run.events, 'reflector.stopped')).toHaveLength(1);
  });
});

test('RF60 the store is resynced at every period of the watch (TestReflectorResyncChan)', () => {
  const at: number[] = [];
  const run = reflectorRun({
    lists: [{ version: 1 }],
    resyncPeriod: milliseconds(1),
    wrap: (store) => ({
      ...store,
      *resync(): Generator<never, Result<void, StoreError>> {
        at.push(run.sim.now / 1e6);
        return at.length === 3 ? fail({ message: 'enough' }) : ok(undefined);
      },
    }),
  });
  run.once();
  expect(at).toEqual([1, 2, 3]);
});

describe('RF61 the version while a list is streamed (TestWatchListResourceVersion)', () => {
  test.each<{ name: string; events: (watch: FakeWatch) => FakeWatch; version: string }>([
    { name: 'without any event', events: (watch) => watch, version: '' },
    { name: 'after additions', events: (watch) => watch.add(pod('p1', 1)), version: '' },
    {
      name: 'after the bookmark that ends it',
      events: (watch) => watch.add(pod('p1', 1)).bookmark(2, true),
      version: '2',
    },
  ])('$name: "$version"', ({ events, version }) => {
    const run = reflectorRun({ profile: 'modern', watches: [events] });
    run.start();
    run.until(0.5);
    expect(run.reflector.lastSyncResourceVersion()).toBe(version);
    run.ctx.cancel();
    run.until(1);
  });
});

test.each([
  { name: 'that does not say', client: {}, unsupported: false },
  {
    name: 'that cannot',
    client: { isWatchListSemanticsUnSupported: () => true },
    unsupported: true,
  },
  {
    name: 'that can',
    client: { isWatchListSemanticsUnSupported: () => false },
    unsupported: false,
  },
  { name: 'that is none', client: undefined, unsupported: false },
])(
  'RF62 a client $name is not asked to stream: $unsupported (TestToListWatcherWithWatchListSemantics)',
  ({ client, unsupported }) => {
    const { server } = reflectorRun();
    const wrapped = toListWatcherWithWatchListSemantics(server, client);
    expect(wrapped.isWatchListSemanticsUnSupported?.()).toBe(unsupported);
  },
);

describe('RF63 waiting for the bookmark that ends a streamed list (TestInitialEventsEndBookmarkTicker)', () => {
  const complaints = (run: ReflectorRun) =>
    eventsOf(run.events, 'reflector.bookmark.awaited').map(({ at, data }) => ({
      at: at / 1e9,
      events: data.events,
      since: data.since / 1e9,
    }));

  test('is complained about every ten seconds, first of no event, then of the time since the last', () => {
    const run = reflectorRun({ profile: 'modern', watches: ['open'] });
    run.start();
    run.until(20);
    run.server.watching.add(pod('p1', 1));
    run.until(25);
    run.server.watching.add(pod('p2', 2));
    run.until(41);
    expect(complaints(run)).toEqual([
      { at: 10, events: 0, since: 10 },
      { at: 20, events: 0, since: 20 },
      { at: 40, events: 2, since: 15 },
    ]);
    run.server.watching.bookmark(3, true);
    run.until(100);
    expect(complaints(run)).toHaveLength(3);
    run.ctx.cancel();
    run.until(101);
  });

  test('is not complained about in a plain watch', () => {
    const run = reflectorRun({ lists: [{ version: 1 }], watches: ['open'] });
    run.start();
    run.until(60);
    expect(complaints(run)).toEqual([]);
    run.ctx.cancel();
    run.until(61);
  });
});
