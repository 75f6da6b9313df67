/**
 * A run as its observer knows it: events are appended as they come, folded once, and then read at any
 * place. Reading never folds and never changes anything.
 */

import type { JsonObject } from '#base/json.ts';
import { type Instant, startOfRun } from '#base/time.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import { Causality } from './causality.ts';
import { foldEvent, Timelines } from './folds.ts';
import { HopTimelines } from './hop_timelines.ts';
import { MachineRuns } from './machine_runs.ts';
import { Marks } from './marks.ts';
import { Pace } from './pace.ts';
import { StepIndex } from './steps.ts';

/** An object, and how many events came before it was first spoken of. */
export interface Mention {
  readonly ref: ObjectRef;
  readonly before: number;
}

export class RunView {
  readonly #events: TraceEvent[] = [];
  readonly #objects: Map<ObjectRef, JsonObject>;
  readonly #mentions: Mention[] = [];
  readonly timelines: Timelines;
  readonly machines = new MachineRuns();
  readonly hops = new HopTimelines();
  readonly pace = new Pace();
  readonly causality = new Causality();
  readonly steps = new StepIndex();
  readonly marks = new Marks();

  constructor(objects = new Map<ObjectRef, JsonObject>()) {
    this.#objects = objects;
    this.timelines = new Timelines(this.#objects);
  }

  /**
   * Takes more events, in order, with the objects that they are first to mention. Where it is not said
   * how many events came before an object, it is taken to come first.
   */
  append(
    events: readonly TraceEvent[],
    objects: Iterable<readonly [ref: ObjectRef, object: JsonObject, before?: number]> = [],
  ): void {
    for (const [ref, object, before = this.length] of objects) {
      this.#objects.set(ref, object);
      this.#mentions.push({ ref, before });
    }
    for (const event of events) this.#fold(event);
  }

  /** How many events there are. */
  get length(): number {
    return this.#events.length;
  }

  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  /** The seq of the latest event; 0 before the first. */
  get lastSeq(): number {
    return this.#events.at(-1)?.seq ?? 0;
  }

  /** When the latest event happened. */
  get end(): Instant {
    return this.#events.at(-1)?.at ?? startOfRun;
  }

  /** The event with this seq; `undefined` if there is none, or the run's level left it out. */
  event(seq: number): TraceEvent | undefined {
    const index = this.indexOf(seq);
    const event = this.#events[index];
    return event?.seq === seq ? event : undefined;
  }

  /** The index of the last event whose seq is at most `seq`; -1 if none is. */
  indexOf(seq: number): number {
    const direct = this.#events[seq - 1];
    if (direct?.seq === seq) return seq - 1;
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Simulated time after the event `cursor`. */
  at(cursor: number): Instant {
    return this.#events[this.indexOf(cursor)]?.at ?? startOfRun;
  }

  object(ref: ObjectRef): JsonObject | undefined {
    return this.#objects.get(ref);
  }

  /** Its objects in the order in which they were first spoken of. */
  get mentions(): readonly Mention[] {
    return this.#mentions;
  }

  /** A view of a run that has not begun. Objects go by their content: both views share them. */
  empty(): RunView {
    return new RunView(this.#objects);
  }

  /** Folds on what another view has up to `lastSeq`, of which this one has the beginning. */
  foldOn(whole: RunView, lastSeq: number): void {
    const end = whole.indexOf(lastSeq);
    for (let index = this.length; index <= end; index++) {
      const event = whole.#events[index];
      if (event !== undefined) this.#fold(event);
    }
    for (let index = this.#mentions.length; index < whole.#mentions.length; index++) {
      const mention = whole.#mentions[index];
      if (mention === undefined || mention.before >= this.length) break;
      this.#mentions.push(mention);
    }
  }

  #fold(event: TraceEvent): void {
    this.#events.push(event);
    foldEvent(this.timelines, event);
    const refused = this.machines.fold(event);
    this.hops.fold(event, this.timelines);
    this.pace.append(event);
    this.causality.append(event);
    this.steps.append(event);
    this.marks.append(event, refused);
  }
}
