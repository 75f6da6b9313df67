/** How the members of an event are held against what a predicate asks. */

import { expect, test } from 'vitest';
import { eventMatches } from '#script/evaluate.ts';
import { parsePredicate } from '#script/parse.ts';
import { printPredicate } from '#script/print.ts';
import type { TraceEvent } from '#trace/event.ts';

const event = {
  seq: 1,
  at: 0,
  step: 0,
  actor: 'x/worker-1',
  subject: 'default/a',
  causes: [],
  kind: 'queue.ratelimited',
  data: { queue: 'x', key: 'default/a', failures: 3, delay: 20_000_000 },
} as unknown as TraceEvent;

test.each([
  ['key=default/a', true],
  ['key=default/b', false],
  ['key!=default/b', true],
  ['key~/a', true],
  ['actor=x/worker-1', true],
  ['failures=3', true],
  ['failures>2', true],
  ['failures>3', false],
  ['failures<4', true],
  ['delay>10ms', true],
  ['delay<20ms', false],
  ['delay<1s', true],
  ['delay>19999999', true],
  ['key>1', false],
  ['missing<1', false],
  ['delay>soon', false],
])('%s: %s', (match, holds) => {
  const parsed = parsePredicate(`event queue.ratelimited ${match}`);
  if (!parsed.ok || parsed.value.kind !== 'event') throw new Error(`cannot read ${match}`);
  expect(eventMatches(event, parsed.value.where)).toBe(holds);
  expect(printPredicate(parsed.value)).toContain(match);
});
