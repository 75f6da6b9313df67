import { expect, test } from 'vitest';
import {
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

const bound = { target: { kind: 'Node', name: 'node-a' } };

test('a plain deletion answers with a Status and tells watchers what was there last', () => {
  const { ask, watch } = cluster();
  const created = objectOf(ask('POST', configMaps, configMap('a', { data: { key: '1' } })));
  const watched = watch(`${configMaps}?resourceVersion=${created.metadata.resourceVersion}`);
  const deleted = ask('DELETE', `${configMaps}/a`);
  expect(statusOf(deleted)).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: 'a', kind: 'configmaps', uid: created.metadata.uid },
  });
  watch(`${configMaps}?resourceVersion=0`);
  expect(watched.seen()).toEqual(['DELETED a@5']);
  const [frame] = watched.frames;
  expect(frame?.object).toMatchObject({ data: { key: '1' } });
  expect(frame?.object['metadata']).not.toHaveProperty('deletionTimestamp');
});

test('an object with finalizers is marked, and goes with the last of them', () => {
  const { ask, watch } = cluster();
  const metadata = { finalizers: ['example.com/a'] };
  const created = ask('POST', configMaps, configMap('a', { metadata }));
  const watched = watch(`${configMaps}?resourceVersion=${versionOf(created)}`);
  const marked = ask('DELETE', `${configMaps}/a`);
  expect(objectOf(marked).metadata).toMatchObject({
    deletionTimestamp: '2026-01-01T00:00:01Z',
    deletionGracePeriodSeconds: 0,
  });
  expect(versionOf(ask('DELETE', `${configMaps}/a`))).toBe(versionOf(marked));
  const last = ask('PATCH', `${configMaps}/a`, { metadata: { finalizers: null } });
  expect(last.status).toBe(200);
  expect(versionOf(last)).toBe(versionOf(marked));
  expect(ask('GET', `${configMaps}/a`).status).toBe(404);
  watch(configMaps);
  expect(watched.seen()).toEqual(['MODIFIED a@5', 'DELETED a@6']);
  expect(watched.frames[1]?.object['metadata']).toMatchObject({ finalizers: ['example.com/a'] });
});

test('no finalizer can be added to an object that is going', () => {
  const { ask } = cluster();
  const metadata = { finalizers: ['example.com/a'] };
  ask('POST', configMaps, configMap('a', { metadata }));
  ask('DELETE', `${configMaps}/a`);
  const added = { metadata: { finalizers: ['example.com/a', 'example.com/b'] } };
  expect(statusOf(ask('PATCH', `${configMaps}/a`, added)).message).toBe(
    'ConfigMap "a" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/b"}',
  );
  const again = statusOf(ask('POST', configMaps, configMap('a')));
  expect(again.message).toBe('object is being deleted: configmaps "a" already exists');
});

interface Row {
  readonly name: string;
  readonly bind: boolean;
  readonly deletions: readonly (number | undefined)[];
  readonly seen: readonly string[];
  readonly stays: boolean;
}

const rows: readonly Row[] = [
  {
    name: 'on no node goes at once',
    bind: false,
    deletions: [undefined],
    seen: ['MODIFIED p@5', 'DELETED p@6'],
    stays: false,
  },
  {
    name: 'on a node waits for its kubelet',
    bind: true,
    deletions: [undefined],
    seen: ['MODIFIED p@5', 'MODIFIED p@6'],
    stays: true,
  },
  {
    name: 'deleted a second time stays as it is',
    bind: true,
    deletions: [undefined, undefined, 60],
    seen: ['MODIFIED p@5', 'MODIFIED p@6'],
    stays: true,
  },
  {
    name: 'deleted with a shorter grace period goes sooner',
    bind: true,
    deletions: [undefined, 5],
    seen: ['MODIFIED p@5', 'MODIFIED p@6', 'MODIFIED p@7'],
    stays: true,
  },
  {
    name: 'deleted by its kubelet goes',
    bind: true,
    deletions: [undefined, 0],
    seen: ['MODIFIED p@5', 'MODIFIED p@6', 'MODIFIED p@7', 'DELETED p@8'],
    stays: false,
  },
  {
    name: 'deleted by force goes at once',
    bind: true,
    deletions: [0],
    seen: ['MODIFIED p@5', 'MODIFIED p@6', 'DELETED p@7'],
    stays: false,
  },
];

