import { expect, test } from 'vitest';
import { injectedAnswer } from '#apiserver/injected_answer.ts';
import { seconds } from '#base/time.ts';
import { cluster, configMap, configMaps, statusOf } from '#test/apiserver/cluster.ts';

test('an injected conflict looks like a real one, and nothing was written', () => {
  const { ask, network, sim, etcd } = cluster();
  ask('POST', configMaps, configMap('a'));
  const before = etcd.revision;
  network.answerNext({ client: 'test', verb: 'write' }, injectedAnswer(sim, 409));
  expect(ask('GET', `${configMaps}/a`).status).toBe(200);
  const refused = ask('PUT', `${configMaps}/a`, configMap('a', { data: { key: '1' } }));
  expect(statusOf(refused).message).toBe(
    'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
  );
  expect(etcd.revision).toBe(before);
});

test('an injected 410 comes in the stream of a watch and in the answer of a list', () => {
  const { ask, watch, network, sim, runFor } = cluster();
  network.answerNext({ noun: 'test/watch' }, injectedAnswer(sim, 410));
  const watched = watch(`${configMaps}?resourceVersion=3`);
  runFor(seconds(1));
  expect(watched.seen()).toEqual(['ERROR 410 too old resource version: 3 (4)']);
  expect(watched.stream.ending()).toBe('EOF');
  network.answerNext({ verb: 'list' }, injectedAnswer(sim, 410));
  expect(statusOf(ask('GET', configMaps))).toMatchObject({ code: 410, reason: 'Expired' });
});

test.each([
  [429, 'TooManyRequests', '1'],
  [500, 'InternalError', undefined],
  [503, 'ServiceUnavailable', undefined],
  [504, 'Timeout', undefined],
] as const)('an injected %i has reason %s', (status, reason, retryAfter) => {
  const { ask, network, sim } = cluster();
  network.answerNext({ resource: 'configmaps' }, injectedAnswer(sim, status));
  const answer = ask('GET', configMaps);
  expect(answer.status).toBe(status);
  expect(statusOf(answer).reason).toBe(reason);
  expect(answer.headers['retry-after']).toBe(retryAfter);
});
