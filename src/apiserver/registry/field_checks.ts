/** Checks of single fields that many kinds share, in the words of the real server. */

import { fieldImmutableErrorMsg } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import {
  type FieldError,
  invalid,
  notSupported,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { equalJson } from '#base/json.ts';
import { valueAt } from './members.ts';

const negativeText = 'must be greater than or equal to 0';

/** Complains of each named member of `holder` that is a negative number. */
export function negatives(
  holder: unknown,
  field: string,
  members: readonly string[],
): readonly FieldError[] {
  return members.flatMap((member) => {
    const value = valueAt(holder, member);
    if (typeof value !== 'number' || value >= 0) return [];
    return [invalid(`${field}.${member}`, value, negativeText)];
  });
}

/** Complains of each named member that is not what it was. */
export function changed(
  pair: { readonly now: unknown; readonly before: unknown },
  field: string,
  members: readonly string[],
): readonly FieldError[] {
  return members.flatMap((member) => {
    const value = valueAt(pair.now, member);
    if (equalJson(value, valueAt(pair.before, member))) return [];
    return [invalid(`${field}${member}`, value ?? null, fieldImmutableErrorMsg)];
  });
}

/** Complains of a text that is none of those known. Missing texts are left to others. */
export function unsupported(
  value: unknown,
  field: string,
  known: readonly string[],
): readonly FieldError[] {
  if (value === undefined || known.includes(value as string)) return [];
  return [notSupported(field, value, known)];
}

/** A port's number. */
export function badPort(value: unknown, field: string): readonly FieldError[] {
  if (typeof value !== 'number' || (value >= 1 && value <= 65_535)) return [];
  return [invalid(field, value, 'must be between 1 and 65535, inclusive')];
}
