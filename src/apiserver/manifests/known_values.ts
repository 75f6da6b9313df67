/**
 * The values that a field may have. Rules in code have no list to read, so the rules themselves are asked: a
 * value that nobody knows makes them name those they support, and each of these is then tried.
 */

import type { FieldError } from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { Path } from '#apiserver/types/decode.ts';
import type { JsonObject } from '#base/json.ts';
import { shapeAt } from './field_shape.ts';
import { ruleErrors, withValue } from './manifest_faults.ts';

const stranger = 'NobodyKnowsThisValue';
const listStart = 'supported values: ';

/** What can stand at the path of the manifest, as it would be written. */
export function knownValues(kind: Kind, manifest: JsonObject, path: Path): readonly string[] {
  const own = shapeAt(kind, path)?.values ?? [];
  if (own.length > 0)
    return own.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const offeredFor = (given: string) => offered(kind, withValue(manifest, path, given), given);
  return offeredFor(stranger).filter((value) => offeredFor(value).length === 0);
}

/** The values that the rules name when they are given one that they do not take. */
function offered(kind: Kind, probe: JsonObject | undefined, given: string): readonly string[] {
  if (probe === undefined) return [];
  return ruleErrors(kind, probe)
    .filter((error) => isAbout(error, given))
    .flatMap(({ detail }) => JSON.parse(`[${detail.slice(listStart.length)}]`) as string[]);
}

/** Some rules complain of the struct that holds the value. */
function isAbout({ type, badValue, detail }: FieldError, given: string): boolean {
  if (type !== 'FieldValueNotSupported' || !detail.startsWith(listStart)) return false;
  return JSON.stringify(badValue)?.includes(JSON.stringify(given)) === true;
}
