/**
 * Reads a recording. Nothing is kept of one that is damaged: what was read is hashed as a trace, and must
 * have the hash that the engine gave.
 */

import { hashText } from '#base/content_hash.ts';
import { canonicalJson, freezeJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Instant } from '#base/time.ts';
import { encodeEvent, encodeObject, TraceHash } from '#trace/codec.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion, type MentionedObject, type TraceEvent } from '#trace/event.ts';
import { runRecordShape } from '#trace/run_record_shape.ts';
import {
  anything,
  count,
  decodeRecord,
  flag,
  list,
  type Problem,
  record,
  text,
} from '#trace/shape.ts';
import {
  FieldGuesses,
  Followers,
  type Guess,
  type KnownHeader,
  LeafGuesses,
  NounGuesses,
} from './guesses.ts';
import {
  type headerColumns,
  mostRecorded,
  type objectColumns,
  type RecordedScene,
  type Recording,
  type RecordingFile,
  recordingFormat,
  recordingVersion,
} from './recording_file.ts';
import { filled } from './skeleton.ts';
import { MalformedColumn, VlqReader } from './vlq.ts';

/** A longer text is no recording of ours. */
const mostLetters = 50_000_000;

const headerShape = { shape: text, at: text, step: text, causes: text, actor: text, subject: text };
const bodyShape = { skeleton: text, base: text, leaves: text, before: text };

const sceneShape = {
  scenario: text,
  focus: text,
  start: count,
  titles: record({ en: text, 'zh-CN': text }),
} satisfies Record<keyof RecordedScene, unknown>;

const fileShape = {
  format: text,
  version: count,
  scene: record(sceneShape),
  record: record(runRecordShape),
  hash: text,
  now: count,
  idle: flag,
  events: count,
  objects: count,
  values: list(anything),
  shapes: list(list(text)),
  headers: record(headerShape satisfies Record<(typeof headerColumns)[number], unknown>),
  fields: list(list(text)),
  skeletons: list(anything),
  bodies: record(bodyShape satisfies Record<(typeof objectColumns)[number], unknown>),
} satisfies Record<keyof RecordingFile, unknown>;

/** The recording in a text, or why it cannot be read. */
export function decodeRecording(json: string): Result<Recording, Problem> {
  const file = parsed(json);
  if (!file.ok) return file;
  try {
    return checked(read(file.value), file.value);
  } catch (error) {
    if (error instanceof MalformedColumn) return fail({ path: '$', reason: error.message });
    throw error;
  }
}

