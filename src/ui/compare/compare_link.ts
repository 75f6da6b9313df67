/**
 * A comparison as the hash of an address. `#compare=classic,modern` is the first scene under two profiles,
 * and the same followed by `&run=…` any other run; `#compare=1,3&run=…` are two of that link's runs.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { isProfileName, type ProfileName } from '#trace/profile.ts';
import type { SayProblem } from '#ui/share/say_problem.ts';

const prefix = '#compare=';

export interface ComparedProfiles {
  readonly kind: 'profiles';
  readonly left: ProfileName;
  readonly right: ProfileName;
  /** The hash of the run, or nothing for the first scene. */
  readonly rest: string;
}

export interface ComparedRuns {
  readonly kind: 'runs';
  /** Counted from 1. */
  readonly left: number;
  readonly right: number;
  readonly rest: string;
}

export function isCompareHash(hash: string): boolean {
  return hash.startsWith(prefix);
}

/** What a hash says that {@link isCompareHash}; a failure says what is wrong with it. */
export function decodeCompareHash(
  hash: string,
): Result<ComparedProfiles | ComparedRuns, SayProblem> {
  const [names = '', runHash = ''] = hash.slice(prefix.length).split(/&(.*)/s);
  const [left = '', right = '', ...more] = names.split(',');
  const rest = runHash === '' ? '' : `#${runHash}`;
  const isPair = more.length === 0 && left !== right;
  if (isPair && isProfileName(left) && isProfileName(right)) {
    return ok({ kind: 'profiles', left, right, rest });
  }
  if (isPair && isRunNumber(left) && isRunNumber(right)) {
    return ok({ kind: 'runs', left: Number(left), right: Number(right), rest });
  }
  return fail((words) => words.profiles(names.length > 60 ? `${names.slice(0, 60)}…` : names));
}

/** The address of two sides: profiles, or numbers of the link's runs counted from 1. */
export function encodeCompareHash(
  left: ProfileName | number,
  right: ProfileName | number,
  runHash: string,
): string {
  return `${prefix}${left},${right}&${runHash.slice(1)}`;
}

function isRunNumber(text: string): boolean {
  return /^[1-9]\d{0,3}$/.test(text);
}
