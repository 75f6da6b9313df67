/** The tracks of the curriculum, and which lessons stand in each. */

import type { Words } from '#messages/en/ui/words.ts';

export type TrackName = keyof Words['lesson']['tracks'];

/** The number of each track's last lesson, in order. */
const lastOf: readonly (readonly [track: TrackName, lesson: number])[] = [
  ['A', 4],
  ['B', 8],
  ['C', 11],
  ['D', 13],
  ['E', 16],
  ['F', 19],
  ['G', 23],
  ['H', 26],
  ['I', 27],
  ['J', 28],
  ['K', 30],
];

/** The number of a lesson by its address: 5 of `L05-list-and-watch`. */
export function lessonNumber(address: string): number {
  return Number(/^L(\d+)-/.exec(address)?.[1] ?? 0);
}

/** Addresses by track, in the order of the curriculum; tracks without a lesson are left out. */
export function inTracks<Entry extends { readonly address: string }>(
  entries: readonly Entry[],
): readonly (readonly [track: TrackName, entries: readonly Entry[]])[] {
  const ordered = entries.toSorted((a, b) => lessonNumber(a.address) - lessonNumber(b.address));
  let before = 0;
  return lastOf.flatMap(([track, last]) => {
    const found = ordered.filter(({ address }) => {
      const number = lessonNumber(address);
      return number > before && number <= last;
    });
    before = last;
    return found.length === 0 ? [] : [[track, found] as const];
  });
}
