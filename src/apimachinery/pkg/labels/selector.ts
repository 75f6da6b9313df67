/**
 * Label selectors: their syntax, their errors' texts, and what they match.
 *
 * @upstream kubernetes/apimachinery pkg/labels/selector.go
 * @diverges Requirements are plain values; a selector is made of functions and cannot be changed.
 */

import {
  errorText,
  type FieldError,
  invalid,
  toAggregate,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import {
  isQualifiedName,
  isValidLabelValue,
} from '#apimachinery/pkg/util/validation/validation.ts';
import { fail, ok, type Result } from '#base/result.ts';

export type LabelSet = Readonly<Record<string, string>>;

export type Operator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** A condition on an object's labels. */
export interface Selector {
  readonly matches: (labels: LabelSet) => boolean;
  /** True if it matches everything. */
  readonly empty: () => boolean;
  /** The canonical text, sorted by key. */
  readonly string: () => string;
  /** `undefined` for a selector that matches nothing. */
  readonly requirements: () => readonly Requirement[] | undefined;
  /** The one value that `label` must have, if there is only one. */
  readonly requiresExactMatch: (label: string) => string | undefined;
}

export interface SelectorError {
  readonly message: string;
}

const all = selectorOf([]);
const none: Selector = {
  matches: () => false,
  empty: () => false,
  string: () => '',
  requirements: () => undefined,
  requiresExactMatch: () => undefined,
};

/** Matches every object. */
export function everything(): Selector {
  return all;
}

/** Matches no object. */
export function nothing(): Selector {
  return none;
}

/** Matches objects that have every label of `set`. */
export function selectorFromSet(set: LabelSet): Selector {
  const requirements = Object.entries(set).map(
    ([key, value]): Requirement => ({ key, operator: '=', values: [value] }),
  );
  return selectorOf(requirements);
}

/** A selector of requirements that were made by {@link newRequirement}. */
export function selectorOf(requirements: readonly Requirement[]): Selector {
  const sorted = [...requirements].sort((left, right) => compareText(left.key, right.key));
  return {
    matches: (labels) => sorted.every((requirement) => requirementMatches(requirement, labels)),
    empty: () => sorted.length === 0,
    string: () => sorted.map(requirementString).join(','),
    requirements: () => sorted,
    requiresExactMatch: (label) => exactMatch(sorted, label),
  };
}

/** Reads a selector such as `app=web,tier in (a,b),!canary`. */
export function parse(text: string): Result<Selector, SelectorError> {
  const parser = new Parser(text);
  const requirements = parser.parse();
  return requirements.ok ? ok(selectorOf(requirements.value)) : requirements;
}

/** A checked requirement. */
export function newRequirement(
  key: string,
  operator: Operator,
  values: readonly string[],
): Result<Requirement, SelectorError> {
  const errors: FieldError[] = labelKeyErrors(key, 'key');
  const problem = valuesProblem(operator, values);
  if (problem !== undefined) errors.push(invalid('values', values, problem));
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? '';
    if ((operator === 'gt' || operator === 'lt') && !isInteger(value)) {
      const detail = "for 'Gt', 'Lt' operators, the value must be an integer";
      errors.push(invalid(`values[${index}]`, value, detail));
    }
    const wrong = isValidLabelValue(value);
    if (wrong.length > 0) errors.push(invalid(`values[${index}][${key}]`, value, wrong.join('; ')));
  }
  const message = toAggregate(errors);
  return message === undefined ? ok({ key, operator, values }) : fail({ message });
}

export function requirementMatches(requirement: Requirement, labels: LabelSet): boolean {
  const { key, operator, values } = requirement;
  const has = Object.hasOwn(labels, key);
  const value = has ? (labels[key] ?? '') : '';
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return has && values.includes(value);
    case '!=':
    case 'notin':
      return !has || !values.includes(value);
    case 'exists':
      return has;
    case '!':
      return !has;
    case 'gt':
      return has && isInteger(value) && Number(value) > Number(values[0]);
    case 'lt':
      return has && isInteger(value) && Number(value) < Number(values[0]);
  }
}

export function requirementString(requirement: Requirement): string {
  const { key, operator } = requirement;
  const values = [...requirement.values].sort(compareText).join(',');
  switch (operator) {
    case 'exists':
      return key;
    case '!':
      return `!${key}`;
    case 'in':
    case 'notin':
      return `${key} ${operator} (${values})`;
    case 'gt':
      return `${key}>${values}`;
    case 'lt':
      return `${key}<${values}`;
    case '=':
    case '==':
    case '!=':
      return `${key}${operator}${values}`;
  }
}

type Token =
  | 'identifier'
  | 'end'
  | 'error'
  | ')'
  | ','
  | '!'
  | '=='
  | '='
  | '>'
  | 'in'
  | '<'
  | '!='
  | 'notin'
  | '(';

interface Scanned {
  readonly token: Token;
  readonly text: string;
}

const operatorTokens: Readonly<Partial<Record<Token, Operator>>> = {
  in: 'in',
  notin: 'notin',
  '=': '=',
  '==': '==',
  '!=': '!=',
  '>': 'gt',
  '<': 'lt',
};

const symbols = /^(==|!=|=|!|\(|\)|,|>|<)/;

