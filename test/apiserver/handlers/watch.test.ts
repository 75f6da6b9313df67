import { expect, test } from 'vitest';
import { minutes, seconds } from '#base/time.ts';
import {
  cluster,
  configMap,
  configMaps,
  objectOf,
  pod,
  pods,
  versionOf,
} from '#test/apiserver/cluster.ts';

const fixedWindow = { capacity: 2, mostCapacity: 2, freshFor: seconds(75) };

test('a watch from a revision tells every later change once, in order', () => {
  const { ask, watch, runFor } = cluster();
  const created = ask('POST', configMaps, configMap('a'));
  ask('POST', configMaps, configMap('b'));
  const watched = watch(`${configMaps}?resourceVersion=${versionOf(created)}`);
  ask('PATCH', `${configMaps}/a`, { data: { key: '1' } });
  ask('DELETE', `${configMaps}/b`);
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ADDED b@5', 'MODIFIED a@6', 'DELETED b@7']);
});

test('watch events have kind and apiVersion', () => {
  const { ask, watch } = cluster();
  ask('POST', configMaps, configMap('a'));
  const { frames } = watch(`${configMaps}?resourceVersion=3`);
  expect(frames[0]?.object).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1' });
});

test('a watch in one namespace hears nothing of another', () => {
  const { ask, watch, runFor } = cluster();
  const watched = watch(`${configMaps}?resourceVersion=3`);
  ask('POST', '/api/v1/namespaces/kube-system/configmaps', configMap('a'));
  runFor(seconds(1));
  expect(watched.seen()).toEqual([]);
});

test('an object that begins to match is added, one that no longer matches is deleted as it was', () => {
  const { ask, watch, runFor, events } = cluster();
  ask('POST', configMaps, configMap('a', { metadata: { labels: { app: 'db' } } }));
  const watched = watch(`${configMaps}?resourceVersion=4&labelSelector=app%3Dweb`);
  for (const app of ['web', 'web', 'db']) {
    ask('PATCH', `${configMaps}/a`, { metadata: { labels: { app } }, data: { at: app } });
  }
  ask('PATCH', `${configMaps}/a`, { data: { at: 'last' } });
  ask('DELETE', `${configMaps}/a`);
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ADDED a@5', 'DELETED a@6']);
  expect(watched.frames[1]?.object).toMatchObject({
    metadata: { labels: { app: 'web' } },
    data: { at: 'web' },
  });
  const skipped = events.filter(({ kind }) => kind === 'watch.event.skipped');
  expect(skipped.map(({ data }) => data)).toMatchObject([
    { key: 'configmaps/default/a', resourceVersion: '7', reason: 'selector does not match' },
    { key: 'configmaps/default/a', resourceVersion: '8', reason: 'selector does not match' },
  ]);
});

test('a kubelet’s watch by node name sees a pod when it is bound', () => {
  const { ask, watch, runFor } = cluster();
  ask('POST', pods, pod('p'));
  const watched = watch(`/api/v1/pods?resourceVersion=4&fieldSelector=spec.nodeName%3Dnode-a`);
  ask('POST', `${pods}/p/binding`, { target: { name: 'node-a' } });
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ADDED p@5']);
});

test('an older watch of one object is a watch by name; a GET of it stays a GET', () => {
  const { ask, watch, runFor } = cluster();
  const watched = watch('/api/v1/watch/namespaces/default/configmaps/b?resourceVersion=3');
  expect(ask('GET', `${configMaps}/b?watch=true`).status).toBe(404);
  ask('POST', configMaps, configMap('a'));
  ask('POST', configMaps, configMap('b'));
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ADDED b@5']);
});

test('a watch from below the window gets 410 in the stream, after which it ends', () => {
  const { ask, watch } = cluster({ server: { window: fixedWindow } });
  for (const name of ['a', 'b', 'c']) ask('POST', configMaps, configMap(name));
  expect(watch(`${configMaps}?resourceVersion=4`).seen()).toEqual(['ADDED b@5', 'ADDED c@6']);
  const { stream, seen } = watch(`${configMaps}?resourceVersion=3`);
  expect(seen()).toEqual(['ERROR 410 too old resource version: 3 (4)']);
  expect(stream.ending()).toBe('EOF');
});

