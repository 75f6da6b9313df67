/**
 * What is wrong with a field of an object, in the words that people see in a 422.
 *
 * @upstream kubernetes/apimachinery pkg/util/validation/field/errors.go
 * @diverges A bad value that is a struct in Go is printed as JSON.
 */

import { canonicalJson } from '#base/json.ts';

export type ErrorType =
  | 'FieldValueNotFound'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'InternalError'
  | 'FieldValueTypeInvalid';

/** Go's `field.Error`. */
export interface FieldError {
  readonly type: ErrorType;
  /** `spec.containers[0].image`. */
  readonly field: string;
  readonly badValue: unknown;
  readonly detail: string;
}

/** A bad value that is a struct in Go: its members are printed in the order given, not sorted. */
export class InOrder {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export type ErrorList = readonly FieldError[];

const typeTexts: Readonly<Record<ErrorType, string>> = {
  FieldValueNotFound: 'Not found',
  FieldValueRequired: 'Required value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  InternalError: 'Internal error',
  FieldValueTypeInvalid: 'Invalid value',
};

const withoutValue: ReadonlySet<ErrorType> = new Set<ErrorType>([
  'FieldValueRequired',
  'FieldValueForbidden',
  'FieldValueTooLong',
  'InternalError',
]);

export function notFound(field: string, value: unknown): FieldError {
  return { type: 'FieldValueNotFound', field, badValue: value, detail: '' };
}

export function required(field: string, detail = ''): FieldError {
  return { type: 'FieldValueRequired', field, badValue: '', detail };
}

export function duplicate(field: string, value: unknown): FieldError {
  return { type: 'FieldValueDuplicate', field, badValue: value, detail: '' };
}

export function invalid(field: string, value: unknown, detail: string): FieldError {
  return { type: 'FieldValueInvalid', field, badValue: value, detail };
}

export function typeInvalid(field: string, value: unknown, detail: string): FieldError {
  return { type: 'FieldValueTypeInvalid', field, badValue: value, detail };
}

export function notSupported(
  field: string,
  value: unknown,
  validValues: readonly string[],
): FieldError {
  const quoted = validValues.map((valid) => JSON.stringify(valid)).join(', ');
  const detail = validValues.length === 0 ? '' : `supported values: ${quoted}`;
  return { type: 'FieldValueNotSupported', field, badValue: value, detail };
}

export function forbidden(field: string, detail: string): FieldError {
  return { type: 'FieldValueForbidden', field, badValue: '', detail };
}

export function tooLong(field: string, maxLength: number): FieldError {
  const detail = `may not be more than ${maxLength} ${maxLength === 1 ? 'byte' : 'bytes'}`;
  return { type: 'FieldValueTooLong', field, badValue: '', detail };
}

export function tooMany(field: string, actual: number, most: number): FieldError {
  const detail = `must have at most ${most} ${most === 1 ? 'item' : 'items'}`;
  return { type: 'FieldValueTooMany', field, badValue: actual, detail };
}

/** The text without the field's path. */
export function errorBody(error: FieldError): string {
  const kind = typeTexts[error.type];
  const body = withoutValue.has(error.type) ? kind : `${kind}: ${valueText(error.badValue)}`;
  return error.detail === '' ? body : `${body}: ${error.detail}`;
}

/** The whole text: `spec.containers: Required value`. */
export function errorText(error: FieldError): string {
  return `${error.field === '' ? '<nil>' : error.field}: ${errorBody(error)}`;
}

/** The texts of all errors, each once; `undefined` when there are none. */
export function toAggregate(errors: ErrorList): string | undefined {
  const texts = [...new Set(errors.map(errorText))];
  if (texts.length === 0) return undefined;
  return texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
}

/** A bad value that is printed as this text: a struct, whose fields Go prints in their own order. */
export function printed(text: string): unknown {
  return { [printedText]: text };
}

const printedText = Symbol('printed');

function valueText(value: unknown): string {
  if (typeof value === 'object' && value !== null && printedText in value) {
    return String(value[printedText]);
  }
  if (value === undefined || value === null) return 'null';
  if (value instanceof InOrder) return JSON.stringify(value.value);
  return typeof value === 'string' ? JSON.stringify(value) : canonicalJson(value);
}
