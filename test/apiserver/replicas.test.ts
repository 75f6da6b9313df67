import { expect, test } from 'vitest';
import { milliseconds, seconds } from '#base/time.ts';
import { cluster, configMap, configMaps, namesOf, statusOf, versionOf } from './cluster.ts';

test('two replicas serve the same objects', () => {
  const { ask, network, runFor } = cluster({ replicas: ['a', 'b'] });
  ask('POST', configMaps, configMap('x'));
  runFor(seconds(1));
  network.route('test', 'b');
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=0`))).toEqual(['x']);
  expect(network.addressOf('test')).toBe('b');
});

test('a held replica answers from the past where the client lets it', () => {
  const { ask, network, servers } = cluster({ replicas: ['a', 'b'] });
  servers['b']?.hold();
  const created = ask('POST', configMaps, configMap('x'));
  network.route('test', 'b');
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=0`))).toEqual([]);
  expect(ask('GET', `${configMaps}/x?resourceVersion=0`).status).toBe(404);
  expect(ask('GET', `${configMaps}/x`).status).toBe(200);
  expect(namesOf(ask('GET', configMaps))).toEqual(['x']);
  const late = statusOf(ask('GET', `${configMaps}?resourceVersion=${versionOf(created)}`));
  expect(late.message).toBe('Timeout: Too large resource version: 4, current: 3');
});

test('a stale replica never makes a false conflict', () => {
  const { ask, network, servers } = cluster({ replicas: ['a', 'b'] });
  ask('POST', configMaps, configMap('x'));
  servers['b']?.hold();
  const live = ask('PATCH', `${configMaps}/x`, { data: { key: '1' } });
  network.route('test', 'b');
  const patched = ask('PATCH', `${configMaps}/x`, { metadata: { labels: { app: 'x' } } });
  expect(patched.body).toMatchObject({ data: { key: '1' }, metadata: { labels: { app: 'x' } } });
  const pinned = { metadata: { resourceVersion: versionOf(patched) }, data: { key: '2' } };
  expect(ask('PATCH', `${configMaps}/x`, pinned).status).toBe(200);
  expect(Number(versionOf(patched))).toBe(Number(versionOf(live)) + 1);
});

test('a watch at a held replica is silent, and hears everything at its release', () => {
  const { ask, watch, servers, runFor, events } = cluster();
  const watched = watch(`${configMaps}?resourceVersion=3`);
  expect(servers['a']?.hold()).toBe(true);
  expect(servers['a']?.hold()).toBe(false);
  for (const name of ['x', 'y']) ask('POST', configMaps, configMap(name));
  runFor(seconds(10));
  expect(watched.seen()).toEqual([]);
  expect(servers['a']?.state()).toMatchObject({ held: true, waiting: 2, revision: 3 });
  expect(servers['a']?.release()).toBe(true);
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ADDED x@4', 'ADDED y@5']);
  const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith('replica.'));
  expect(kinds).toEqual(['replica.started', 'replica.held', 'replica.released']);
});

test('a replica that lags answers its own writer with the past', () => {
  const { ask, runFor } = cluster({ server: { watchLag: seconds(1) } });
  ask('POST', configMaps, configMap('x'));
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=0`))).toEqual([]);
  runFor(seconds(1));
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=0`))).toEqual(['x']);
});

test('a restart breaks streams, refuses connections and forgets history', () => {
  const { ask, watch, servers, runFor } = cluster();
  for (const name of ['x', 'y']) ask('POST', configMaps, configMap(name));
  const watched = watch(`${configMaps}?resourceVersion=3`);
  servers['a']?.restart(seconds(5));
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ADDED x@4', 'ADDED y@5']);
  expect(watched.stream.ending()).toBe('unexpected EOF');
  expect(() => ask('GET', configMaps)).toThrow(
    'dial tcp 10.96.0.1:443: connect: connection refused',
  );
  runFor(seconds(5));
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=0`))).toEqual(['x', 'y']);
  expect(watch(`${configMaps}?resourceVersion=5`).seen()).toEqual([]);
  expect(watch(`${configMaps}?resourceVersion=4`).seen()).toEqual([
    'ERROR 410 too old resource version: 4 (5)',
  ]);
});

test('a server that dies while it works breaks the connection; its write may have happened', () => {
  const { ask, sim, servers } = cluster();
  const middle = milliseconds(6);
  sim.schedule((sim.now + middle + milliseconds(1)) as typeof sim.now, () => servers['a']?.stop());
  expect(() => ask('POST', configMaps, configMap('x'))).toThrow('EOF');
  servers['a']?.start();
  expect(namesOf(ask('GET', configMaps))).toEqual(['x']);
});

test('a window can be emptied by hand', () => {
  const { ask, watch, servers } = cluster();
  for (const name of ['x', 'y', 'z']) ask('POST', configMaps, configMap(name));
  expect(servers['a']?.shrinkWindow('configmaps', 1)).toBe(true);
  expect(servers['a']?.shrinkWindow('nothing')).toBe(false);
  expect(watch(`${configMaps}?resourceVersion=5`).seen()).toEqual(['ADDED z@6']);
  expect(watch(`${configMaps}?resourceVersion=4`).seen()).toEqual([
    'ERROR 410 too old resource version: 4 (5)',
  ]);
});
