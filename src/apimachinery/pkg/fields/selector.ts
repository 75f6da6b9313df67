/**
 * Field selectors: `metadata.name=web-1,spec.nodeName!=`.
 *
 * @upstream kubernetes/apimachinery pkg/fields/selector.go
 */

import { fail, ok, type Result } from '#base/result.ts';

export type FieldSet = Readonly<Record<string, string>>;

export interface FieldRequirement {
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

/** A condition on an object's selectable fields. */
export interface Selector {
  readonly matches: (fields: FieldSet) => boolean;
  readonly empty: () => boolean;
  readonly string: () => string;
  readonly requirements: () => readonly FieldRequirement[];
  /** The one value that `field` must have, if there is one. */
  readonly requiresExactMatch: (field: string) => string | undefined;
}

const all = selectorOf([]);

/** Matches every object. */
export function everything(): Selector {
  return all;
}

export function selectorOf(requirements: readonly FieldRequirement[]): Selector {
  return {
    matches: (fields) =>
      requirements.every(
        ({ field, operator, value }) => ((fields[field] ?? '') === value) === (operator === '='),
      ),
    empty: () => requirements.length === 0,
    string: () =>
      requirements
        .map(({ field, operator, value }) => `${field}${operator}${escapeValue(value)}`)
        .join(','),
    requirements: () => requirements,
    requiresExactMatch: (field) =>
      requirements.find((each) => each.field === field && each.operator === '=')?.value,
  };
}

export function oneTermEqualSelector(field: string, value: string): Selector {
  return selectorOf([{ field, operator: '=', value }]);
}

/** Reads a field selector. */
export function parseSelector(text: string): Result<Selector, { readonly message: string }> {
  const requirements: FieldRequirement[] = [];
  for (const term of splitTerms(text)) {
    if (term === '') continue;
    const parsed = splitTerm(term);
    if (parsed === undefined) {
      return fail({ message: `invalid selector: '${text}'; can't understand '${term}'` });
    }
    const value = unescapeValue(parsed.value);
    if (!value.ok) return value;
    requirements.push({ ...parsed, value: value.value });
  }
  requirements.sort((left, right) => (left.field < right.field ? -1 : 1));
  return ok(selectorOf(requirements));
}

/** Backslash, comma and equals sign are written with a backslash before them. */
export function escapeValue(value: string): string {
  return value.replace(/[\\,=]/g, (character) => `\\${character}`);
}

function unescapeValue(text: string): Result<string, { readonly message: string }> {
  let value = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === ',' || character === '=') {
      return fail({
        message: `invalid field selector: unescaped character in value: ${character.charCodeAt(0)}`,
      });
    }
    if (character !== '\\') {
      value += character;
      continue;
    }
    const escaped = text[++index] ?? '';
    if (!['\\', ',', '='].includes(escaped)) {
      return fail({ message: `invalid field selector: invalid escape sequence: \\${escaped}` });
    }
    value += escaped;
  }
  return ok(value);
}

function splitTerms(text: string): readonly string[] {
  return text.match(/(?:\\.|[^,\\]|\\$)+/g) ?? [];
}

function splitTerm(term: string): FieldRequirement | undefined {
  const match = /^((?:[^=!\\]|!(?!=))*?)(!=|==|=)(.*)$/s.exec(term);
  if (match === null) return undefined;
  const [, field = '', sign, value = ''] = match;
  return { field, operator: sign === '!=' ? '!=' : '=', value };
}