function parsed(json: string): Result<RecordingFile, Problem> {
  if (json.length > mostLetters) return problem(`expected at most ${mostLetters} letters`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return problem(`not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (!isJsonObject(value) || value['format'] !== recordingFormat) {
    return fail({ path: '$.format', reason: `expected "${recordingFormat}"` });
  }
  const versions = [value['version'], versionOf(value['record'])];
  for (const [index, expected] of [recordingVersion, formatVersion].entries()) {
    if (versions[index] === expected) continue;
    const path = index === 0 ? '$.version' : '$.record.version';
    const found = JSON.stringify(versions[index]);
    return fail({ path, reason: `expected version ${expected}, got ${found}` });
  }
  const file = decodeRecord(fileShape, value, '$');
  if (!file.ok) return file;
  for (const name of ['events', 'objects'] as const) {
    if (file.value[name] >= 0 && file.value[name] <= mostRecorded) continue;
    return fail({ path: `$.${name}`, reason: `expected at most ${mostRecorded}` });
  }
  return ok(file.value as RecordingFile);
}

function versionOf(value: unknown): unknown {
  return isJsonObject(value) ? value['version'] : undefined;
}

function problem(reason: string): Result<never, Problem> {
  return fail({ path: '$', reason });
}

interface Read {
  readonly events: readonly TraceEvent[];
  readonly mentions: readonly MentionedObject[];
}

/** What was read, if it is what was recorded. */
function checked({ events, mentions }: Read, file: RecordingFile): Result<Recording, Problem> {
  const hash = new TraceHash();
  let next = 0;
  for (const [index, event] of events.entries()) {
    for (let mention = mentions[next]; mention !== undefined && mention[2] <= index; ) {
      hash.addLine(encodeObject(mention[0], mention[1]));
      mention = mentions[++next];
    }
    hash.addLine(encodeEvent(event));
  }
  const found = hash.digest();
  if (found !== file.hash) {
    return fail({ path: '$.hash', reason: `expected a trace of hash ${file.hash}, got ${found}` });
  }
  const { scene, record, now, idle } = file;
  return ok({
    scene,
    record: record as RunRecord,
    hash: found,
    now: now as Instant,
    idle,
    events,
    mentions,
  });
}

function read(file: RecordingFile): Read {
  const values = new ValueList(file.values);
  const mentions = readObjects(file, values);
  values.know(mentions.map(([ref]) => ref));
  const events = readEvents(file, values);
  values.end();
  return { events, mentions };
}

/** The values of the table, which come up one after the other. */
class ValueList {
  readonly #written: readonly unknown[];
  readonly #known: unknown[] = [];
  #refs: readonly string[] = [];
  #nextObject = 0;

  constructor(written: readonly unknown[]) {
    this.#written = written;
  }

  /** The objects of the run; none of their own values is an object of it. */
  know(refs: readonly string[]): void {
    this.#refs = refs;
  }

  /** The value at a place, counted from 1; 0 for the next that has not come up. */
  at(place: number): unknown {
    if (place > 0 && place <= this.#known.length) return this.#known[place - 1];
    if (place !== 0 || this.#known.length >= this.#written.length) {
      throw new MalformedColumn('values', place, `one of ${this.#written.length} values`);
    }
    const value = this.#value(this.#written[this.#known.length]);
    this.#known.push(value);
    return value;
  }

  end(): void {
    const left = this.#written.length - this.#known.length;
    if (left > 0) throw new MalformedColumn('values', this.#known.length + 1, 'the end');
  }

  #value(written: unknown): unknown {
    if (typeof written === 'string') return written;
    if (Array.isArray(written) && written.length === 1) return freezeJson(written[0]);
    if (!Number.isSafeInteger(written)) {
      throw new MalformedColumn(
        'values',
        this.#known.length + 1,
        'a text, a list of one, a number',
      );
    }
    const object = this.#nextObject + (written as number);
    const ref = this.#refs[object];
    if (ref === undefined) {
      throw new MalformedColumn('values', this.#known.length + 1, 'the number of an object');
    }
    this.#nextObject = object + 1;
    return ref;
  }
}

/** What is known of a value before it is read. */
interface Expected {
  readonly guess: Guess;
  readonly count: number;
  readonly last: number;
  readonly values: ValueList;
}

/** The counterpart of `writeValue`. */
function readValue(column: VlqReader, { guess, count, last, values }: Expected): unknown {
  const code = column.read();
  if (code < count) return guess(code);
  if (code === count) return last + column.readSigned();
  return values.at(code - count - 1);
}

function readers<N extends string>(
  columns: Readonly<Record<N, string>>,
): Readonly<Record<N, VlqReader>> {
  const entries = Object.entries<string>(columns).map(([name, letters]) => [
    name,
    new VlqReader(letters, name),
  ]);
  return Object.fromEntries(entries) as Record<N, VlqReader>;
}

function readObjects(file: RecordingFile, values: ValueList): readonly MentionedObject[] {
  const columns = readers(file.bodies);
  const guesses = new LeafGuesses();
  const known: Map<string, JsonValue>[] = [];
  const mentions: MentionedObject[] = [];
  let before = 0;
  for (let index = 0; index < file.objects; index++) {
    const skeleton = file.skeletons[columns.skeleton.readBelow(file.skeletons.length)];
    before += columns.before.read();
    const back = columns.base.readBelow(index + 1);
    const base = back === 0 ? undefined : known[index - back];
    const leaves = new Map<string, JsonValue>();
    const object = filled(skeleton as JsonValue, (path) => {
      const guess = guesses.of(path, base);
      const expected = { guess, count: LeafGuesses.count, last: 0, values };
      const value = readValue(columns.leaves, expected);
      guesses.learn(path, value);
      leaves.set(path, value as JsonValue);
      return value as JsonValue;
    });
    if (!isJsonObject(object)) throw new MalformedColumn('skeleton', index + 1, 'an object');
    known.push(leaves);
    mentions.push([hashText(canonicalJson(object)), freezeJson(object), before]);
  }
  for (const column of Object.values(columns)) column.end();
  return mentions;
}

function readEvents(file: RecordingFile, values: ValueList): readonly TraceEvent[] {
  const headers = readers(file.headers);
  const fields = file.fields.map((columns, shape) =>
    columns.map((letters, index) => new VlqReader(letters, fieldName(file, shape, index))),
  );
  const followers = new Followers();
  const nouns = { actor: new NounGuesses(), subject: new NounGuesses() };
  const guesses = new FieldGuesses();
  const events: TraceEvent[] = [];
  let before = { at: 0, step: 0, causes: [] as readonly number[], shape: -1 };
  for (let seq = 1; seq <= file.events; seq++) {
    const place = readShape(headers.shape, followers.of(before.shape), file.shapes.length);
    followers.learn(before.shape, place);
    const [kind = '', ...names] = file.shapes[place] ?? [];
    const at = before.at + headers.at.read();
    const step = before.step + headers.step.read();
    const { causes, moreCauses } = readCauses(headers.causes, seq, before.causes);
    const cause = events[(causes.at(-1) ?? 0) - 1];
    const noun = (name: 'actor' | 'subject', own: string | undefined): string => {
      const guess = nouns[name].of(kind, cause?.[name], own);
      const value = readValue(headers[name], { guess, count: NounGuesses.count, last: 0, values });
      if (typeof value !== 'string') throw new MalformedColumn(name, seq, 'a text');
      nouns[name].learn(kind, value);
      return value;
    };
    const actor = noun('actor', undefined);
    const subject = noun('subject', actor);
    const header: KnownHeader = { kind, actor, subject, cause };
    const data: Record<string, unknown> = {};
    for (const [index, name] of names.entries()) {
      const column = fields[place]?.[index];
      if (column === undefined) throw new MalformedColumn(kind, seq, `a field ${name}`);
      const guess: Guess = (which) => guesses.guess(which, name, header);
      const last = guesses.last(name, header);
      data[name] = readValue(column, { guess, count: FieldGuesses.count, last, values });
      guesses.learn(name, header, data[name]);
    }
    const more = moreCauses === 0 ? {} : { moreCauses };
    // The hash of the whole trace is checked below: what has it was an event.
    events.push({
      seq,
      at,
      step,
      actor,
      kind,
      subject,
      causes,
      ...more,
      data,
    } as unknown as TraceEvent);
    before = { at, step, causes, shape: place };
  }
  for (const column of [...Object.values(headers), ...fields.flat()]) column.end();
  return events;
}

function fieldName({ shapes }: RecordingFile, shape: number, index: number): string {
  return `${shapes[shape]?.[0]}.${shapes[shape]?.[index + 1]}`;
}

function readShape(column: VlqReader, followers: readonly number[], shapes: number): number {
  const rank = column.readBelow(followers.length + 1);
  return rank === 0 ? column.readBelow(shapes) : (followers[rank - 1] ?? 0);
}

/** More causes than this are never named. */
const mostCauses = 64;

function readCauses(
  column: VlqReader,
  seq: number,
  before: readonly number[],
): { readonly causes: readonly number[]; readonly moreCauses: number } {
  const code = column.readBelow(2 + mostCauses);
  if (code === 0) return { causes: [seq - 1], moreCauses: 0 };
  if (code === 1) return { causes: before, moreCauses: 0 };
  const moreCauses = column.read();
  const causes: number[] = [];
  let from = seq;
  for (let n = 2; n < code; n++) {
    from -= column.readSigned();
    causes.unshift(from);
  }
  return { causes, moreCauses };
}
