/** What the metadata client puts on the wire for each call, and what it makes of the answer. */

import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import type { Interface } from '#client-go/metadata/interface.ts';
import { newForConfig } from '#client-go/metadata/metadata.ts';
import { background, type Context } from '#sim/context.ts';
import type { Blocking } from '#sim/process.ts';
import { type ScriptedAnswer, scriptedTransport } from '#test/client-go/rest/scripted_transport.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const resource = { group: 'group', version: 'v1', resource: 'resource' };
const nodes = { group: '', version: 'v1', resource: 'nodes' };
const asObject =
  'application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';
const asList =
  'application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
const metadata = { name: 'name', namespace: 'ns' };

type Call = (client: Interface, ctx: Context) => Blocking<unknown>;

function called(call: Call, answer: ScriptedAnswer = { status: 200 }) {
  const { sim, go } = simulatedRun();
  const transport = scriptedTransport(sim, [answer]);
  const client = newForConfig(sim, { transport, client: 'test' }).withNoun('test/resource');
  const results: unknown[] = [];
  go('client', function* () {
    results.push(yield* call(client, background(sim)));
  });
  expect(results).toHaveLength(1);
  return { sent: transport.sent, result: results[0] };
}

const inNamespace = (client: Interface) => client.resource(resource).namespace('ns');
const at = '/apis/group/v1/namespaces/ns/resource';

describe('the request', () => {
  test.each([
    {
      id: 'MC1',
      name: 'a GET',
      call: (c: Interface, ctx: Context) =>
        c.resource(nodes).get(ctx, 'a', { resourceVersion: '0' }),
      sent: {
        method: 'GET',
        path: '/api/v1/nodes/a',
        query: { resourceVersion: '0' },
        headers: { accept: asObject },
      },
    },
    {
      id: 'MC2',
      name: 'a LIST',
      call: (c: Interface, ctx: Context) => inNamespace(c).list(ctx, { limit: 500 }),
      sent: { method: 'GET', path: at, query: { limit: '500' }, headers: { accept: asList } },
    },
    {
      id: 'MC3',
      name: 'a WATCH',
      call: (c: Interface, ctx: Context) =>
        inNamespace(c).watch(ctx, { resourceVersion: '7', timeoutSeconds: 450 }),
      sent: {
        method: 'GET',
        path: at,
        query: { watch: 'true', resourceVersion: '7', timeoutSeconds: '450', timeout: '7m30s' },
        headers: { accept: asObject },
      },
    },
    {
      id: 'MC4',
      name: 'a PATCH of a subresource',
      call: (c: Interface, ctx: Context) =>
        inNamespace(c).patch(ctx, 'name', {
          type: 'application/merge-patch+json',
          data: { metadata: { labels: { a: 'b' } } },
          fieldManager: 'me',
          subresource: 'status',
        }),
      sent: {
        method: 'PATCH',
        path: `${at}/name/status`,
        query: { fieldManager: 'me' },
        headers: { accept: asObject, 'content-type': 'application/merge-patch+json' },
        body: { metadata: { labels: { a: 'b' } } },
      },
    },
    {
      id: 'MC5',
      name: 'a DELETE',
      call: (c: Interface, ctx: Context) =>
        inNamespace(c).delete(ctx, 'name', { preconditions: { uid: 'u' } }),
      sent: {
        method: 'DELETE',
        path: `${at}/name`,
        headers: { 'content-type': 'application/json' },
        body: { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid: 'u' } },
      },
    },
    {
      id: 'MC6',
      name: 'a DELETE of a collection',
      call: (c: Interface, ctx: Context) =>
        inNamespace(c).deleteCollection(ctx, {}, { labelSelector: 'a=b' }),
      sent: {
        method: 'DELETE',
        path: at,
        query: { labelSelector: 'a=b' },
        headers: { 'content-type': 'application/json' },
        body: { kind: 'DeleteOptions', apiVersion: 'v1' },
      },
    },
  ])('$id of $name (TestClient)', ({ call, sent }) => {
    const { sent: all } = called(call);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject(sent);
    expect(all[0]?.origin).toEqual({ client: 'test', noun: 'test/resource' });
  });

  test.each<readonly [string, Call]>([
    ['get', (c, ctx) => inNamespace(c).get(ctx, '')],
    ['delete', (c, ctx) => inNamespace(c).delete(ctx, '')],
    [
      'patch',
      (c, ctx) => inNamespace(c).patch(ctx, '', { type: 'application/merge-patch+json', data: {} }),
    ],
  ])('MC7 is not sent without a name: %s', (_name, call) => {
    const { sent, result } = called(call);
    expect(sent).toEqual([]);
    expect(result).toMatchObject({ ok: false, error: { message: 'name is required' } });
  });
});

describe('the answer', () => {
  const got = (body: JsonValue) =>
    called((c, ctx) => inNamespace(c).get(ctx, 'name'), { status: 200, body }).result;
  const listed = (body: JsonValue) =>
    called((c, ctx) => inNamespace(c).list(ctx, {}), { status: 200, body }).result;

  test('MC8 in the form that was asked for is taken as it is', () => {
    const object = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
    expect(got(object)).toEqual({ ok: true, value: object });
    const list = {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: '253' },
      items: [object],
    };
    expect(listed(list)).toEqual({ ok: true, value: list });
  });

  test('MC9 with a whole object is cut down to its metadata (TestClient)', () => {
    const pod = { kind: 'Pod', apiVersion: 'v1', metadata, spec: { nodeName: 'a' } };
    expect(got(pod)).toEqual({ ok: true, value: { kind: '', apiVersion: '', metadata } });
  });

  test('MC10 with a list of whole objects keeps their kinds and the list’s version (TestClient)', () => {
    const pod = { kind: 'Pod', apiVersion: 'v1', metadata };
    const pods = {
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: '253' },
      items: [{ ...pod, spec: {} }],
    };
    const value = { kind: '', apiVersion: '', metadata: { resourceVersion: '253' }, items: [pod] };
    expect(listed(pods)).toEqual({ ok: true, value });
  });

  test.each([
    {
      name: 'without a kind',
      body: { metadata: { uid: '123' } },
      message: `Object 'Kind' is missing in '{"metadata":{"uid":"123"}}'`,
    },
    {
      name: 'without an apiVersion',
      body: { kind: 'Pod', metadata: { uid: '123' } },
      message: `Object 'apiVersion' is missing in '{"kind":"Pod","metadata":{"uid":"123"}}'`,
    },
    {
      name: 'that is not clearly metadata',
      body: { kind: 'Pod', apiVersion: 'v1', metadata: {} },
      message: 'object does not appear to match the ObjectMeta schema',
    },
  ])('MC11 $name is an error (TestClient)', ({ body, message }) => {
    expect(got(body)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(message) },
    });
  });

  test('MC12 to a deletion is nothing, or the server’s refusal (TestClient)', () => {
    const deleting: Call = (c, ctx) => inNamespace(c).delete(ctx, 'name');
    const success = { kind: 'Status', apiVersion: 'v1', status: 'Success', code: 200 };
    expect(called(deleting, { status: 200, body: success }).result).toEqual({ ok: true });
    const failure = {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      message: 'no',
      code: 409,
    };
    expect(called(deleting, { status: 409, body: failure }).result).toMatchObject({
      ok: false,
      error: { message: 'no' },
    });
  });
});
