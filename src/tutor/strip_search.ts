/** Finds the moments of a strip while a run is folded: each the first, after the one before, at which its predicate holds. */

import { evaluate } from '#script/evaluate.ts';
import { parsePredicate } from '#script/parse.ts';
import type { World } from '#script/world.ts';
import type { Predicate as Parsed } from '#trace/command_predicate.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { Predicate } from './lesson.ts';

/** One panel's moment. */
export interface StripMoment {
  /** Which of the runs that a lesson opens, from 0. */
  readonly run: number;
  /** Up to and with this event. */
  readonly seq: number;
}

export class StripSearch {
  readonly moments: StripMoment[] = [];
  readonly #strip: readonly Predicate[];
  readonly #predicates: readonly (Parsed | undefined)[];

  constructor(strip: readonly Predicate[]) {
    this.#strip = strip;
    this.#predicates = strip.map((text) => {
      const parsed = parsePredicate(text);
      return parsed.ok ? parsed.value : undefined;
    });
  }

  /** The same search from the beginning, for another run. */
  again(): StripSearch {
    return new StripSearch(this.#strip);
  }

  /** `world` has just folded `event` of the run. Several moments may be the same. */
  apply(event: TraceEvent, world: World, run: number): void {
    for (;;) {
      const predicate = this.#predicates[this.moments.length];
      if (predicate === undefined || !evaluate(predicate, world, event.at).held) return;
      this.moments.push({ run, seq: event.seq });
    }
  }
}