test('on a quiet kind very old revisions still work', () => {
  const { ask, watch } = cluster({ server: { window: fixedWindow } });
  for (const name of ['a', 'b', 'c', 'd']) ask('POST', '/api/v1/nodes', { metadata: { name } });
  expect(watch(`${configMaps}?resourceVersion=3`).seen()).toEqual([]);
});

test('a full window grows as long as its changes are fresh', () => {
  const window = { capacity: 2, mostCapacity: 8 };
  const { ask, servers } = cluster({ server: { window } });
  for (const name of ['a', 'b', 'c', 'd', 'e']) ask('POST', configMaps, configMap(name));
  const cache = servers['a']?.state().caches.find(({ resource }) => resource === 'configmaps');
  expect(cache).toMatchObject({ objects: 5, window: 5, oldestStart: 1 });
});

test('a watch from the future is silent until the world has passed it', () => {
  const { ask, watch, runFor } = cluster();
  const watched = watch(`${configMaps}?resourceVersion=5`);
  for (const name of ['a', 'b', 'c']) ask('POST', configMaps, configMap(name));
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ADDED c@6']);
});

interface Row {
  readonly name: string;
  readonly query: string;
  readonly watchList: boolean;
  readonly seen: readonly string[];
}

const list = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
const initial = ['ADDED a@5', 'ADDED b@4'];
const rows: readonly Row[] = [
  { name: 'without a version', query: '', watchList: true, seen: initial },
  { name: 'from 0', query: 'resourceVersion=0', watchList: false, seen: initial },
  {
    name: 'from 0 with bookmarks on an old server',
    query: 'resourceVersion=0&allowWatchBookmarks=true',
    watchList: false,
    seen: initial,
  },
  {
    name: 'from 0 with bookmarks on a new server',
    query: 'resourceVersion=0&allowWatchBookmarks=true',
    watchList: true,
    seen: [...initial, 'BOOKMARK @5'],
  },
  { name: 'as a list', query: list, watchList: true, seen: [...initial, 'BOOKMARK @5'] },
  {
    name: 'as a list from a revision',
    query: `${list}&resourceVersion=4`,
    watchList: true,
    seen: [...initial, 'BOOKMARK @5'],
  },
  {
    name: 'as a list without bookmarks',
    query: 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan',
    watchList: true,
    seen: initial,
  },
  {
    name: 'without initial events',
    query: 'sendInitialEvents=false&resourceVersionMatch=NotOlderThan',
    watchList: true,
    seen: [],
  },
];

test.each(rows)('a watch $name begins with $seen', ({ query, watchList, seen }) => {
  const { ask, watch, runFor } = cluster({ server: { watchList } });
  ask('POST', configMaps, configMap('b'));
  ask('POST', configMaps, configMap('a'));
  const watched = watch(`${configMaps}?${query}`);
  expect(watched.seen()).toEqual(seen);
  ask('PATCH', `${configMaps}/b`, { data: { key: '1' } });
  runFor(seconds(1));
  expect(watched.seen()).toEqual([...seen, 'MODIFIED b@6']);
});

test('the end of the initial events is marked on a bookmark', () => {
  const { watch } = cluster();
  const { frames } = watch(`${configMaps}?${list}`);
  expect(frames[0]?.object).toEqual({
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { resourceVersion: '3', annotations: { 'k8s.io/initial-events-end': 'true' } },
  });
});

test('initial events from the future end with 504 in the stream', () => {
  const { watch, runFor } = cluster();
  const watched = watch(`${configMaps}?${list}&resourceVersion=99`);
  runFor(seconds(3));
  expect(watched.seen()).toEqual(['ERROR 504 Timeout: Too large resource version: 99, current: 3']);
});