/** All tokens of a selector, the last of them `end`. */
function scan(text: string): readonly Scanned[] {
  const scanned: Scanned[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const symbol = symbols.exec(rest)?.[0];
    const found = symbol ?? /^[^=!(),><\s]+/.exec(rest)?.[0] ?? rest;
    const keyword = symbol !== undefined || found === 'in' || found === 'notin';
    scanned.push({ token: keyword ? (found as Token) : 'identifier', text: found });
    rest = rest.slice(found.length).trimStart();
  }
  return [...scanned, { token: 'end', text: '' }];
}

class Parser {
  readonly #items: readonly Scanned[];
  #position = 0;

  constructor(text: string) {
    this.#items = scan(text);
  }

  parse(): Result<readonly Requirement[], SelectorError> {
    const requirements: Requirement[] = [];
    for (;;) {
      const next = this.#peek();
      if (next.token === 'end') return ok(requirements);
      if (next.token !== 'identifier' && next.token !== '!') {
        return fail(unexpected(next, "!, identifier, or 'end of string'"));
      }
      const requirement = this.#requirement();
      if (!requirement.ok) {
        return fail({ message: `unable to parse requirement: ${requirement.error.message}` });
      }
      requirements.push(requirement.value);
      const separator = this.#take();
      if (separator.token === 'end') return ok(requirements);
      if (separator.token !== ',') return fail(unexpected(separator, "',' or 'end of string'"));
      const following = this.#peek();
      if (following.token !== 'identifier' && following.token !== '!') {
        return fail(unexpected(following, "identifier after ','"));
      }
    }
  }

  #requirement(): Result<Requirement, SelectorError> {
    let key = this.#take();
    const negated = key.token === '!';
    if (negated) key = this.#take();
    if (key.token !== 'identifier') return fail(unexpected(key, 'identifier'));
    const [wrong] = labelKeyErrors(key.text, '');
    if (wrong !== undefined) return fail({ message: errorText(wrong) });
    if (negated) return newRequirement(key.text, '!', []);
    const next = this.#peek();
    if (next.token === 'end' || next.token === ',') return newRequirement(key.text, 'exists', []);
    const sign = this.#takeRaw();
    const operator = operatorTokens[sign.token];
    if (operator === undefined) {
      return fail(unexpected(sign, 'in, notin, =, ==, !=, gt, lt'));
    }
    const values = operator === 'in' || operator === 'notin' ? this.#values() : this.#exactValue();
    return values.ok ? newRequirement(key.text, operator, sortedSet(values.value)) : values;
  }

  #values(): Result<readonly string[], SelectorError> {
    const open = this.#take();
    if (open.token !== '(') return fail({ message: `found '${open.text}' expected: '('` });
    const first = this.#peek();
    if (first.token === ')') {
      this.#take();
      return ok(['']);
    }
    if (first.token !== 'identifier' && first.token !== ',') {
      return fail(unexpected(first, "',', ')' or identifier"));
    }
    const values: string[] = [];
    for (;;) {
      const item = this.#peek();
      values.push(item.token === 'identifier' ? this.#take().text : '');
      const separator = this.#take();
      if (separator.token === ')') return ok(values);
      if (separator.token === ',') continue;
      const expected = item.token === 'identifier' ? "',' or ')'" : "',', or identifier";
      return fail(unexpected(separator, expected));
    }
  }

  #exactValue(): Result<readonly string[], SelectorError> {
    const next = this.#peek();
    if (next.token === 'end' || next.token === ',') return ok(['']);
    const value = this.#take();
    return value.token === 'identifier' ? ok([value.text]) : fail(unexpected(value, 'identifier'));
  }

  /** The next token, where `in` and `notin` are ordinary words. */
  #peek(): Scanned {
    const item = this.#items[this.#position] ?? { token: 'end', text: '' };
    const word = item.token === 'in' || item.token === 'notin';
    return word ? { token: 'identifier', text: item.text } : item;
  }

  #take(): Scanned {
    const item = this.#peek();
    this.#position++;
    return item;
  }

  #takeRaw(): Scanned {
    const item = this.#items[this.#position] ?? { token: 'end', text: '' };
    this.#position++;
    return item;
  }
}

function unexpected(found: Scanned, expected: string): SelectorError {
  return { message: `found '${found.text}', expected: ${expected}` };
}

function valuesProblem(operator: Operator, values: readonly string[]): string | undefined {
  switch (operator) {
    case 'in':
    case 'notin':
      return values.length > 0
        ? undefined
        : "for 'in', 'notin' operators, values set can't be empty";
    case '=':
    case '==':
    case '!=':
      return values.length === 1
        ? undefined
        : 'exact-match compatibility requires one single value';
    case 'exists':
    case '!':
      return values.length === 0
        ? undefined
        : 'values set must be empty for exists and does not exist';
    case 'gt':
    case 'lt':
      return values.length === 1
        ? undefined
        : "for 'Gt', 'Lt' operators, exactly one value is required";
  }
}

function labelKeyErrors(key: string, field: string): FieldError[] {
  const wrong = isQualifiedName(key);
  return wrong.length === 0 ? [] : [invalid(field, key, wrong.join('; '))];
}

function exactMatch(requirements: readonly Requirement[], label: string): string | undefined {
  const found = requirements.find((requirement) => requirement.key === label);
  if (found === undefined || found.values.length !== 1) return undefined;
  return ['=', '==', 'in'].includes(found.operator) ? found.values[0] : undefined;
}

function sortedSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort(compareText);
}

function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
