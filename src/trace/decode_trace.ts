/** Reads a trace from its text: the counterpart of codec.ts. */

import { freezeJson, isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { formatName } from './codec.ts';
import type { RunRecord } from './engine_port.ts';
import type { EventHeader, MentionedObject, ObjectRef, TraceEvent } from './event.ts';
import { formatVersion } from './event.ts';
import { eventShapes, isEventKind } from './event_shapes.ts';
import { runRecordShape } from './run_record_shape.ts';
import { count, decodeRecord, list, optional, type Problem, recordProblem, text } from './shape.ts';

/** A decoded trace. */
export interface TraceFile {
  /** What determines the run, if the first line tells it. */
  readonly record: RunRecord | undefined;
  readonly events: readonly TraceEvent[];
  readonly objects: ReadonlyMap<ObjectRef, JsonObject>;
  /** The objects again, in order. */
  readonly mentions: readonly MentionedObject[];
}

/** Where in a trace file something is wrong, and why. */
export interface TraceProblem extends Problem {
  /** Counted from 1. */
  readonly line: number;
}

const headerShape = {
  seq: count,
  at: count,
  step: count,
  actor: text,
  subject: text,
  causes: list(count),
  moreCauses: optional(count),
} satisfies Record<keyof EventHeader, unknown>;

/** Reads one event out of a JSON value, or says what is wrong and where. */
export function decodeEvent(value: unknown): Result<TraceEvent, Problem> {
  if (!isJsonObject(value)) return fail({ path: '$', reason: 'expected an object' });
  const { kind, data, ...header } = value;
  if (typeof kind !== 'string' || !isEventKind(kind)) {
    return fail({ path: '$.kind', reason: `unknown event kind ${JSON.stringify(kind)}` });
  }
  const problem =
    recordProblem(headerShape, header, '$') ?? recordProblem(eventShapes[kind], data, '$.data');
  return problem === undefined ? ok(value as unknown as TraceEvent) : fail(problem);
}

/** Reads a whole trace. Nothing is kept of a trace with a malformed line. */
export function decodeTrace(ndjson: string): Result<TraceFile, TraceProblem> {
  const lines = ndjson.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const taken: Taken = { events: [], objects: new Map(), mentions: [] };
  let record: RunRecord | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    const parsed = parseLine(lines[index] ?? '');
    if (!parsed.ok) return fail({ line, ...parsed.error });
    const { value } = parsed;
    const problem = index === 0 ? headerProblem(value) : take(value, taken);
    if (problem !== undefined) return fail({ line, ...problem });
    if (index > 0 || !isJsonObject(value) || value['record'] === undefined) continue;
    const read = decodeRecord(runRecordShape, value['record'], '$.record');
    if (!read.ok) return fail({ line, ...read.error });
    record = read.value as RunRecord;
  }
  if (lines.length === 0) return fail({ line: 1, path: '$', reason: 'the trace is empty' });
  return ok({ record, ...taken });
}

function parseLine(line: string): Result<unknown, Problem> {
  try {
    return ok(JSON.parse(line));
  } catch (error) {
    return fail({
      path: '$',
      reason: `not JSON: ${error instanceof Error ? error.message : error}`,
    });
  }
}

function headerProblem(value: unknown): Problem | undefined {
  if (!isJsonObject(value) || value['format'] !== formatName) {
    return { path: '$.format', reason: `expected "${formatName}"` };
  }
  if (value['version'] === formatVersion) return undefined;
  return {
    path: '$.version',
    reason: `expected version ${formatVersion}, got ${JSON.stringify(value['version'])}`,
  };
}

interface Taken {
  readonly events: TraceEvent[];
  readonly objects: Map<ObjectRef, JsonObject>;
  readonly mentions: MentionedObject[];
}

function take(value: unknown, { events, objects, mentions }: Taken): Problem | undefined {
  if (isJsonObject(value) && typeof value['object'] === 'string') {
    if (!isJsonObject(value['value'])) return { path: '$.value', reason: 'expected an object' };
    const object = freezeJson(value['value']);
    objects.set(value['object'], object);
    mentions.push([value['object'], object, events.length]);
    return undefined;
  }
  const event = decodeEvent(value);
  if (!event.ok) return event.error;
  if (event.value.seq !== events.length + 1) {
    return { path: '$.seq', reason: `expected ${events.length + 1}, got ${event.value.seq}` };
  }
  events.push(event.value);
  return undefined;
}
