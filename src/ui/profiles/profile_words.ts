/** What tells one profile from the others, in a line. */

import { type ProfileName, profiles } from '#trace/profile.ts';

export const profileNames = Object.keys(profiles) as readonly ProfileName[];

export const profileWords: Readonly<Record<ProfileName, string>> = {
  classic: 'DeltaFIFO: deltas wait per key. LIST at resourceVersion 0, then WATCH.',
  inOrder: 'RealFIFO: one flat queue, popped in the order of arrival. Still LIST, then WATCH.',
  watchList: 'RealFIFO in batches. A WATCH with sendInitialEvents streams the list.',
  modern: 'Today’s machine: whole lists travel as one delta, and the queue is unlocked meanwhile.',
};

/** `v0.32`, and which one is the newest. */
export function releaseText(name: ProfileName): string {
  const { release } = profiles[name];
  return name === 'modern' ? `${release}, newest` : release;
}
