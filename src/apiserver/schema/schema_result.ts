/** What a value's validation against a schema found, in the words of kube-openapi. */

import {
  type FieldError,
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { JsonValue } from '#base/json.ts';

/** One finding; which of them it is decides its shape in a 422. */
export type SchemaProblem = { readonly text: string } & (
  | { readonly kind: 'required'; readonly path: string }
  | {
      readonly kind: 'enum';
      readonly path: string;
      readonly value: JsonValue;
      readonly values: readonly JsonValue[];
    }
  | { readonly kind: 'too long'; readonly path: string; readonly most: number }
  | {
      readonly kind: 'too many';
      readonly path: string;
      readonly most: number;
      readonly size: number;
    }
  | { readonly kind: 'type'; readonly path: string; readonly value: JsonValue }
  | { readonly kind: 'value'; readonly path: string; readonly value: JsonValue }
  /** About the whole object, of a junctor such as `oneOf`. */
  | { readonly kind: 'whole' }
);

/**
 * Findings, each text once, and how many checks went well: `anyOf` and `oneOf` report the failures
 * of the alternative that came closest.
 */
export class SchemaResult {
  readonly problems: SchemaProblem[] = [];
  matches = 0;

  get valid(): boolean {
    return this.problems.length === 0;
  }

  add(...problems: readonly (SchemaProblem | undefined)[]): void {
    for (const problem of problems) {
      if (problem === undefined) continue;
      if (this.problems.some(({ text }) => text === problem.text)) continue;
      this.problems.push(problem);
    }
  }

  merge(other: SchemaResult | undefined): void {
    if (other === undefined) return;
    this.add(...other.problems);
    this.matches += other.matches;
  }
}

/** The findings as a 422 lists them; `field` is where the validated value lies in its object. */
export function fieldErrors(result: SchemaResult, field: string): readonly FieldError[] {
  return result.problems.map((problem) => fieldError(problem, field));
}

/** How Go prints the path of nothing. */
const noField = '<nil>';

function fieldError(problem: SchemaProblem, field: string): FieldError {
  if (problem.kind === 'whole') return invalid(field === '' ? noField : field, '', problem.text);
  const place = placeOf(problem.path, field);
  switch (problem.kind) {
    case 'required':
      return required(place);
    case 'enum':
      return notSupported(place, problem.value, problem.values.map(enumText));
    case 'too long':
      return tooLong(place, problem.most);
    case 'too many':
      return tooMany(place, problem.size, problem.most);
    case 'type':
      return typeInvalid(place, problem.value ?? '', problem.text);
    case 'value':
      return invalid(place, problem.value ?? '', problem.text);
  }
}

function placeOf(path: string, field: string): string {
  const within = path.startsWith('.') ? path.slice(1) : path;
  if (within === '') return field === '' ? noField : field;
  return field === '' ? within : `${field}.${within}`;
}

function enumText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
