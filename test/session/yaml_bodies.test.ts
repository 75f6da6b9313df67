/** The API servers of a session read YAML bodies, as they do in a browser. */

import { expect, test } from 'vitest';
import { after, seconds } from '#base/time.ts';
import type { Session } from '#session/session.ts';
import { background } from '#sim/context.ts';
import type { ClientResponse, HTTPRequest } from '#sim/network.ts';
import { opened, recordFor } from './runs.ts';

/** Sends one request into the session's cluster and lets it be answered. */
function answerTo(session: Session, request: HTTPRequest): { status: number; body: unknown } {
  const { sim, network } = session.cluster;
  const answers: ClientResponse[] = [];
  sim.spawn(
    'test/client',
    (function* () {
      const origin = { client: 'test', noun: 'test' };
      const answered = yield* network.roundTrip(background(sim), request, origin);
      if (answered.ok) answers.push(answered.value);
    })(),
  );
  session.advance(after(session.now, seconds(5)));
  const [answer] = answers;
  if (answer?.kind !== 'body') throw new Error('expected a body');
  return answer;
}

const configMaps = '/api/v1/namespaces/default/configmaps';

test('a ConfigMap is created from YAML, and applied to in YAML', () => {
  const session = opened(recordFor('run 2s'));
  session.play();
  const created = answerTo(session, {
    method: 'POST',
    path: configMaps,
    query: {},
    headers: { 'content-type': 'application/yaml' },
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: teal\n',
  });
  expect(created).toMatchObject({ status: 201, body: { data: { colour: 'teal' } } });
  const applied = answerTo(session, {
    method: 'PATCH',
    path: `${configMaps}/settings`,
    query: { fieldManager: 'test', force: 'true' },
    headers: { 'content-type': 'application/apply-patch+yaml' },
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: red\n',
  });
  expect(applied).toMatchObject({ status: 200, body: { data: { colour: 'red' } } });
});

test('YAML that does not parse is refused with its fault', () => {
  const session = opened(recordFor('run 2s'));
  session.play();
  const refused = answerTo(session, {
    method: 'POST',
    path: configMaps,
    query: {},
    headers: { 'content-type': 'application/yaml' },
    text: 'kind: [ConfigMap',
  });
  expect(refused).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('yaml: ') },
  });
});
