/** The profiles by name, and how their releases are called. */

import type { Words } from '#messages/en/ui/words.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';

export const profileNames = Object.keys(profiles) as readonly ProfileName[];

/** `v0.32`, and which one is the newest. */
export function releaseText(name: ProfileName, words: Words['profiles']): string {
  const { release } = profiles[name];
  return name === 'modern' ? words.newest(release) : release;
}
