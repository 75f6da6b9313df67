/** Writes a run down as a recording. The site's build does this; pages only read. */

import { assert } from '#base/assert.ts';
import { canonicalJson, equalJson, isJsonObject, type JsonObject } from '#base/json.ts';
import type { MentionedObject, ObjectRef, TraceEvent } from '#trace/event.ts';
import {
  FieldGuesses,
  Followers,
  type Guess,
  type KnownHeader,
  LeafGuesses,
  NounGuesses,
} from './guesses.ts';
import {
  type HeaderColumns,
  headerColumns,
  mostRecorded,
  type ObjectColumns,
  objectColumns,
  type Recording,
  type RecordingFile,
  recordingFormat,
  recordingVersion,
} from './recording_file.ts';
import { leavesOf, skeletonOf } from './skeleton.ts';
import { VlqWriter } from './vlq.ts';

export function encodeRecording(recording: Recording): RecordingFile {
  const { scene, record, hash, now, idle, events, mentions } = recording;
  assert(events.length <= mostRecorded, `a recording may have at most ${mostRecorded} events`);
  const values = new ValueTable(mentions.map(([ref]) => ref));
  const objects = encodeObjects(mentions, values);
  const columns = encodeEvents(events, values);
  return {
    format: recordingFormat,
    version: recordingVersion,
    scene,
    record,
    hash,
    now,
    idle,
    events: events.length,
    objects: mentions.length,
    values: values.written,
    ...columns,
    ...objects,
  };
}

/** Values that are written once and referred to from then on. */
class ValueTable {
  readonly written: unknown[] = [];
  readonly #places = new Map<string, number>();
  readonly #objects: ReadonlyMap<ObjectRef, number>;
  #nextObject = 0;

  constructor(refs: readonly ObjectRef[]) {
    this.#objects = new Map(refs.map((ref, index) => [ref, index]));
  }

