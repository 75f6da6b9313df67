/**
 * A comparison as the hash of an address: `#compare=classic,modern` for the first scene, and the same
 * followed by `&run=…` for any other run and a place in it.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { isProfileName, type ProfileName } from '#trace/profile.ts';
import { encodeLink, type SayProblem, type SharedPlace } from '#ui/share/link.ts';

const prefix = '#compare=';

export interface ComparedProfiles {
  readonly left: ProfileName;
  readonly right: ProfileName;
  /** The hash of the run, or nothing for the first scene. */
  readonly rest: string;
}

export function isCompareHash(hash: string): boolean {
  return hash.startsWith(prefix);
}

/** What a hash says that {@link isCompareHash}; a failure says what is wrong with it. */
export function decodeCompareHash(hash: string): Result<ComparedProfiles, SayProblem> {
  const [names = '', rest = ''] = hash.slice(prefix.length).split(/&(.*)/s);
  const [left = '', right = ''] = names.split(',');
  if (!isProfileName(left) || !isProfileName(right) || left === right) {
    return fail((words) => words.profiles(names));
  }
  return ok({ left, right, rest: rest === '' ? '' : `#${rest}` });
}

export function encodeCompareHash(place: SharedPlace, right: ProfileName): string {
  return `${prefix}${place.record.profile},${right}&${encodeLink(place).slice(1)}`;
}
