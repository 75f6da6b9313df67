/**
 * JSONPath as columns of custom resources use it: members, indices, wildcards and filters such as
 * `.status.conditions[?(@.type=="Ready")].status`. What is not there is no result, and no fault.
 */

import { isJsonObject, type JsonValue } from '#base/json.ts';

type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'all' }
  | { readonly kind: 'filter'; readonly left: Operand; readonly compare: Comparison };

type Operand = { readonly path: readonly Step[] } | { readonly value: JsonValue };

type Comparison =
  | { readonly operator: 'exists' }
  | { readonly operator: string; readonly right: Operand };

/** A parsed path; `undefined` if the text is none. */
export interface JSONPath {
  /** What stands at the path in a value. */
  readonly find: (value: JsonValue) => readonly JsonValue[];
}

export function parseJSONPath(text: string): JSONPath | undefined {
  const steps = parseSteps(text);
  if (steps === undefined) return undefined;
  return { find: (value) => walk([value], steps) };
}

const memberPattern = /^\.?((?:\\.|[^.[\]()\\])+)/;
const bracketPattern = /^\.?\[(?:'([^']*)'|"([^"]*)"|(-?\d+)|(\*)|(-?\d*):(-?\d*)|\?\((.*?)\))\]/;

function parseSteps(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = text.startsWith('$') ? text.slice(1) : text;
  while (rest !== '' && rest !== '.') {
    const bracket = bracketPattern.exec(rest);
    const member = bracket === null ? memberPattern.exec(rest) : null;
    const found = bracket ?? member;
    if (found === null) return undefined;
    const step = bracket === null ? memberStep(member?.[1] ?? '') : bracketStep(bracket.slice(1));
    if (step === undefined) return undefined;
    steps.push(step);
    rest = rest.slice(found[0].length);
  }
  return steps;
}

function memberStep(name: string): Step {
  return name === '*' ? { kind: 'all' } : { kind: 'member', name: name.replace(/\\(.)/g, '$1') };
}

function bracketStep(parts: readonly (string | undefined)[]): Step | undefined {
  const [single, double, index, all, from, to, filter] = parts;
  const name = single ?? double;
  if (name !== undefined) return { kind: 'member', name };
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (all !== undefined) return { kind: 'all' };
  if (filter !== undefined) return filterStep(filter);
  return { kind: 'slice', from: optionalNumber(from), to: optionalNumber(to) };
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

function filterStep(text: string): Step | undefined {
  const parts = /^(.+?)\s*(==|!=|<=|>=|<|>)\s*(.+)$/.exec(text);
  const left = operand(parts?.[1] ?? text);
  if (left === undefined) return undefined;
  if (parts === null) return { kind: 'filter', left, compare: { operator: 'exists' } };
  const right = operand(parts[3] ?? '');
  if (right === undefined) return undefined;
  return { kind: 'filter', left, compare: { operator: parts[2] ?? '', right } };
}

function operand(text: string): Operand | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('@')) {
    const path = parseSteps(trimmed.slice(1));
    return path === undefined ? undefined : { path };
  }
  const quoted = /^(?:'([^']*)'|"([^"]*)")$/.exec(trimmed);
  if (quoted !== null) return { value: quoted[1] ?? quoted[2] ?? '' };
  if (trimmed === 'true' || trimmed === 'false') return { value: trimmed === 'true' };
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? { value: Number(trimmed) } : undefined;
}

function walk(values: readonly JsonValue[], steps: readonly Step[]): readonly JsonValue[] {
  let found = values;
  for (const step of steps) found = found.flatMap((value) => stepInto(value, step));
  return found;
}

function stepInto(value: JsonValue, step: Step): readonly JsonValue[] {
  switch (step.kind) {
    case 'member': {
      const member = isJsonObject(value) ? value[step.name] : undefined;
      return member === undefined ? [] : [member];
    }
    case 'index': {
      const item = Array.isArray(value) ? value.at(step.index) : undefined;
      return item === undefined ? [] : [item];
    }
    case 'slice':
      return Array.isArray(value) ? value.slice(step.from, step.to) : [];
    case 'all':
      return elementsOf(value);
    case 'filter':
      return (Array.isArray(value) ? value : []).filter((item) => matches(item, step));
  }
}

function elementsOf(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  return Object.values(value).filter((member) => member !== undefined);
}

function matches(item: JsonValue, filter: Extract<Step, { kind: 'filter' }>): boolean {
  const left = resolved(filter.left, item);
  if (left === undefined) return false;
  const { compare } = filter;
  if (!('right' in compare)) return true;
  const right = resolved(compare.right, item);
  if (right === undefined || right === null || left === null) return false;
  switch (compare.operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function resolved(operand: Operand, item: JsonValue): JsonValue | undefined {
  return 'value' in operand ? operand.value : walk([item], operand.path)[0];
}
