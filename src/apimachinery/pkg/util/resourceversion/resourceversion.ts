/**
 * Which of two resourceVersions is the later one. Only two of the same resource can be compared: the
 * function cannot know of what they are, and the order of two of different resources means nothing.
 *
 * @upstream kubernetes/apimachinery pkg/util/resourceversion/resourceversion.go
 */

import { fail, ok, type Result } from '#base/result.ts';

/** A resourceVersion that is no whole number above zero without leading zeros. */
export interface InvalidResourceVersion {
  readonly kind: 'InvalidResourceVersion';
  readonly message: string;
}

/** Below zero if `a` is the earlier one, above if `b` is, 0 if they are equal; of any length. */
export function compareResourceVersion(
  a: string,
  b: string,
): Result<-1 | 0 | 1, InvalidResourceVersion> {
  for (const version of [a, b]) {
    if (!isWellFormed(version)) {
      const message = `resource version is not well formed: ${version}`;
      return fail({ kind: 'InvalidResourceVersion', message });
    }
  }
  if (a === b) return ok(0);
  // Of the same length, digits compare as the numbers do.
  const isEarlier = a.length === b.length ? a < b : a.length < b.length;
  return ok(isEarlier ? -1 : 1);
}

/** Zero has a meaning of its own in lists and watches, and no object ever has it. */
function isWellFormed(version: string): boolean {
  return /^[1-9][0-9]*$/.test(version);
}
