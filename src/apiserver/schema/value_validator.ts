/**
 * Checks a value against a schema, as kube-openapi does: the same findings in the same words. On an
 * update, what is wrong in parts that did not change is let pass (ratcheting).
 */

import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { formatOf, hasFormat, isKnownFormat } from './formats.ts';
import { junctorResult } from './junctors.ts';
import { keyedItem } from './list_keys.ts';
import { numberResult } from './number_rules.ts';
import { compilePattern } from './patterns.ts';
import { itemsOf, memberSchema, propertyOf, type SchemaProps, typesOf } from './schema_props.ts';
import { type SchemaProblem, SchemaResult } from './schema_result.ts';

/** Where a value lies, and what lay there before. */
export interface Place {
  readonly path: string;
  /** `undefined` where nothing can be compared. */
  readonly old: JsonValue | undefined;
}

/** Checks a new value. */
export function validateValue(schema: SchemaProps, value: JsonValue): SchemaResult {
  return checkValue(schema, value, { path: '', old: undefined });
}

/** Checks a value that takes the place of `old`. */
export function validateChangedValue(
  schema: SchemaProps,
  value: JsonValue,
  old: JsonValue | undefined,
): SchemaResult {
  return ratcheted(schema, value, { path: '', old });
}

function ratcheted(schema: SchemaProps, value: JsonValue, place: Place): SchemaResult {
  const result = checkValue(schema, value, place);
  if (result.valid || place.old === undefined || !equalJson(value, place.old)) return result;
  const passed = new SchemaResult();
  passed.matches = result.matches;
  return passed;
}

/** Checks it without regard for whether it changed; its members are compared with what they were. */
export function checkValue(schema: SchemaProps, value: JsonValue, place: Place): SchemaResult {
  const result = new SchemaResult();
  result.merge(typeResult(schema, value, place.path));
  if (value === null) {
    result.add(enumProblem(schema, value, place.path));
    return result;
  }
  result.merge(junctorResult(schema, value, { place, check: checkValue }));
  if (typeof value === 'string') {
    result.add(stringProblem(schema, value, place.path));
    result.add(formatProblem(schema, value, place.path));
  } else if (typeof value === 'number') {
    result.merge(numberResult(schema, value, place.path));
  } else if (isJsonObject(value)) {
    result.add(enumProblem(schema, value, place.path));
    result.merge(objectResult(schema, value, place));
    return counted(result, schema, value);
  } else if (typeof value === 'object') {
    result.merge(listResult(schema, value, place));
  }
  result.add(enumProblem(schema, value, place.path));
  return counted(result, schema, value);
}

/** One for each kind of check that was made; the number decides between alternatives. */
function counted(result: SchemaResult, schema: SchemaProps, value: JsonValue): SchemaResult {
  const format = formatOf(schema);
  const typed = typesOf(schema).length > 0 || format !== '' ? 1 : 0;
  const formatted = typeof value === 'string' && isKnownFormat(format) ? 1 : 0;
  result.matches += 4 + typed + formatted;
  return result;
}

function typeResult(schema: SchemaProps, value: JsonValue, path: string): SchemaResult {
  const result = new SchemaResult();
  const types = typesOf(schema);
  const format = formatOf(schema);
  if (types.length === 0 && format === '') return result;
  result.matches = 1;
  const expected = types.join(',');
  if (value === null) {
    if (types.length === 0 || schema.nullable === true) return result;
    return failed(typeProblem(path, expected, 'null'));
  }
  const found = typeOf(value);
  const fits =
    types.includes(found.type) ||
    (found.type === 'integer' && types.includes('number')) ||
    (found.type === 'number' && Number.isInteger(value) && types.includes('integer'));
  const texty = found.type === 'string' || found.type === 'array';
  if (!texty && format !== '' && !fits && found.format !== format) {
    return failed(typeProblem(path, format, found.format));
  }
  const numeric = types.includes('number') || types.includes('integer');
  if (!numeric && format !== '' && texty) return result;
  return fits ? result : failed(typeProblem(path, expected, found.type));
}

function failed(problem: SchemaProblem): SchemaResult {
  const result = new SchemaResult();
  result.add(problem);
  return result;
}

function typeOf(value: Exclude<JsonValue, null>): {
  readonly type: string;
  readonly format: string;
} {
  if (typeof value === 'boolean') return { type: 'boolean', format: '' };
  if (typeof value === 'string') return { type: 'string', format: '' };
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? { type: 'integer', format: 'int64' }
      : { type: 'number', format: 'double' };
  }
  return { type: isJsonObject(value) ? 'object' : 'array', format: '' };
}

function typeProblem(path: string, expected: string, found: string): SchemaProblem {
  const text = `${path} in body must be of type ${expected}: ${JSON.stringify(found)}`;
  return { kind: 'type', path, value: found, text };
}

