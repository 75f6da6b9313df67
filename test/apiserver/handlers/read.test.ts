import { expect, test } from 'vitest';
import { minutes, seconds } from '#base/time.ts';
import {
  type Answer,
  cluster,
  configMap,
  configMaps,
  namesOf,
  objectOf,
  pod,
  pods,
  statusOf,
  versionOf,
} from '#test/apiserver/cluster.ts';

interface ListMeta {
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

function listMeta(answer: Answer): ListMeta {
  return objectOf(answer).metadata as unknown as ListMeta;
}

function withConfigMaps(...names: readonly string[]) {
  const made = cluster();
  for (const name of names) made.ask('POST', configMaps, configMap(name));
  return made;
}

test('a list has its kind, its revision and its items in the order of their keys', () => {
  const { ask, etcd } = withConfigMaps('c', 'a', 'b');
  const list = ask('GET', configMaps);
  expect(objectOf(list)).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
  expect(listMeta(list)).toEqual({ resourceVersion: String(etcd.revision) });
  expect(namesOf(list)).toEqual(['a', 'b', 'c']);
});

test('of all namespaces, a-b comes before a', () => {
  const { ask } = cluster();
  for (const namespace of ['a', 'a-b']) {
    ask('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    ask('POST', `/api/v1/namespaces/${namespace}/configmaps`, configMap(`in-${namespace}`));
  }
  expect(namesOf(ask('GET', '/api/v1/configmaps'))).toEqual(['in-a-b', 'in-a']);
  expect(namesOf(ask('GET', '/api/v1/namespaces/a/configmaps'))).toEqual(['in-a']);
  expect(namesOf(ask('GET', '/api/v1/namespaces/none/configmaps'))).toEqual([]);
});

test.each([
  ['app=web', ['web']],
  ['app in (web,db)', ['db', 'web']],
  ['app!=web', ['db', 'none']],
  ['app notin (web,db)', ['none']],
  ['app', ['db', 'web']],
  ['!app', ['none']],
  ['app=web,tier', []],
])('the label selector %s selects %j', (selector, names) => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('none'));
  for (const app of ['web', 'db']) {
    ask('POST', configMaps, configMap(app, { metadata: { labels: { app } } }));
  }
  const query = `labelSelector=${encodeURIComponent(selector)}`;
  expect(namesOf(ask('GET', `${configMaps}?${query}`))).toEqual(names);
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=0&${query}`))).toEqual(names);
});

test.each([
  ['metadata.name=a', ['a']],
  ['metadata.name=none', []],
  ['metadata.name!=a', ['b']],
  ['metadata.namespace=default', ['a', 'b']],
  ['spec.nodeName=node-a', ['b']],
  ['spec.nodeName=', ['a']],
  ['status.phase=Pending,spec.nodeName!=node-a', ['a']],
])('the field selector %s selects %j', (selector, names) => {
  const { ask } = cluster();
  for (const name of ['a', 'b']) ask('POST', pods, pod(name));
  ask('POST', `${pods}/b/binding`, { target: { name: 'node-a' } });
  const query = `fieldSelector=${encodeURIComponent(selector)}`;
  expect(namesOf(ask('GET', `${pods}?${query}`))).toEqual(names);
  expect(namesOf(ask('GET', `/api/v1/pods?${query}`))).toEqual(names);
});

test('pages show one revision, whatever is written between them', () => {
  const { ask } = withConfigMaps('a', 'b', 'c', 'd', 'e');
  const first = ask('GET', `${configMaps}?limit=2`);
  const { resourceVersion, continue: token = '', remainingItemCount } = listMeta(first);
  expect(namesOf(first)).toEqual(['a', 'b']);
  expect(remainingItemCount).toBe(3);
  ask('DELETE', `${configMaps}/c`);
  ask('POST', configMaps, configMap('bb'));
  const second = ask('GET', `${configMaps}?limit=2&continue=${token}`);
  expect(namesOf(second)).toEqual(['c', 'd']);
  expect(listMeta(second).resourceVersion).toBe(resourceVersion);
  const third = ask('GET', `${configMaps}?limit=2&continue=${listMeta(second).continue}`);
  expect(namesOf(third)).toEqual(['e']);
  expect(listMeta(third).continue).toBeUndefined();
});

test('a page is filled with what the selector matches, and does not say how many remain', () => {
  const { ask } = cluster();
  for (const name of ['a', 'b', 'c', 'd']) {
    const labels = { even: String(name === 'b' || name === 'd') };
    ask('POST', configMaps, configMap(name, { metadata: { labels } }));
  }
  const list = ask('GET', `${configMaps}?limit=1&labelSelector=even%3Dtrue`);
  expect(namesOf(list)).toEqual(['b']);
  expect(listMeta(list).remainingItemCount).toBeUndefined();
  expect(listMeta(list).continue).toBeDefined();
});

test('version 0 ignores the limit', () => {
  const { ask } = withConfigMaps('a', 'b', 'c');
  expect(namesOf(ask('GET', `${configMaps}?limit=1&resourceVersion=0`))).toEqual(['a', 'b', 'c']);
});

test.each([
  { name: 'a version alone means not older than', query: '', names: ['a', 'b'] },
  { name: 'a version with a limit means exactly', query: '&limit=500', names: ['a'] },
  { name: 'Exact means exactly', query: '&resourceVersionMatch=Exact', names: ['a'] },
  {
    name: 'NotOlderThan with a limit is not older than',
    query: '&resourceVersionMatch=NotOlderThan&limit=500',
    names: ['a', 'b'],
  },
])('$name', ({ query, names }) => {
  const { ask } = cluster();
  const version = versionOf(ask('POST', configMaps, configMap('a')));
  ask('POST', configMaps, configMap('b'));
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=${version}${query}`))).toEqual(names);
});

