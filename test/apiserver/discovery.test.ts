import { expect, test } from 'vitest';
import { compareVersions } from '#apiserver/discovery/version_order.ts';
import type { JsonObject } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { background } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { type Answer, cluster, drive } from './cluster.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const schema = {
  openAPIV3Schema: {
    type: 'object',
    properties: { spec: { type: 'object', properties: { replicas: { type: 'integer' } } } },
  },
};

/** A cluster with a kind of two versions. */
function withCrontabs() {
  const all = cluster();
  all.ask('POST', definitions, {
    metadata: { name: 'crontabs.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'crontabs', kind: 'CronTab', shortNames: ['ct'], categories: ['all'] },
      versions: [
        { name: 'v1beta1', served: true, storage: false, schema },
        {
          name: 'v1',
          served: true,
          storage: true,
          schema,
          subresources: {
            status: {},
            scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
          },
        },
      ],
    },
  });
  all.runFor(seconds(1));
  return all;
}

/** A GET with headers. */
function accepting(
  all: ReturnType<typeof cluster>,
  path: string,
  headers: Readonly<Record<string, string>>,
): Answer {
  return drive(all.sim, get(all, path, headers));
}

function* get(
  { sim, network }: ReturnType<typeof cluster>,
  path: string,
  headers: Readonly<Record<string, string>>,
): Proc<Answer> {
  const sent = { method: 'GET' as const, path, query: {}, headers };
  const answer = yield* network.roundTrip(background(sim), sent, { client: 'test', noun: 'test' });
  if (!answer.ok || answer.value.kind === 'stream') throw new Error('expected a body');
  return answer.value;
}

test('custom kinds are told of as soon as they are established', () => {
  const { ask } = withCrontabs();
  expect(ask('GET', '/apis/example.com').body).toEqual({
    kind: 'APIGroup',
    apiVersion: 'v1',
    name: 'example.com',
    versions: [
      { groupVersion: 'example.com/v1', version: 'v1' },
      { groupVersion: 'example.com/v1beta1', version: 'v1beta1' },
    ],
    preferredVersion: { groupVersion: 'example.com/v1', version: 'v1' },
  });
  const { resources } = ask('GET', '/apis/example.com/v1').body as { resources: JsonObject[] };
  expect(
    resources.map(({ name, kind, group, verbs }) => [
      name,
      kind,
      group,
      (verbs as string[]).length,
    ]),
  ).toEqual([
    ['crontabs', 'CronTab', undefined, 8],
    ['crontabs/status', 'CronTab', undefined, 3],
    ['crontabs/scale', 'Scale', 'autoscaling', 3],
  ]);
  expect(resources[0]).toMatchObject({ shortNames: ['ct'], categories: ['all'], namespaced: true });
  expect(ask('GET', '/apis/example.com/v2').status).toBe(404);
  expect(ask('GET', '/apis/nothing.example.com').status).toBe(404);
});

test('a storage version hash is that of the real server', () => {
  const { ask } = cluster();
  const hashes = (path: string) =>
    Object.fromEntries(
      (ask('GET', path).body as { resources: JsonObject[] }).resources.map((resource) => [
        resource['name'],
        resource['storageVersionHash'],
      ]),
    );
  expect(hashes('/api/v1')).toMatchObject({
    pods: 'xPOwRZ+Yhw8=',
    namespaces: 'Q3oi5N2YM8M=',
    configmaps: 'qFsyl6wFWjQ=',
  });
  expect(hashes('/apis/apps/v1')).toMatchObject({ deployments: '8aSe+NMegvE=' });
});

test('discovery comes in one document to those who ask for it', () => {
  const all = withCrontabs();
  const accept =
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
  const answer = accepting(all, '/apis', { accept });
  expect(answer.headers['content-type']).toBe(
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  );
  const { items } = answer.body as unknown as {
    items: {
      metadata: { name: string };
      versions: { version: string; resources: JsonObject[] }[];
    }[];
  };
  const group = items.find(({ metadata }) => metadata.name === 'example.com');
  expect(group?.versions.map(({ version }) => version)).toEqual(['v1', 'v1beta1']);
  expect(group?.versions[0]?.resources).toMatchObject([
    {
      resource: 'crontabs',
      responseKind: { group: 'example.com', version: 'v1', kind: 'CronTab' },
      scope: 'Namespaced',
      subresources: [{ subresource: 'status' }, { subresource: 'scale' }],
    },
  ]);
  const { etag = '' } = answer.headers;
  expect(accepting(all, '/apis', { accept, 'if-none-match': etag }).status).toBe(304);
  const core = accepting(all, '/api', { accept: accept.replace('v=v2', 'v=v2beta1') });
  expect(core.body).toMatchObject({ apiVersion: 'apidiscovery.k8s.io/v2beta1' });
  expect(accepting(all, '/apis', { accept: 'application/json' }).body).toMatchObject({
    kind: 'APIGroupList',
  });
});

test('kubectl learns from OpenAPI that fields can be validated', () => {
  const { ask } = withCrontabs();
  const { paths } = ask('GET', '/openapi/v3').body as unknown as {
    paths: Record<string, { serverRelativeURL: string }>;
  };
  const url = paths['apis/example.com/v1']?.serverRelativeURL ?? '';
  expect(url).toMatch(/^\/openapi\/v3\/apis\/example.com\/v1\?hash=[0-9A-F]+$/);
  const document = ask('GET', url).body as unknown as {
    paths: Record<string, { patch: { parameters: { name: string }[] } }>;
    components: { schemas: Record<string, JsonObject> };
  };
  const path = document.paths['/apis/example.com/v1/namespaces/{namespace}/crontabs/{name}'];
  expect(path?.patch.parameters.map(({ name }) => name)).toContain('fieldValidation');
  expect(document.components.schemas['com.example.v1.CronTab']).toMatchObject({
    properties: { spec: { properties: { replicas: { type: 'integer' } } } },
  });
});

test.each([
  ['/healthz', 200, 'ok'],
  ['/readyz', 200, 'ok'],
  ['/livez', 200, 'ok'],
])('%s is %i %s', (path, status, body) => {
  const { ask } = cluster();
  expect(ask('GET', path)).toMatchObject({ status, body });
});

test('the release is told', () => {
  expect(cluster().ask('GET', '/version').body).toMatchObject({ major: '1', minor: '37' });
});

test('versions stand in the order in which they are preferred', () => {
  const versions = ['foo', 'v1alpha1', 'v10', 'v2', 'v1beta2', 'v1beta1', 'bar', 'v1'];
  expect(versions.sort(compareVersions)).toEqual([
    'v10',
    'v2',
    'v1',
    'v1beta2',
    'v1beta1',
    'v1alpha1',
    'bar',
    'foo',
  ]);
});