function enumProblem(schema: SchemaProps, value: JsonValue, path: string) {
  const { enum: values = [] } = schema;
  if (values.length === 0 || values.some((allowed) => equalJson(allowed, value))) return undefined;
  const text = `${path} in body should be one of [${values.map(String).join(' ')}]`;
  return { kind: 'enum', path, value, values, text } as const;
}

function stringProblem(schema: SchemaProps, value: string, path: string) {
  const { minLength, maxLength, pattern = '' } = schema;
  const length = [...value].length;
  if (maxLength !== undefined && length > maxLength) {
    const text = `${path} in body should be at most ${maxLength} chars long`;
    return { kind: 'too long', path, most: maxLength, text } as const;
  }
  if (minLength !== undefined && length < minLength) {
    return valueProblem(path, value, `should be at least ${minLength} chars long`);
  }
  if (pattern === '' || compilePattern(pattern)?.test(value) !== false) return undefined;
  return valueProblem(path, value, `should match '${pattern}'`);
}

function formatProblem(schema: SchemaProps, value: string, path: string) {
  const format = formatOf(schema);
  if (!isKnownFormat(format) || hasFormat(value, format)) return undefined;
  const text = `${path} in body must be of type ${format}: ${JSON.stringify(value)}`;
  return { kind: 'type', path, value, text } as const;
}

export function valueProblem(path: string, value: JsonValue, rule: string): SchemaProblem {
  return { kind: 'value', path, value, text: `${path} in body ${rule}` };
}

function listResult(schema: SchemaProps, list: readonly JsonValue[], place: Place): SchemaResult {
  const result = new SchemaResult();
  const { path, old } = place;
  const items = itemsOf(schema);
  list.forEach((item, index) => {
    if (items === undefined) return;
    const before = keyedItem(schema, item, old);
    const within = { path: `${path}[${index}]`, old: before };
    result.merge(
      before === undefined ? checkValue(items, item, within) : ratcheted(items, item, within),
    );
  });
  const { minItems, maxItems } = schema;
  if (minItems !== undefined && list.length < minItems) {
    result.add(valueProblem(path, list.length, `should have at least ${minItems} items`));
  }
  if (maxItems !== undefined && list.length > maxItems) {
    const text = `${path} in body should have at most ${maxItems} items`;
    result.add({ kind: 'too many', path, most: maxItems, size: list.length, text });
  }
  if (schema.uniqueItems === true && hasDuplicates(list)) {
    result.add({ ...valueProblem(path, '', "shouldn't contain duplicates") });
  }
  result.matches++;
  return result;
}

function hasDuplicates(list: readonly JsonValue[]): boolean {
  return list.some((item, index) => list.slice(0, index).some((each) => equalJson(each, item)));
}

function objectResult(schema: SchemaProps, object: JsonObject, place: Place): SchemaResult {
  const result = new SchemaResult();
  const { path } = place;
  const names = Object.keys(object).filter((name) => object[name] !== undefined);
  const { minProperties, maxProperties, required = [] } = schema;
  if (minProperties !== undefined && names.length < minProperties) {
    const rule = `should have at least ${minProperties} properties`;
    result.add(valueProblem(path, names.length, rule));
  }
  if (maxProperties !== undefined && names.length > maxProperties) {
    const text = `${path} in body should have at most ${maxProperties} properties`;
    result.add({ kind: 'too many', path, most: maxProperties, size: names.length, text });
  }
  for (const name of names) {
    const regular = propertyOf(schema, name);
    if (regular === undefined && schema.additionalProperties === false) {
      const text = `${path}.${name} in body is a forbidden property`;
      result.add({ kind: 'value', path, value: name, text });
    }
    const member = regular ?? memberSchema(schema, name);
    if (member !== undefined) result.merge(memberResult(member, name, { object, place }));
  }
  for (const name of required) {
    if (names.includes(name)) continue;
    const text = `${path}.${name} in body is required`;
    result.add({ kind: 'required', path: `${path}.${name}`, text });
  }
  return result;
}

/** `apiVersion` and `kind` of the whole object are never let pass. */
function memberResult(
  schema: SchemaProps,
  name: string,
  within: { readonly object: JsonObject; readonly place: Place },
): SchemaResult {
  const { object, place } = within;
  const value = object[name] ?? null;
  const path = place.path === '' ? name : `${place.path}.${name}`;
  const before = isJsonObject(place.old) ? place.old[name] : undefined;
  const comparable =
    before !== undefined && !(place.path === '' && (name === 'kind' || name === 'apiVersion'));
  if (!comparable) return checkValue(schema, value, { path, old: undefined });
  return ratcheted(schema, value, { path, old: before });
}