test.each([
  {
    name: 'initial events without a match',
    query: 'sendInitialEvents=true',
    watchList: true,
    text: 'resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
  },
  {
    name: 'a match without initial events',
    query: 'resourceVersionMatch=NotOlderThan&resourceVersion=1',
    watchList: true,
    text: 'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
  },
  {
    name: 'initial events from an old server',
    query: list,
    watchList: false,
    text: 'sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
  },
])('$name: 422 before any stream', ({ query, watchList, text }) => {
  const { watch } = cluster({ server: { watchList } });
  expect(() => watch(`${configMaps}?${query}`)).toThrow(JSON.stringify(text).slice(1, -1));
});

test('bookmarks come about every minute, if anything moved, and shortly before the end', () => {
  const { ask, watch, runFor } = cluster();
  const watched = watch(
    `${configMaps}?resourceVersion=3&allowWatchBookmarks=true&timeoutSeconds=150`,
  );
  runFor(seconds(61));
  expect(watched.seen()).toEqual([]);
  ask('POST', '/api/v1/nodes', { metadata: { name: 'node-a' } });
  runFor(seconds(60));
  expect(watched.seen()).toEqual(['BOOKMARK @4']);
  runFor(seconds(60));
  expect(watched.seen()).toEqual(['BOOKMARK @4', 'BOOKMARK @4']);
});

test('without asking for them there are no bookmarks', () => {
  const { ask, watch, runFor } = cluster();
  const watched = watch(`${configMaps}?resourceVersion=3`);
  ask('POST', '/api/v1/nodes', { metadata: { name: 'node-a' } });
  runFor(minutes(5));
  expect(watched.seen()).toEqual([]);
});

test('a watch ends cleanly after its time', () => {
  const { watch, runFor, events } = cluster();
  const { stream, frames } = watch(`${configMaps}?resourceVersion=3&timeoutSeconds=10`);
  runFor(seconds(8));
  expect(stream.ending()).toBe('open');
  runFor(seconds(2));
  expect(stream.ending()).toBe('EOF');
  expect(frames).toEqual([]);
  const ended = events.find(({ kind }) => kind === 'watch.ended');
  expect(ended?.data).toMatchObject({ noun: 'test/watch', replica: 'a', reason: 'timeout' });
});

test('a watch without a time ends after half an hour', () => {
  const { watch, runFor } = cluster();
  const { stream } = watch(`${configMaps}?resourceVersion=3`);
  runFor(minutes(29));
  expect(stream.ending()).toBe('open');
  runFor(minutes(1));
  expect(stream.ending()).toBe('EOF');
});

test('each watcher has a copy of its own', () => {
  const { ask, watch, runFor } = cluster();
  const watches = [1, 2].map(() => watch(`${configMaps}?resourceVersion=3`));
  ask('POST', configMaps, configMap('a'));
  runFor(seconds(1));
  const [first, second] = watches.map(({ frames }) => frames[0]?.object);
  expect(first).toEqual(second);
  expect(first).not.toBe(second);
  expect(Object.isFrozen(first)).toBe(false);
});

test('a change is led to by the request that made it', () => {
  const { ask, watch, runFor, events } = cluster();
  watch(`${configMaps}?resourceVersion=3`);
  ask('POST', configMaps, configMap('a'));
  runFor(seconds(1));
  const kinds: string[] = [];
  let event = events.findLast(({ kind }) => kind === 'watch.event.delivered');
  while (event !== undefined) {
    kinds.unshift(event.kind);
    const cause = event.causes.at(-1);
    event = events.find(({ seq }) => seq === cause);
  }
  expect(kinds.filter((kind) => !kind.startsWith('process.')).slice(-6)).toEqual([
    'request.sent',
    'request.received',
    'etcd.committed',
    'watchcache.applied',
    'watch.event.sent',
    'watch.event.delivered',
  ]);
  expect(objectOf(ask('GET', `${configMaps}/a`)).metadata.name).toBe('a');
});
