/** `anyOf`, `oneOf`, `allOf` and `not`: which alternatives a value fits, and what to say if it fits none. */

import type { JsonValue } from '#base/json.ts';
import type { SchemaProps } from './schema_props.ts';
import { type SchemaProblem, SchemaResult } from './schema_result.ts';
import type { Place } from './value_validator.ts';

interface Checking {
  readonly place: Place;
  readonly check: (schema: SchemaProps, value: JsonValue, place: Place) => SchemaResult;
}

export function junctorResult(
  schema: SchemaProps,
  value: JsonValue,
  checking: Checking,
): SchemaResult {
  const { place, check } = checking;
  const result = new SchemaResult();
  const resultsOf = (schemas: readonly SchemaProps[] = []) =>
    schemas.map((each) => check(each, value, place));
  mergeAnyOf(result, resultsOf(schema.anyOf), place.path);
  mergeOneOf(result, resultsOf(schema.oneOf), place.path);
  mergeAllOf(result, resultsOf(schema.allOf), place.path);
  if (schema.not !== undefined && check(schema.not, value, place).valid) {
    result.add(whole(place.path, 'must not validate the schema (not)'));
  }
  result.matches++;
  return result;
}

function mergeAnyOf(result: SchemaResult, all: readonly SchemaResult[], path: string): void {
  if (all.length === 0) return;
  const success = all.find(({ valid }) => valid);
  if (success === undefined) {
    result.add(whole(path, 'must validate at least one schema (anyOf)'));
  }
  result.merge(success ?? closest(all));
}

function mergeOneOf(result: SchemaResult, all: readonly SchemaResult[], path: string): void {
  if (all.length === 0) return;
  const successes = all.filter(({ valid }) => valid);
  if (successes.length === 1) {
    result.merge(successes[0]);
    return;
  }
  const found =
    successes.length === 0 ? 'Found none valid' : `Found ${successes.length} valid alternatives`;
  result.add(whole(path, `must validate one and only one schema (oneOf). ${found}`));
  if (successes.length === 0) result.merge(closest(all));
}

function mergeAllOf(result: SchemaResult, all: readonly SchemaResult[], path: string): void {
  if (all.length === 0) return;
  for (const each of all) result.merge(each);
  const validated = all.filter(({ valid }) => valid).length;
  if (validated === all.length) return;
  const none = validated === 0 ? '. None validated' : '';
  result.add(whole(path, `must validate all the schemas (allOf)${none}`));
}

/** The first of those with the most good checks. */
function closest(all: readonly SchemaResult[]): SchemaResult | undefined {
  let best: SchemaResult | undefined;
  for (const each of all) {
    if (best === undefined || each.matches > best.matches) best = each;
  }
  return best;
}

function whole(path: string, rule: string): SchemaProblem {
  return { kind: 'whole', text: `${JSON.stringify(path)} ${rule}` };
}