test.each(rows)('a pod $name', ({ bind, deletions, seen, stays }) => {
  const { ask, watch } = cluster();
  const created = ask('POST', pods, pod('p'));
  const watched = watch(`${pods}?resourceVersion=${versionOf(created)}`);
  if (bind) ask('POST', `${pods}/p/binding`, bound);
  for (const gracePeriodSeconds of deletions) {
    const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds };
    expect(ask('DELETE', `${pods}/p`, options).status).toBe(200);
  }
  watch(pods);
  expect(watched.seen()).toEqual(seen);
  expect(ask('GET', `${pods}/p`).status).toBe(stays ? 200 : 404);
});

test('deletion is marked ahead by the grace period and counts as a change of generation', () => {
  const { ask } = cluster();
  ask('POST', pods, pod('p'));
  ask('POST', `${pods}/p/binding`, bound);
  const marked = objectOf(ask('DELETE', `${pods}/p`, { gracePeriodSeconds: 20 }));
  expect(marked.metadata).toMatchObject({
    deletionTimestamp: '2026-01-01T00:00:20Z',
    deletionGracePeriodSeconds: 20,
    generation: 2,
  });
});

test('preconditions that do not hold are a conflict', () => {
  const { ask } = cluster();
  const created = objectOf(ask('POST', configMaps, configMap('a')));
  const refused = statusOf(ask('DELETE', `${configMaps}/a`, { preconditions: { uid: 'other' } }));
  expect(refused).toMatchObject({ code: 409, reason: 'Conflict' });
  expect(refused.message).toBe(
    `Operation cannot be fulfilled on ConfigMap "a": the UID in the precondition (other) does not match the UID in record (${created.metadata.uid}). The object might have been deleted and then recreated`,
  );
});

test.each([
  ['Foreground', ['foregroundDeletion']],
  ['Orphan', ['orphan']],
])('%s deletion leaves the object to the garbage collector', (propagationPolicy, finalizers) => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('a'));
  const marked = ask('DELETE', `${configMaps}/a`, { propagationPolicy });
  expect(objectOf(marked).metadata.finalizers).toEqual(finalizers);
  expect(ask('GET', `${configMaps}/a`).status).toBe(200);
});

test('a selection is deleted one by one', () => {
  const { ask, etcd } = cluster();
  for (const name of ['a', 'b', 'c']) {
    ask(
      'POST',
      configMaps,
      configMap(name, { metadata: { labels: { even: String(name === 'b') } } }),
    );
  }
  const before = etcd.revision;
  const deleted = ask('DELETE', `${configMaps}?labelSelector=even%3Dfalse`);
  expect(namesOf(deleted)).toEqual(['a', 'c']);
  expect(etcd.revision).toBe(before + 2);
  expect(namesOf(ask('GET', configMaps))).toEqual(['b']);
});

test('a namespace goes when its own finalizers are gone', () => {
  const { ask } = cluster();
  ask('POST', '/api/v1/namespaces', { metadata: { name: 'n' } });
  const marked = ask('DELETE', '/api/v1/namespaces/n');
  expect(objectOf(marked)['status']).toEqual({ phase: 'Terminating' });
  const refused = ask('POST', '/api/v1/namespaces/n/configmaps', configMap('a'));
  expect(statusOf(refused)).toMatchObject({
    code: 403,
    message:
      'configmaps "a" is forbidden: unable to create new content in namespace n because it is being terminated',
    details: { causes: [{ reason: 'NamespaceTerminating' }] },
  });
  const again = ask('DELETE', '/api/v1/namespaces/n');
  expect(again).toMatchObject({ status: 200, body: { status: { phase: 'Terminating' } } });
  const finalized = { ...objectOf(marked), spec: { finalizers: [] } };
  expect(ask('PUT', '/api/v1/namespaces/n/finalize', finalized).status).toBe(200);
  expect(ask('GET', '/api/v1/namespaces/n').status).toBe(404);
});
