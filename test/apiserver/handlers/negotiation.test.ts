/** Answers in the form that the client asked for: metadata alone, of objects, of lists and in watches. */

import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { background } from '#sim/context.ts';
import type { ClientFrame, ClientResponse, HTTPRequest } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { type Cluster, cluster, configMap, configMaps, drive } from '#test/apiserver/cluster.ts';

const one = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const many = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const place = { client: 'test', noun: 'test' };

interface Asked {
  readonly accept: string;
  readonly path?: string;
  readonly method?: HTTPRequest['method'];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}

function* answering({ sim, network }: Cluster, asked: Asked): Proc<ClientResponse> {
  const { accept, path = `${configMaps}/a`, method = 'GET', query = {}, body } = asked;
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const headers = { accept, 'content-type': type };
  const sent = { method, path, query, headers, body };
  const answer = yield* network.roundTrip(background(sim), sent, place);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

function ask(b: Cluster, asked: Asked): { readonly status: number; readonly body: JsonValue } {
  const answer = drive(b.sim, answering(b, asked));
  if (answer.kind === 'stream') throw new Error('expected a body, got a stream');
  const { status, body } = answer;
  return { status, body };
}

function* collect(
  b: Cluster,
  query: Readonly<Record<string, string>>,
  frames: ClientFrame[],
): Proc {
  const asked = { accept: one, path: configMaps, query: { ...query, watch: 'true' } };
  const answer = yield* answering(b, asked);
  if (answer.kind === 'body') throw new Error(JSON.stringify(answer.body));
  for (;;) {
    const frame = yield* answer.stream.frames.receive();
    if (frame === undefined) return;
    frames.push(frame);
  }
}

function holding(...names: readonly string[]): Cluster {
  const b = cluster();
  for (const name of names) b.ask('POST', configMaps, configMap(name, { data: { big: 'x' } }));
  b.runFor(seconds(1));
  return b;
}

const partial = (name: string) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: expect.objectContaining({ name, namespace: 'default' }),
});

describe('an answer of metadata alone', () => {
  test('AN1 to a GET has the object’s metadata and nothing else', () => {
    expect(ask(holding('a'), { accept: one })).toEqual({ status: 200, body: partial('a') });
  });

  test('AN2 to a LIST has the metadata of each, and of the list', () => {
    const b = holding('a', 'b');
    const { body } = ask(b, { accept: many, path: configMaps, query: { limit: '1' } });
    expect(body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { remainingItemCount: 1, continue: expect.any(String) },
      items: [partial('a')],
    });
  });

  test('AN3 to a write has the metadata of what was written', () => {
    const body = { data: { more: 'y' } };
    const b = holding('a');
    expect(ask(b, { accept: one, method: 'PATCH', body }).body).toEqual(partial('a'));
    expect(b.ask('GET', `${configMaps}/a`).body).toMatchObject({ data: { big: 'x', more: 'y' } });
  });

  test('AN4 of the old version is of the old version', () => {
    const accept = one.replace('v=v1', 'v=v1beta1');
    const { body } = ask(holding('a'), { accept });
    expect(body).toMatchObject({ apiVersion: 'meta.k8s.io/v1beta1' });
  });

  test.each([
    { name: 'of a missing object', path: `${configMaps}/none`, status: 404, reason: 'NotFound' },
    { name: 'of an unreadable version', query: { resourceVersion: 'x' }, status: 500 },
  ])('AN5 is a Status when the answer is one: $name', ({ name: _name, status, reason, ...at }) => {
    const { body, ...answer } = ask(holding('a'), { accept: one, ...at });
    expect(answer.status).toBe(status);
    expect(body).toMatchObject({ kind: 'Status', ...(reason === undefined ? {} : { reason }) });
  });

  test('AN6 travels in every frame of a watch, bookmarks too, but not in errors', () => {
    const b = holding('a');
    const frames: ClientFrame[] = [];
    const query = { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' };
    b.sim.spawn('test/watch', collect(b, { ...query, allowWatchBookmarks: 'true' }, frames));
    b.runFor(seconds(1));
    b.ask('PATCH', `${configMaps}/a`, { data: { more: 'y' } });
    b.ask('DELETE', `${configMaps}/a`);
    b.runFor(seconds(1));
    const ofA = frames.filter(({ object }) => JSON.stringify(object).includes('"name":"a"'));
    expect(ofA.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    for (const { object } of ofA) expect(object).toEqual(partial('a'));
    const bookmark = frames.find(({ type }) => type === 'BOOKMARK');
    expect(bookmark?.object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
    });

    const late: ClientFrame[] = [];
    b.servers['a']?.shrinkWindow('configmaps');
    b.sim.spawn('test/late', collect(b, { resourceVersion: '1' }, late));
    b.runFor(seconds(1));
    expect(late).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410 } }]);
  });
});

describe('what cannot be had', () => {
  test.each([
    {
      name: 'a list as one object',
      asked: { accept: one, path: configMaps },
      message:
        'you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)',
    },
    {
      name: 'an object as a list',
      asked: { accept: many },
      message:
        'you requested PartialObjectMetadataList, but the requested object is not a list (*core.ConfigMap)',
    },
  ])('AN7 is refused: $name', ({ asked, message }) => {
    expect(ask(holding('a'), asked)).toMatchObject({
      status: 406,
      body: { kind: 'Status', reason: 'NotAcceptable', code: 406, message },
    });
  });

  test.each([
    { name: 'no form at all', accept: 'application/json' },
    { name: 'a form of another group', accept: `${one.replace('meta.k8s.io', 'x')},*/*` },
    {
      name: 'a form of no version that is served, or any',
      accept: `${one.replace('v=v1', 'v=v2')},*/*`,
    },
  ])('AN8 is left as it is: $name', ({ accept }) => {
    expect(ask(holding('a'), { accept }).body).toMatchObject({ data: { big: 'x' } });
  });
});

test.each([
  { name: 'a form of no version that is served', accept: one.replace('v=v1', 'v=v2') },
  { name: 'a page', accept: 'text/html' },
])('AN10 is not acceptable: $name', ({ accept }) => {
  expect(ask(holding('a'), { accept })).toMatchObject({
    status: 406,
    body: { kind: 'Status', reason: 'NotAcceptable', code: 406 },
  });
});

test('AN9 the trace tells which form was asked for', () => {
  const b = holding('a');
  ask(b, { accept: one });
  const sent = b.events.filter(({ kind }) => kind === 'request.sent');
  expect(sent.at(-1)?.data).toMatchObject({ accept: one });
  expect(sent.at(0)?.data).toMatchObject({ accept: undefined });
});
