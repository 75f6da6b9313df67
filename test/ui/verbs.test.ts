/** Every verb of a menu is a statement that the script language reads, possible or not. */

import { describe, expect, test } from 'vitest';
import { defaultLocale } from '#messages/locales.ts';
import { actions } from '#script/actions.ts';
import { parseStatement } from '#script/parse.ts';
import { handMadeTrace } from '#test/ui/hand_made_trace.ts';
import type { Noun } from '#ui/verbs/noun.ts';
import { verbsOf } from '#ui/verbs/verbs.ts';
import { readStage } from '#view-model/read_stage.ts';
import { RunView } from '#view-model/run_view.ts';

const view = new RunView();
const { events, objects } = handMadeTrace();
view.append(events, objects);
const stage = readStage(view, view.lastSeq);

function request(verb: string): Noun {
  return { kind: 'request', request: 'req-1', client: 'rs-controller', verb, resource: 'pods' };
}

const nouns: readonly Noun[] = [
  { kind: 'watch', noun: 'rs-controller/pods' },
  { kind: 'frame', noun: 'rs-controller/pods', position: 1 },
  { kind: 'informer', informer: 'rs-controller/pods' },
  { kind: 'handlers', informer: 'rs-controller/pods' },
  { kind: 'worker', worker: 'rs-controller/worker-1' },
  { kind: 'apiserver', replica: 'a' },
  request('list'),
  request('deletecollection'),
  { kind: 'program', program: 'rs-controller' },
  { kind: 'object', key: 'pods/default/web-0' },
  { kind: 'object', key: 'deployments/default/web' },
  { kind: 'object', key: 'nodes/node-a' },
];

const words = defaultLocale.words.verbs;

describe.each(nouns)('the verbs of $kind', (noun) => {
  const verbs = verbsOf(noun, stage).flat();

  test.each(verbs)('$statement', ({ kind, statement }) => {
    const parsed = parseStatement(statement);
    expect(parsed).toMatchObject({ ok: true, value: { command: { kind } } });
  });
});

test('what cannot be done gives its reason', () => {
  const reasons = verbsOf({ kind: 'watch', noun: 'rs-controller/pods' }, stage)
    .flat()
    .filter(({ impossible }) => impossible !== undefined)
    .map(({ label, impossible }) => `${label(words)}: ${impossible?.(words)}`);
  expect(reasons).toContain('Release the stream: the stream is not held');
});

test('every fault of the registry stands in the menu of some noun, with its honesty', () => {
  const offered = new Map(
    nouns.flatMap((noun) => verbsOf(noun, stage).flat()).map((verb) => [verb.kind, verb.honesty]),
  );
  const faults = actions.filter(({ honesty }) => honesty !== undefined);
  expect(faults.length).toBeGreaterThan(30);
  expect(faults.map(({ kind }) => [kind, offered.get(kind)])).toEqual(
    faults.map(({ kind, honesty }) => [kind, honesty]),
  );
});
