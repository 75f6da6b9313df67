import { expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { milliseconds, seconds } from '#base/time.ts';
import { type Cluster, cluster, configMap, configMaps, versionOf } from './cluster.ts';

const buffered = { network: { watchBuffer: 5 } };

function change({ ask }: Cluster, times: number): void {
  for (let n = 0; n < times; n++) ask('PATCH', `${configMaps}/a`, { data: { n: String(n) } });
}

function ended({ events }: Cluster): readonly unknown[] {
  return events.filter(({ kind }) => kind === 'watch.ended').map(({ data }) => data);
}

test('a client that never reads is cut off without a word, once connection and server are full', () => {
  const made = cluster(buffered);
  const from = versionOf(made.ask('POST', configMaps, configMap('a')));
  const watched = made.watch(`${configMaps}?resourceVersion=${from}`);
  made.network.hold('test/watch');
  change(made, 5 + 10 + 10);
  made.runFor(seconds(1));
  expect(ended(made)).toEqual([]);
  change(made, 3);
  made.runFor(seconds(1));
  expect(ended(made)).toMatchObject([{ reason: 'the client does not read' }]);
  expect(
    made.servers['a']?.state().caches.find(({ resource }) => resource === 'configmaps'),
  ).toMatchObject({
    watches: 0,
  });
  made.network.release('test/watch');
  made.runFor(seconds(1));
  expect(watched.frames.map(({ type }) => type)).not.toContain('ERROR');
  const versions = watched.frames.map(({ object }) =>
    Number((object as Unstructured).metadata.resourceVersion),
  );
  expect(versions).toEqual(versions.map((_, index) => Number(from) + 1 + index));
  expect(versions.length).toBeLessThan(28);
  expect(watched.stream.ending()).toBe('EOF');
});

test('a client that reads again in time loses nothing', () => {
  const made = cluster(buffered);
  const from = versionOf(made.ask('POST', configMaps, configMap('a')));
  const watched = made.watch(`${configMaps}?resourceVersion=${from}`);
  made.network.hold('test/watch');
  change(made, 20);
  made.network.release('test/watch');
  made.runFor(seconds(1));
  change(made, 20);
  made.runFor(seconds(1));
  expect(watched.frames).toHaveLength(40);
  expect(watched.stream.ending()).toBe('open');
});

test('one that does not read costs its neighbours nothing', () => {
  const made = cluster(buffered);
  const from = versionOf(made.ask('POST', configMaps, configMap('a')));
  made.watch(`${configMaps}?resourceVersion=${from}`);
  made.network.hold('test/watch');
  const other = made.watch(`${configMaps}?resourceVersion=${from}`);
  change(made, 40);
  made.runFor(seconds(1));
  expect(ended(made)).toHaveLength(1);
  expect(other.frames).toHaveLength(40);
  expect(other.stream.ending()).toBe('open');
});

test('a bookmark that finds no room is dropped', () => {
  const made = cluster({ ...buffered, server: { bookmarkInterval: seconds(10) } });
  const from = versionOf(made.ask('POST', configMaps, configMap('a')));
  const watched = made.watch(`${configMaps}?resourceVersion=${from}&allowWatchBookmarks=true`);
  made.network.hold('test/watch');
  change(made, 5 + 10 + 10);
  made.runFor(seconds(60));
  made.network.release('test/watch');
  made.runFor(milliseconds(500));
  expect(watched.frames.filter(({ type }) => type === 'BOOKMARK')).toEqual([]);
  expect(watched.frames).toHaveLength(25);
  made.runFor(seconds(10));
  expect(watched.frames.at(-1)?.type).toBe('BOOKMARK');
});

test('a watcher that catches up more slowly than the window moves is cut off without a word', () => {
  const window = { capacity: 40, mostCapacity: 40, freshFor: seconds(75) };
  const made = cluster({ ...buffered, server: { window } });
  const from = versionOf(made.ask('POST', configMaps, configMap('a')));
  change(made, 40);
  made.servers['a']?.hold();
  made.network.setLatencies({ frame: seconds(1) });
  const watched = made.watch(`${configMaps}?resourceVersion=${from}`);
  made.network.hold('test/watch');
  made.servers['a']?.shrinkWindow('configmaps', 1);
  made.network.release('test/watch');
  made.runFor(seconds(60));
  expect(ended(made)).toMatchObject([
    { reason: 'the window has passed what it still had to tell' },
  ]);
  expect(watched.stream.ending()).toBe('EOF');
  expect(watched.frames.length).toBeGreaterThan(0);
});

test('500 watches whose clients never read hold a bounded number of events, and writes go on', () => {
  const made = cluster({ network: { watchBuffer: 3 }, level: 'counts' });
  const from = versionOf(made.ask('POST', configMaps, configMap('a')));
  for (let n = 0; n < 500; n++) {
    made.watch(`${configMaps}?resourceVersion=${from}`);
    made.network.hold('test/watch');
  }
  change(made, 60);
  made.runFor(seconds(1));
  const streams = made.network.streams();
  expect(streams).toHaveLength(500);
  for (const { queued, buffered: unread } of streams) {
    expect(queued.length + unread).toBeLessThanOrEqual(3);
  }
  const cache = made.servers['a']?.state().caches.find(({ resource }) => resource === 'configmaps');
  expect(cache).toMatchObject({ watches: 0, objects: 1 });
  expect(made.ask('GET', `${configMaps}/a`).status).toBe(200);
});