  /** The place of a value counted from 1, or 0 for one that is new and stands at the end. */
  place(value: unknown): number {
    const key = canonicalJson(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.written.push(this.#entry(value));
    this.#places.set(key, this.written.length);
    return 0;
  }

  #entry(value: unknown): unknown {
    if (typeof value !== 'string') return [value];
    const object = this.#objects.get(value);
    if (object === undefined) return value;
    const further = object - this.#nextObject;
    this.#nextObject = object + 1;
    return further;
  }
}

/** What is known of a value before it is written. */
interface Expected {
  readonly guess: Guess;
  /** How many guesses there are. */
  readonly count: number;
  readonly last: number;
  readonly values: ValueTable;
}

/** A right guess by its number; then 0 and 1 more for numbers and values of the table. */
function writeValue(column: VlqWriter, value: unknown, expected: Expected): void {
  const { guess, count, last, values } = expected;
  for (let which = 0; which < count; which++) {
    const guessed = guess(which);
    if (guessed === undefined || !equalJson(guessed, value)) continue;
    column.write(which);
    return;
  }
  if (Number.isSafeInteger(value)) {
    column.write(count);
    column.writeSigned((value as number) - last);
  } else column.write(count + 1 + values.place(value));
}

function writers<N extends string>(names: readonly N[]): Readonly<Record<N, VlqWriter>> {
  return Object.fromEntries(names.map((name) => [name, new VlqWriter()])) as Record<N, VlqWriter>;
}

function texts<N extends string>(
  columns: Readonly<Record<N, VlqWriter>>,
): Readonly<Record<N, string>> {
  const entries = Object.entries<VlqWriter>(columns).map(([name, { text }]) => [name, text]);
  return Object.fromEntries(entries) as Record<N, string>;
}

interface EventColumns {
  readonly shapes: readonly (readonly string[])[];
  readonly headers: HeaderColumns;
  readonly fields: readonly (readonly string[])[];
}

function encodeEvents(events: readonly TraceEvent[], values: ValueTable): EventColumns {
  const shapes = new Map<string, { place: number; shape: string[]; columns: VlqWriter[] }>();
  const headers = writers(headerColumns);
  const followers = new Followers();
  const nouns = { actor: new NounGuesses(), subject: new NounGuesses() };
  const fields = new FieldGuesses();
  let before = { at: 0, step: 0, causes: [] as readonly number[], shape: -1 };
  for (const event of events) {
    const { kind, actor, subject, at, step, causes } = event;
    const data = Object.entries(event.data).filter(([, value]) => value !== undefined);
    const shape = [kind, ...data.map(([name]) => name)];
    const key = shape.join(' ');
    const place = shapes.size;
    const found = shapes.get(key) ?? { place, shape, columns: data.map(() => new VlqWriter()) };
    shapes.set(key, found);
    const rank = followers.of(before.shape).indexOf(found.place);
    headers.shape.write(rank + 1);
    if (rank < 0) headers.shape.write(found.place);
    followers.learn(before.shape, found.place);
    headers.at.write(at - before.at);
    headers.step.write(step - before.step);
    writeCauses(headers.causes, event, before.causes);
    const cause = events[(causes.at(-1) ?? 0) - 1];
    for (const noun of ['actor', 'subject'] as const) {
      const guess = nouns[noun].of(kind, cause?.[noun], noun === 'subject' ? actor : undefined);
      writeValue(headers[noun], event[noun], { guess, count: NounGuesses.count, last: 0, values });
      nouns[noun].learn(kind, event[noun]);
    }
    const header: KnownHeader = { kind, actor, subject, cause };
    for (const [index, [name, value]] of data.entries()) {
      const guess: Guess = (which) => fields.guess(which, name, header);
      const last = fields.last(name, header);
      const expected = { guess, count: FieldGuesses.count, last, values };
      writeValue(found.columns[index] as VlqWriter, value, expected);
      fields.learn(name, header, value);
    }
    before = { at, step, causes, shape: found.place };
  }
  return {
    shapes: [...shapes.values()].map(({ shape }) => shape),
    headers: texts(headers),
    fields: [...shapes.values()].map(({ columns }) => columns.map(({ text }) => text)),
  };
}

/** 0: the event before; 1: as the event before; otherwise how many, how many more, and each. */
function writeCauses(column: VlqWriter, event: TraceEvent, before: readonly number[]): void {
  const { seq, causes, moreCauses = 0 } = event;
  if (moreCauses === 0 && causes.length === 1 && causes[0] === seq - 1) column.write(0);
  else if (moreCauses === 0 && equalJson(causes, before)) column.write(1);
  else {
    column.write(2 + causes.length);
    column.write(moreCauses);
    let from = seq;
    for (const cause of causes.toReversed()) {
      column.writeSigned(from - cause);
      from = cause;
    }
  }
}

interface EncodedObjects {
  readonly skeletons: readonly unknown[];
  readonly bodies: ObjectColumns;
}

/** Each object by what tells it from the last one of its name, or else of its skeleton. */
function encodeObjects(mentions: readonly MentionedObject[], values: ValueTable): EncodedObjects {
  const skeletons = new Map<string, { place: number; skeleton: unknown }>();
  const columns = writers(objectColumns);
  const latest = new Map<string, number>();
  const known: ReadonlyMap<string, unknown>[] = [];
  const leafGuesses = new LeafGuesses();
  let last = 0;
  for (const [index, [, object, before]] of mentions.entries()) {
    const skeleton = skeletonOf(object);
    const key = JSON.stringify(skeleton);
    const place = skeletons.get(key)?.place ?? skeletons.size;
    if (place === skeletons.size) skeletons.set(key, { place, skeleton });
    columns.skeleton.write(place);
    columns.before.write(before - last);
    last = before;
    const name = nameOf(object);
    const base = latest.get(name) ?? latest.get(key);
    columns.base.write(base === undefined ? 0 : index - base);
    latest.set(name, index).set(key, index);
    const leaves = leavesOf(object);
    const like = base === undefined ? undefined : known[base];
    for (const { path, value } of leaves) {
      const guess = leafGuesses.of(path, like);
      writeValue(columns.leaves, value, { guess, count: LeafGuesses.count, last: 0, values });
      leafGuesses.learn(path, value);
    }
    known.push(new Map(leaves.map(({ path, value }) => [path, value])));
  }
  return {
    skeletons: [...skeletons.values()].map(({ skeleton }) => skeleton),
    bodies: texts(columns),
  };
}

function nameOf(object: JsonObject): string {
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  return `${object['kind']} ${metadata['namespace']}/${metadata['name']}`;
}
