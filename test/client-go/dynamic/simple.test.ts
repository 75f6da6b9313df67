/** What the dynamic client puts on the wire for each call. */

import { expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Interface } from '#client-go/dynamic/interface.ts';
import { newForConfig } from '#client-go/dynamic/simple.ts';
import { background, type Context } from '#sim/context.ts';
import type { Blocking } from '#sim/process.ts';
import { scriptedTransport } from '#test/client-go/rest/scripted_transport.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const deployments = { group: 'apps', version: 'v1', resource: 'deployments' };
const nodes = { group: '', version: 'v1', resource: 'nodes' };
const web: Unstructured = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } };

interface Row {
  readonly id: string;
  readonly upstream: string;
  readonly call: (client: Interface, ctx: Context) => Blocking<unknown>;
  readonly sent: object;
}

const rows: readonly Row[] = [
  {
    id: 'DY1',
    upstream: 'TestCreate',
    call: (c, ctx) =>
      c.resource(deployments).namespace('a').create(ctx, web, { fieldManager: 'me' }),
    sent: {
      method: 'POST',
      path: '/apis/apps/v1/namespaces/a/deployments',
      query: { fieldManager: 'me' },
      body: web,
    },
  },
  {
    id: 'DY2',
    upstream: 'TestUpdate',
    call: (c, ctx) => c.resource(deployments).namespace('a').update(ctx, web),
    sent: {
      method: 'PUT',
      path: '/apis/apps/v1/namespaces/a/deployments/web',
      query: {},
      body: web,
    },
  },
  {
    id: 'DY3',
    upstream: 'TestUpdate',
    call: (c, ctx) => c.resource(deployments).namespace('a').updateStatus(ctx, web),
    sent: { method: 'PUT', path: '/apis/apps/v1/namespaces/a/deployments/web/status' },
  },
  {
    id: 'DY4',
    upstream: 'TestGet',
    call: (c, ctx) => c.resource(nodes).get(ctx, 'node-a', { resourceVersion: '0' }),
    sent: { method: 'GET', path: '/api/v1/nodes/node-a', query: { resourceVersion: '0' } },
  },
  {
    id: 'DY5',
    upstream: 'TestList',
    call: (c, ctx) => c.resource(deployments).list(ctx, { limit: 500, resourceVersion: '0' }),
    sent: {
      method: 'GET',
      path: '/apis/apps/v1/deployments',
      query: { limit: '500', resourceVersion: '0' },
    },
  },
  {
    id: 'DY6',
    upstream: 'TestWatch',
    call: (c, ctx) =>
      c.resource(deployments).watch(ctx, { resourceVersion: '7', allowWatchBookmarks: true }),
    sent: {
      method: 'GET',
      path: '/apis/apps/v1/deployments',
      query: { watch: 'true', resourceVersion: '7', allowWatchBookmarks: 'true' },
    },
  },
  {
    id: 'DY7',
    upstream: 'TestDelete',
    call: (c, ctx) =>
      c.resource(deployments).namespace('a').delete(ctx, 'web', { gracePeriodSeconds: 0 }),
    sent: {
      method: 'DELETE',
      path: '/apis/apps/v1/namespaces/a/deployments/web',
      body: { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 },
    },
  },
  {
    id: 'DY8',
    upstream: 'TestDeleteCollection',
    call: (c, ctx) =>
      c
        .resource(deployments)
        .namespace('a')
        .deleteCollection(ctx, {}, { labelSelector: 'app=web' }),
    sent: {
      method: 'DELETE',
      path: '/apis/apps/v1/namespaces/a/deployments',
      query: { labelSelector: 'app=web' },
    },
  },
  {
    id: 'DY9',
    upstream: 'TestPatch',
    call: (c, ctx) =>
      c
        .resource(deployments)
        .namespace('a')
        .patch(ctx, 'web', {
          type: 'application/merge-patch+json',
          data: { spec: { replicas: 2 } },
          subresource: 'scale',
        }),
    sent: {
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/a/deployments/web/scale',
      body: { spec: { replicas: 2 } },
    },
  },
];

test.each(rows)('$id the request of one call ($upstream)', ({ call, sent }) => {
  const { sim, go } = simulatedRun();
  const transport = scriptedTransport(sim, [{ status: 200 }]);
  const client = newForConfig(sim, { transport, client: 'test' }).withNoun('test/deployments');
  go('client', function* () {
    yield* call(client, background(sim));
  });
  expect(transport.sent).toHaveLength(1);
  expect(transport.sent[0]).toMatchObject(sent);
  expect(transport.sent[0]?.origin).toEqual({ client: 'test', noun: 'test/deployments' });
});

test('DY10 a call without a name fails before it is sent (TestGet)', () => {
  const { sim, go } = simulatedRun();
  const transport = scriptedTransport(sim, []);
  const client = newForConfig(sim, { transport, client: 'test' });
  let result: unknown;
  go('client', function* () {
    result = yield* client.resource(nodes).get(background(sim), '');
  });
  expect(result).toEqual({
    ok: false,
    error: { kind: 'RequestError', message: 'name is required' },
  });
  expect(transport.sent).toEqual([]);
});
