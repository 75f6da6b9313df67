/** What is wrong with an applied configuration before anything is merged, in the words of the field manager. */

import { goText } from '#apimachinery/pkg/util/strategicpatch/patch.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { stepText } from './field_set.ts';
import { deducedType, type MergeType, type ScalarSort } from './merge_type.ts';
import { itemKeys, itemStep } from './typed_value.ts';

/** One text of all faults; `undefined` if there are none. */
export function typedFaults(type: MergeType, value: JsonValue): string | undefined {
  const faults = faultsOf(type, value);
  if (faults.length === 0) return undefined;
  return faults.length === 1
    ? faults[0]
    : `errors:\n${faults.map((each) => `  ${each}`).join('\n')}`;
}

function faultsOf(given: MergeType, value: JsonValue): readonly string[] {
  const type = deducedType(given, value);
  if (value === null) return [];
  switch (type.kind) {
    case 'scalar':
      return scalarFaults(type.sort, value);
    case 'map':
      return isJsonObject(value) ? mapFaults(type, value) : [`expected map, got ${wrapped(value)}`];
    case 'list':
      return Array.isArray(value)
        ? listFaults(type, value)
        : [`expected list, got ${wrapped(value)}`];
    default:
      return [];
  }
}

function mapFaults(
  type: Extract<MergeType, { kind: 'map' }>,
  value: Readonly<Record<string, JsonValue | undefined>>,
): readonly string[] {
  const faults: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    const field = type.field(name) ?? type.others;
    if (field === undefined) {
      // Upstream looks no further than the first unknown member.
      return [...faults, `.${name}: field not declared in schema`];
    }
    faults.push(...faultsOf(field, member).map((fault) => prefixed(`.${name}`, fault)));
  }
  return faults;
}

function listFaults(
  type: Extract<MergeType, { kind: 'list' }>,
  items: readonly JsonValue[],
): readonly string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    let step = `i:${index}`;
    if (type.listType !== 'atomic') {
      const nameless = namelessItem(type, item);
      if (nameless !== undefined) return [...faults, `element ${index}: ${nameless}`];
      step = itemStep(type, item);
      if (seen.has(step)) faults.push(`duplicate entries for key ${stepText(step)}`);
      seen.add(step);
    }
    faults.push(...faultsOf(type.item, item).map((fault) => prefixed(stepText(step), fault)));
  }
  return faults;
}

/** Why an item of a set or map list cannot be told from others. */
function namelessItem(
  type: Extract<MergeType, { kind: 'list' }>,
  item: JsonValue,
): string | undefined {
  if (type.listType === 'set') {
    if (isJsonObject(item)) return "associative list without keys has an element that's a map type";
    if (Array.isArray(item)) return 'not supported: associative list with lists as elements';
    if (item === null)
      return "associative list without keys has an element that's an explicit null";
    return undefined;
  }
  if (item === null) return 'associative list with keys may not have a null element';
  if (!isJsonObject(item)) return 'associative list with keys may not have non-map elements';
  if (Object.keys(itemKeys(type, item)).length > 0) return undefined;
  const keys = type.keys.map((key) => JSON.stringify(key)).join(' ');
  return `associative list with keys has an element that omits all key fields [${keys}] (and doesn't have default values for any key fields)`;
}

function scalarFaults(sort: ScalarSort, value: JsonValue): readonly string[] {
  const is = typeof value;
  switch (sort) {
    case 'numeric':
      return is === 'number' ? [] : [`expected numeric (int or float), got ${goType(value)}`];
    case 'string':
      return is === 'string' ? [] : [`expected string, got ${unstructured(value)}`];
    case 'boolean':
      return is === 'boolean' ? [] : [`expected boolean, got ${wrapped(value)}`];
    case 'untyped':
      return is === 'object' ? [`expected any scalar, got ${wrapped(value)}`] : [];
  }
}

/** A fault has a path, then a colon; a deeper path goes before it. */
function prefixed(step: string, fault: string): string {
  const deeper = fault.startsWith('.') || fault.startsWith('[');
  return deeper ? `${step}${fault}` : `${step}: ${fault}`;
}

function goType(value: JsonValue): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
}

/** As Go prints the wrapper around a decoded value; and below, with all names. */
function wrapped(value: JsonValue): string {
  return `&{${goText(value)}}`;
}

function unstructured(value: JsonValue): string {
  return `&value.valueUnstructured{Value:${goSyntax(value)}}`;
}

function goSyntax(value: JsonValue): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${goSyntax(value[name] ?? null)}`);
  return `map[string]interface {}{${members.join(', ')}}`;
}
