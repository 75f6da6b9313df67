/** The first few of many: chosen by name without sorting them all, and counted with or without a search. */

import type { Rows, StageOptions } from './stage_view.ts';
import type { Stay } from './timeline.ts';

const usualLimit = 12;

export function limitOf(options: StageOptions): number {
  return options.limit ?? usualLimit;
}

/** The stays with the smallest keys, in order; `total` counts all that match the search. */
export function firstByKey<T, R>(
  stays: readonly Stay<T>[],
  options: StageOptions,
  rowOf: (stay: Stay<T>) => R,
): Rows<R> {
  const matching = matchesOf(stays, options);
  return { total: matching.length, rows: smallest(matching, limitOf(options)).map(rowOf) };
}

/** The stays that came first; `total` counts all that match the search. */
export function firstCome<T, R>(
  stays: readonly Stay<T>[],
  options: StageOptions,
  rowOf: (stay: Stay<T>) => R,
): Rows<R> {
  const matching = matchesOf(stays, options);
  return { total: matching.length, rows: matching.slice(0, limitOf(options)).map(rowOf) };
}

function matchesOf<T>(stays: readonly Stay<T>[], options: StageOptions): readonly Stay<T>[] {
  const { search } = options;
  if (search === undefined || search === '') return stays;
  return stays.filter((stay) => stay.key.includes(search));
}

function smallest<T>(stays: readonly Stay<T>[], limit: number): readonly Stay<T>[] {
  const kept: Stay<T>[] = [];
  for (const stay of stays) {
    const last = kept.at(-1);
    if (kept.length >= limit && last !== undefined && stay.key >= last.key) continue;
    let place = kept.length;
    while (place > 0 && stay.key < (kept[place - 1]?.key ?? '')) place--;
    kept.splice(place, 0, stay);
    if (kept.length > limit) kept.pop();
  }
  return kept;
}
