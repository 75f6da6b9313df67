import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { cluster, objectOf, send, statusOf, versionOf } from '#test/apiserver/cluster.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';
const deployments = '/apis/apps/v1/namespaces/default/deployments';
const types = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

/** A cluster whose server notes owners from the creation on. */
function tracked() {
  const all = cluster({ server: { managedFields: true } });
  const patch = (type: keyof typeof types, url: string, body: JsonValue) =>
    send(all, { method: 'PATCH', url, body, contentType: types[type] });
  return { ...all, patch };
}

function configMap(data: JsonObject, metadata: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata }, data };
}

function deployment(containers: readonly JsonObject[]): JsonObject {
  const labels = { app: 'a' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'd' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    },
  };
}

function containersOf(answer: Parameters<typeof objectOf>[0]) {
  const { spec } = objectOf(answer) as unknown as {
    spec: { template: { spec: { containers: { name: string; image: string }[] } } };
  };
  return spec.template.spec.containers.map(({ name, image }) => `${name}=${image}`);
}

describe('patches', () => {
  test('ten thousand operations are the most', () => {
    const { ask, patch } = tracked();
    ask('POST', configMaps, configMap({ k: 'v' }));
    const operation = { op: 'test', path: '/data/k', value: 'v' };
    const operations = (count: number) => Array.from({ length: count }, () => operation);
    expect(patch('json', `${configMaps}/a`, operations(10_000)).status).toBe(200);
    const refused = statusOf(patch('json', `${configMaps}/a`, operations(10_001)));
    expect(refused).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
    expect(refused.message).toBe(
      'Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
    );
  });

  test.each([
    ['json', [{ op: 'add', path: '/data/k', value: 'v' }]],
    ['merge', { data: { k: 'v' } }],
    ['strategic', { data: { k: 'v' } }],
    ['apply', configMap({ k: 'v' })],
  ] as const)('a %s patch that changes nothing writes nothing', (type, body) => {
    const { patch, etcd } = tracked();
    const url = `${configMaps}/a?fieldManager=m`;
    const before = versionOf(patch('apply', url, configMap({ k: 'v' })));
    const { revision } = etcd;
    expect(versionOf(patch(type, url, body as JsonValue))).toBe(before);
    expect(etcd.revision).toBe(revision);
  });

  test('containers merge by their names, whatever order they stand in', () => {
    const { ask, patch } = tracked();
    const two = [
      { name: 'a', image: 'i:1' },
      { name: 'b', image: 'i:1' },
    ];
    ask('POST', deployments, deployment(two));
    const spec = (containers: readonly JsonObject[]) => ({
      spec: { template: { spec: { containers } } },
    });
    const changed = patch('strategic', `${deployments}/d`, spec([{ name: 'b', image: 'i:2' }]));
    expect(containersOf(changed)).toEqual(['a=i:1', 'b=i:2']);
    const cut = patch('strategic', `${deployments}/d`, spec([{ name: 'a', $patch: 'delete' }]));
    expect(containersOf(cut)).toEqual(['b=i:2']);
  });

  test('a patch without a version is applied to what is stored when it is written', () => {
    const { patch, runFor } = tracked();
    const url = `${configMaps}/a?fieldManager=m`;
    patch('apply', url, configMap({ k: 'v' }));
    for (const name of ['x', 'y', 'z']) patch('merge', url, { data: { [name]: '1' } });
    runFor(seconds(1));
    expect(objectOf(patch('merge', url, {}))['data']).toEqual({ k: 'v', x: '1', y: '1', z: '1' });
  });
});

describe('server-side apply', () => {
  test('disjoint fields of two managers live together, and go with their manager', () => {
    const { patch } = tracked();
    const by = (manager: string) => `${configMaps}/a?fieldManager=${manager}`;
    expect(patch('apply', by('one'), configMap({ k: 'v' })).status).toBe(201);
    const both = patch('apply', by('two'), configMap({ l: 'w' }));
    expect(both.status).toBe(200);
    expect(objectOf(both)['data']).toEqual({ k: 'v', l: 'w' });
    expect(objectOf(patch('apply', by('one'), configMap({})))['data']).toEqual({ l: 'w' });
  });

  test('another value conflicts, until it is forced', () => {
    const { patch } = tracked();
    const by = (manager: string, more = '') => `${configMaps}/a?fieldManager=${manager}${more}`;
    patch('apply', by('one'), configMap({ k: 'v' }));
    const refused = statusOf(patch('apply', by('two'), configMap({ k: 'w' })));
    expect(refused).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.k',
      details: {
        causes: [
          { reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.k' },
        ],
      },
    });
    const forced = patch('apply', by('two', '&force=true'), configMap({ k: 'w' }));
    const owners = objectOf(forced).metadata.managedFields?.map(({ manager }) => manager);
    expect(owners).toEqual(['two']);
  });

  test('without owners from the creation, the first apply finds one before it', () => {
    const all = cluster();
    const patch = (manager: string, body: JsonObject) =>
      send(all, {
        method: 'PATCH',
        url: `${configMaps}/a?fieldManager=${manager}`,
        body,
        contentType: types.apply,
      });
    const created = objectOf(all.ask('POST', configMaps, configMap({ k: 'v' })));
    expect(created.metadata.managedFields).toBeUndefined();
    const applied = objectOf(patch('one', configMap({ l: 'w' })));
    expect(applied.metadata.managedFields?.map(({ manager }) => manager)).toEqual([
      'one',
      'before-first-apply',
    ]);
    expect(statusOf(patch('two', configMap({ k: 'x' }))).message).toBe(
      'Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.k',
    );
  });
});

describe('long bodies', () => {
  const pods = '/api/v1/namespaces/default/pods';
  const sized = (length: number) => configMap({ k: 'x'.repeat(length) });
  const post = (asked: Partial<Parameters<typeof send>[1]>) =>
    send(cluster(), { method: 'POST', url: configMaps, ...asked });

  test('beyond three MiB nothing is read', () => {
    const refused = statusOf(post({ text: 'x'.repeat(3 * 1024 * 1024 + 1) }));
    expect(refused).toMatchObject({
      code: 413,
      message: 'Request entity too large: limit is 3145728',
    });
    expect(statusOf(post({ body: sized(3 * 1024 * 1024) })).code).toBe(413);
  });

  test('etcd takes no more than a MiB and a half', () => {
    const value = 'x'.repeat(1.6 * 1024 * 1024);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'a', image: 'i', env: [{ name: 'E', value }] }] },
    };
    const refused = statusOf(post({ url: pods, body: pod }));
    expect(refused).toMatchObject({ code: 500, message: 'etcdserver: request is too large' });
    expect(refused.reason).toBeUndefined();
  });
});
