/** A run's trace as it grows: events in order, where in its instant each happened, objects, and the digest. */

import { assert } from '#base/assert.ts';
import type { JsonObject } from '#base/json.ts';
import type { TraceSink } from '#sim/sim.ts';
import { encodeEvent, encodeObject, TraceHash } from '#trace/codec.ts';
import type { RunPosition } from '#trace/engine_port.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import type { TraceLevel } from '#trace/level.ts';
import { ObjectTable } from '#trace/object_table.ts';

/** An object and how many events came before its first mention. */
export interface FirstMention {
  readonly ref: ObjectRef;
  readonly object: JsonObject;
  readonly before: number;
}

/** More events than this are not kept: the run is stopped, and says so. */
export const mostEvents = 5_000_000;
/** A copy of the hash is kept after so many events. */
const hashEvery = 1_000;

export class TraceStore implements TraceSink {
  readonly level: TraceLevel;
  readonly objects: ObjectTable;
  readonly events: TraceEvent[] = [];
  readonly mentions: FirstMention[] = [];
  readonly #steps: number[] = [];
  #hash = new TraceHash();
  #hashedEvents = 0;
  #hashedMentions = 0;
  #stepInInstant: () => number = () => 0;
  readonly #listeners: ((event: TraceEvent) => void)[] = [];
  /** The hash as it was after every so many events. */
  readonly #hashes: TraceHash[] = [];
  /** A trace that begins as this one does, until they part. */
  #like: TraceStore | undefined;

  /** `like`: what happens again as it happened there is kept once. */
  constructor(level: TraceLevel, like?: TraceStore) {
    this.level = level;
    this.#like = like;
    this.objects = new ObjectTable(
      (ref, object) => this.mentions.push({ ref, object, before: this.events.length }),
      like?.objects,
    );
  }

  /** From here on this trace and the one that it was like are not the same any more. */
  part(): void {
    const like = this.#like;
    if (like === undefined) return;
    this.#like = undefined;
    this.objects.part();
    const whole = Math.min(Math.floor(this.events.length / hashEvery), like.#hashes.length);
    const hash = like.#hashes[whole - 1];
    if (hash === undefined || this.#hashedEvents > 0) return;
    this.#hash = hash.copy();
    this.#hashes.push(...like.#hashes.slice(0, whole));
    this.#hashedEvents = whole * hashEvery;
    this.#hashedMentions = this.mentions.findIndex(({ before }) => before >= this.#hashedEvents);
    if (this.#hashedMentions < 0) this.#hashedMentions = this.mentions.length;
  }

  /** Calls `tell` with each event as it happens. It must not emit. */
  listen(tell: (event: TraceEvent) => void): void {
    this.#listeners.push(tell);
  }

  /** The clock that says which step of its instant it is. */
  follow(stepInInstant: () => number): void {
    this.#stepInInstant = stepInInstant;
  }

  readonly append = (event: TraceEvent): void => {
    assert(this.events.length < mostEvents, `a run may have at most ${mostEvents} events`);
    const same = this.#like?.events[this.events.length];
    assert(
      same === undefined || (same.seq === event.seq && same.kind === event.kind),
      `event ${event.seq} must happen again as it did, got ${event.kind}`,
    );
    this.events.push(same ?? event);
    this.#steps.push(this.#stepInInstant());
    for (const tell of this.#listeners) tell(event);
  };

  /** Where the step ends in which event `seq` happened. */
  positionOf(seq: number): RunPosition | undefined {
    const event = this.events[seq - 1];
    const step = this.#steps[seq - 1];
    return event === undefined || step === undefined ? undefined : { at: event.at, step };
  }

  /** Each line of the trace from event number `from` (counted from 0) on, without the header. */
  *lines(from = 0): Generator<string, void> {
    let mention = this.mentions.findIndex((each) => each.before >= from);
    if (mention < 0) mention = this.mentions.length;
    for (let index = from; index < this.events.length; index++) {
      for (; (this.mentions[mention]?.before ?? Number.POSITIVE_INFINITY) <= index; mention++) {
        const { ref, object } = this.mentions[mention] as FirstMention;
        yield encodeObject(ref, object);
      }
      yield encodeEvent(this.events[index] as TraceEvent);
    }
  }

  /** The digest of the whole trace so far. */
  digest(): string {
    for (; this.#hashedEvents < this.events.length; this.#hashedEvents++) {
      for (;;) {
        const mention = this.mentions[this.#hashedMentions];
        if (mention === undefined || mention.before > this.#hashedEvents) break;
        this.#hash.addLine(encodeObject(mention.ref, mention.object));
        this.#hashedMentions++;
      }
      this.#hash.addLine(encodeEvent(this.events[this.#hashedEvents] as TraceEvent));
      if ((this.#hashedEvents + 1) % hashEvery === 0) this.#hashes.push(this.#hash.copy());
    }
    return this.#hash.digest();
  }
}
