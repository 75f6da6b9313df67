import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { cluster, namesOf, statusOf, versionOf } from './cluster.ts';

const events = '/api/v1/namespaces/default/events';

function event(name: string) {
  const involvedObject = { kind: 'Pod', name: 'p', namespace: 'default' };
  return { metadata: { name }, involvedObject, reason: 'Tested', type: 'Normal' };
}

test('a stale replica still lists events as they are, with version 0 and its limit', () => {
  const { ask, servers } = cluster();
  servers['a']?.hold();
  for (const name of ['a', 'b', 'c']) ask('POST', events, event(name));
  expect(namesOf(ask('GET', `${events}?resourceVersion=0`))).toEqual(['a', 'b', 'c']);
  expect(namesOf(ask('GET', `${events}?resourceVersion=0&limit=2`))).toEqual(['a', 'b']);
  expect(ask('GET', `${events}/a?resourceVersion=0`).status).toBe(200);
});

test('a version in the future is refused at once', () => {
  const { ask, sim } = cluster();
  ask('POST', events, event('a'));
  const before = sim.now;
  const refused = statusOf(ask('GET', `${events}?resourceVersion=99`));
  expect(refused.message).toBe('Timeout: Too large resource version: 99, current: 4');
  expect(refused.details?.retryAfterSeconds).toBeUndefined();
  expect(sim.now - before).toBeLessThan(seconds(1));
});

test('a watch of events begins where etcd remembers, not where a window does', () => {
  const { ask, watch, etcd, servers, runFor } = cluster();
  const from = versionOf(ask('POST', events, event('a')));
  ask('PATCH', `${events}/a`, { reason: 'Again' });
  ask('DELETE', `${events}/a`);
  servers['a']?.shrinkWindow('events');
  const watched = watch(`${events}?resourceVersion=${from}`);
  expect(watched.seen()).toEqual(['MODIFIED a@5', 'DELETED a@6']);
  ask('POST', events, event('b'));
  runFor(seconds(1));
  expect(watched.seen().at(-1)).toBe('ADDED b@7');
  etcd.compact(5);
  expect(watch(`${events}?resourceVersion=5`).seen()).toEqual(['DELETED a@6', 'ADDED b@7']);
  expect(watch(`${events}?resourceVersion=4`).seen()).toEqual([
    'ERROR 410 The resourceVersion for the provided watch is too old.',
  ]);
});

test('a watch of events as a list begins with what etcd has', () => {
  const { ask, watch } = cluster();
  ask('POST', events, event('a'));
  const list = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
  expect(watch(`${events}?${list}`).seen()).toEqual(['ADDED a@4', 'BOOKMARK @4']);
  expect(watch(`${events}?${list}&resourceVersion=9`).seen()).toEqual([
    'ERROR 504 Timeout: Too large resource version: 9, current: 4',
  ]);
});
