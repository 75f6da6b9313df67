/**
 * Runs one case of a script: what it wants of a server comes out as commands, and whoever runs it gives
 * the replies. So the same steps are put to the real API server and to ours.
 */

import { canonicalJson, type JsonObject, type JsonValue } from '#base/json.ts';
import { unreachable } from '#base/unreachable.ts';
import type { Answer, Command, Exchange, PlainRequest, Reading, Reply } from './exchange.ts';
import type { RequestStep, ScriptCase, Selection, Step, Until } from './script.ts';
import { filled, filledText, filledTexts, valueAt } from './variables.ts';

export type CaseRun = Generator<Command, readonly Exchange[], Reply>;

const readMs = 5_000;
const pollMs = 100;
const eventuallyMs = 30_000;

/** The namespace of a case; distinct from all others, and the same wherever the case stands. */
export function namespaceOf(topic: string, name: string): string {
  let hash = 0xcbf29ce4;
  for (const letter of `${topic}/${name}`) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  }
  return `case-${hash.toString(16).padStart(8, '0')}`;
}

interface Run {
  readonly variables: Map<string, string>;
  readonly exchanges: Exchange[];
}

export function* runCase(namespace: string, { steps }: ScriptCase): CaseRun {
  const run: Run = { variables: new Map([['ns', namespace]]), exchanges: [] };
  yield { kind: 'request', request: namespaceRequest(namespace) };
  yield* runSteps(run, steps, '');
  return run.exchanges;
}

function namespaceRequest(name: string): PlainRequest {
  return {
    method: 'POST',
    path: '/api/v1/namespaces',
    query: {},
    headers: usualHeaders,
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
  };
}

function* runSteps(
  run: Run,
  steps: readonly Step[],
  within: string,
): Generator<Command, void, Reply> {
  for (const [index, step] of steps.entries()) yield* runStep(run, step, `${within}${index + 1}`);
}

function* runStep(run: Run, step: Step, number: string): Generator<Command, void, Reply> {
  const { variables, exchanges } = run;
  switch (step.do) {
    case 'request': {
      const answer = yield* answerTo(plainRequest(step, run));
      capture(run, step.capture, answer.body);
      exchanges.push(answered(number, step, answer));
      return;
    }
    case 'eventually': {
      const answer = yield* pollUntil(plainRequest(step, run), filledUntil(step.until, run));
      capture(run, step.capture, answer.body);
      exchanges.push(answered(number, step, answer));
      return;
    }
    case 'watch': {
      const query = { ...filledTexts(step.query, variables), watch: 'true' };
      const request = { ...plainRequest({ ...step, method: 'GET' }, run), query };
      const reply = yield { kind: 'watch', as: step.as, request };
      const asked = { ...step, method: 'WATCH' };
      if (reply.kind === 'answer') exchanges.push(answered(number, asked, reply.answer));
      return;
    }
    case 'read': {
      const withinMs = step.within === undefined ? readMs : milliseconds(step.within);
      const { watch, events } = step;
      const reading = readingOf(yield { kind: 'read', watch, events, withinMs });
      capture(run, step.capture, { events: reading.events });
      exchanges.push({ step: number, asked: `read ${watch}`, ...reading });
      return;
    }
    case 'close':
      yield { kind: 'close', watch: step.watch };
      return;
    case 'wait':
      yield { kind: 'wait', forMs: milliseconds(step.for) };
      return;
    case 'server':
      yield { kind: 'server', action: step.action };
      return;
    case 'repeat':
      for (let round = 1; round <= step.times; round++) {
        variables.set('i', String(round));
        yield* runSteps(run, step.steps, `${number}.${round}.`);
      }
      return;
    default:
      return unreachable(step);
  }
}

function* answerTo(request: PlainRequest): Generator<Command, Answer, Reply> {
  const reply = yield { kind: 'request', request };
  if (reply.kind !== 'answer') throw new Error(`a request needs an answer, got ${reply.kind}`);
  return reply.answer;
}

function readingOf(reply: Reply): Reading {
  if (reply.kind !== 'reading')
    throw new Error(`reading a watch needs a reading, got ${reply.kind}`);
  return reply.reading;
}

function* pollUntil(request: PlainRequest, until: Until): Generator<Command, Answer, Reply> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const answer = yield* answerTo(request);
    if (isContent(answer, until) || waitedMs >= eventuallyMs) return answer;
    yield { kind: 'wait', forMs: pollMs };
  }
}

function isContent({ status, body }: Answer, until: Until): boolean {
  if (until.status !== undefined && until.status !== status) return false;
  if (until.field === undefined) return true;
  const value = valueAt(body, until.field);
  if (until.absent === true) return value === undefined;
  if (value === undefined) return false;
  return until.equals === undefined || canonicalJson(value) === canonicalJson(until.equals);
}

function filledUntil(until: Until, { variables }: Run): Until {
  const { equals } = until;
  return equals === undefined ? until : { ...until, equals: filled(equals, variables) };
}

const usualHeaders = { 'content-type': 'application/json', 'user-agent': 'script' };

function plainRequest(step: RequestStep, { variables }: Run): PlainRequest {
  const { method, path, query, headers, body, text } = step;
  const lower = Object.entries(filledTexts(headers, variables)).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  const request: PlainRequest = {
    method,
    path: filledText(path, variables),
    query: filledTexts(query, variables),
    headers: { ...usualHeaders, ...Object.fromEntries(lower) },
  };
  if (text !== undefined) return { ...request, text: filledText(text, variables) };
  return body === undefined ? request : { ...request, body: filled(body, variables) };
}

function capture(
  { variables }: Run,
  wanted: Readonly<Record<string, string>> | undefined,
  body: JsonValue,
): void {
  for (const [name, path] of Object.entries(wanted ?? {})) {
    const value = valueAt(body, path);
    variables.set(name, typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  }
}

function answered(
  step: string,
  asked: Pick<RequestStep, 'method' | 'path' | 'query' | 'select'>,
  { status, headers, body }: Answer,
): Exchange {
  const told = toldHeaders(headers);
  return {
    step,
    asked: `${asked.method} ${asked.path}${queryText(asked.query)}`,
    status,
    ...(Object.keys(told).length === 0 ? {} : { headers: told }),
    body: asked.select === undefined ? body : asked.select.map((each) => selected(body, each)),
  };
}

function queryText(query: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(query ?? {}).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The headers that mean something to a client, beyond that the body is JSON. */
function toldHeaders(headers: Readonly<Record<string, string>>): JsonObject {
  const told: Record<string, JsonValue> = {};
  const type = headers['content-type'];
  if (type !== undefined && type !== 'application/json') told['content-type'] = type;
  for (const name of ['retry-after', 'location', 'allow']) {
    const value = headers[name];
    if (value !== undefined) told[name] = value;
  }
  const { warning } = headers;
  if (warning !== undefined) told['warning'] = warning.split(/, (?=\d{3} )/);
  return told;
}

function selected(body: JsonValue, { from, where }: Selection): JsonValue {
  const value = valueAt(body, from) ?? null;
  if (where === undefined || !Array.isArray(value)) return value;
  return value.filter((each) =>
    Object.entries(where).every(
      ([path, wanted]) => canonicalJson(valueAt(each, path) ?? null) === canonicalJson(wanted),
    ),
  );
}

/** `500ms`, `1s`, `2m`. */
function milliseconds(text: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m)$/.exec(text) ?? [];
  if (count === undefined) throw new Error(`expected a duration such as "1s", got "${text}"`);
  return Number(count) * (millisecondsIn[unit ?? ''] ?? 1);
}

const millisecondsIn: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };
