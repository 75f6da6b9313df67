/** How a predicate stood after each event of a run: folded once, then read at any place. */

import type { JsonObject } from '#base/json.ts';
import { type Instant, instant } from '#base/time.ts';
import { evaluate } from '#script/evaluate.ts';
import { parsePredicate } from '#script/parse.ts';
import { World } from '#script/world.ts';
import type { Predicate as Parsed } from '#trace/command_predicate.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import { Timeline } from '#view-model/timeline.ts';
import type { GoalMode, Predicate } from './lesson.ts';

/** Where a predicate stands at one place of a run. */
export interface WatchedState {
  /** It counts: it holds there, or it is latched and held before. */
  readonly held: boolean;
  readonly found: string;
}

interface Watched {
  readonly predicate: Parsed;
  readonly mode: GoalMode;
  readonly held: Timeline<boolean>;
  readonly found: Timeline<string>;
}

/**
 * Watches some predicates over one run. What must hold at the end is looked at before time goes on: in the
 * middle of an instant a cache and who is told of it differ in every healthy run.
 */
export class PredicateWatch<Name extends string> {
  readonly #world: World;
  readonly #watched: ReadonlyMap<Name, Watched>;
  #last: TraceEvent | undefined;

  constructor(
    predicates: Readonly<Record<Name, { readonly predicate: Predicate; readonly mode: GoalMode }>>,
    objects: (ref: ObjectRef) => JsonObject | undefined,
  ) {
    this.#world = new World(objects);
    const watched = new Map<Name, Watched>();
    for (const name of Object.keys(predicates) as Name[]) {
      const { predicate, mode } = predicates[name];
      const parsed = parsePredicate(predicate);
      if (!parsed.ok) throw new Error(`the predicate cannot be read: ${predicate}`);
      const { value } = parsed;
      watched.set(name, {
        predicate: value,
        mode,
        held: new Timeline(false),
        found: new Timeline(''),
      });
    }
    this.#watched = watched;
  }

  /** Folds some events on. The run has come to `now`, though nothing more may have happened. */
  apply(events: Iterable<TraceEvent>, now: Instant): void {
    for (const event of events) {
      const before = this.#last;
      if (before !== undefined && before.at < event.at) {
        this.#look(before.seq, instant(event.at - 1), 'must hold at the end');
      }
      this.#world.apply(event);
      this.#last = event;
      this.#look(event.seq, event.at, 'latched');
    }
    if (this.#last !== undefined) this.#look(this.#last.seq, now, 'must hold at the end');
  }

  at(name: Name, cursor: number): WatchedState {
    const watched = this.#watched.get(name);
    return { held: watched?.held.at(cursor) ?? false, found: watched?.found.at(cursor) ?? '' };
  }

  /** The event since which it stands as it does at `cursor`. */
  since(name: Name, cursor: number): number {
    return this.#watched.get(name)?.held.since(cursor) ?? 0;
  }

  #look(seq: number, now: Instant, which: GoalMode): void {
    for (const { predicate, mode, held, found } of this.#watched.values()) {
      if (mode !== which || (mode === 'latched' && held.last)) continue;
      const state = evaluate(predicate, this.#world, now);
      if (held.last !== state.held) held.set(seq, state.held);
      if (found.last !== state.found) found.set(seq, state.found);
    }
  }
}