test.each([
  { name: 'after a wait for the cache', query: '', wait: seconds(3), retryAfter: 1 },
  {
    name: 'after the same wait where it is exact',
    query: '&limit=1',
    wait: seconds(3),
    retryAfter: 1,
  },
])('a list from the future is refused $name', ({ query, wait, retryAfter }) => {
  const { ask, sim, etcd } = withConfigMaps('a');
  const before = sim.now;
  const status = statusOf(ask('GET', `${configMaps}?resourceVersion=999${query}`));
  expect(status).toMatchObject({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: 999, current: ${etcd.revision}`,
  });
  expect(status.details?.causes).toEqual([
    { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' },
  ]);
  expect(status.details?.retryAfterSeconds).toBe(retryAfter);
  expect(sim.now - before).toBeGreaterThanOrEqual(wait);
});

test('an exact list of a compacted revision is gone', () => {
  const { ask, etcd } = withConfigMaps('a', 'b');
  etcd.compact(etcd.revision, 'servers');
  const status = statusOf(ask('GET', `${configMaps}?resourceVersion=3&resourceVersionMatch=Exact`));
  expect(status).toMatchObject({
    code: 410,
    reason: 'Expired',
    message: 'The resourceVersion for the provided list is too old.',
  });
});

test('a continue token whose revision is compacted comes back with another that continues inconsistently', () => {
  const { ask, etcd } = withConfigMaps('a', 'b', 'c');
  const token = listMeta(ask('GET', `${configMaps}?limit=1`)).continue;
  ask('POST', configMaps, configMap('d'));
  etcd.compact(etcd.revision, 'servers');
  const gone = statusOf(ask('GET', `${configMaps}?limit=2&continue=${token}`));
  expect(gone).toMatchObject({ code: 410, reason: 'Expired' });
  expect(gone.message).toMatch(/^The provided continue parameter is too old to display/);
  const rest = ask('GET', `${configMaps}?continue=${gone.metadata.continue}`);
  expect(namesOf(rest)).toEqual(['b', 'c', 'd']);
});

test('etcd compacts what is older than five minutes when it is next used', () => {
  const { ask, etcd, runFor } = withConfigMaps('a');
  runFor(minutes(6));
  ask('POST', configMaps, configMap('b'));
  const marked = etcd.revision;
  expect(etcd.compactedRevision).toBe(0);
  runFor(minutes(6));
  ask('POST', configMaps, configMap('c'));
  expect(etcd.compactedRevision).toBe(marked);
});
