/** Bounds, multiples and ranges of numbers. */

import { formatOf } from './formats.ts';
import { goFloat, isInt32 } from './go_number.ts';
import type { SchemaProps } from './schema_props.ts';
import { type SchemaProblem, SchemaResult } from './schema_result.ts';

interface Checked {
  readonly schema: SchemaProps;
  readonly value: number;
  readonly path: string;
}

export function numberResult(schema: SchemaProps, value: number, path: string): SchemaResult {
  const checked = { schema, value, path };
  const result = new SchemaResult();
  result.add(rangeProblem(checked, value, 'Checked'));
  const { multipleOf, minimum, maximum } = schema;
  if (multipleOf !== undefined) {
    result.add(rangeProblem(checked, multipleOf, 'MultipleOf'));
    result.add(multipleProblem(checked, multipleOf));
  }
  if (minimum !== undefined) {
    result.add(rangeProblem(checked, minimum, 'Minimum boundary'));
    result.add(minimumProblem(checked, minimum));
  }
  if (maximum !== undefined) {
    result.add(rangeProblem(checked, maximum, 'Maximum boundary'));
    result.add(maximumProblem(checked, maximum));
  }
  result.matches++;
  return result;
}

/** A number that its type's format cannot hold. It is told of the whole object. */
function rangeProblem(checked: Checked, number: number, what: string): SchemaProblem | undefined {
  const { schema, path } = checked;
  const format = formatOf(schema);
  if (schema['x-kubernetes-int-or-string'] === true || schema.type !== 'integer') return undefined;
  const holds = format === 'int32' ? isInt32(number) : Number.isInteger(number);
  if (holds) return undefined;
  const type = format === '' ? 'integer (default format)' : `integer with format ${format}`;
  return { kind: 'whole', text: `${what} value must be of type ${type} in ${path}` };
}

function minimumProblem(checked: Checked, minimum: number): SchemaProblem | undefined {
  const { schema, value } = checked;
  const exclusive = schema.exclusiveMinimum === true;
  if (exclusive ? value > minimum : value >= minimum) return undefined;
  const rule = exclusive ? 'should be greater than' : 'should be greater than or equal to';
  return boundProblem(checked, minimum, rule);
}

function maximumProblem(checked: Checked, maximum: number): SchemaProblem | undefined {
  const { schema, value } = checked;
  const exclusive = schema.exclusiveMaximum === true;
  if (exclusive ? value < maximum : value <= maximum) return undefined;
  const rule = exclusive ? 'should be less than' : 'should be less than or equal to';
  return boundProblem(checked, maximum, rule);
}

function multipleProblem(checked: Checked, factor: number): SchemaProblem | undefined {
  const { value, path } = checked;
  if (factor <= 0) {
    const text = `factor MultipleOf declared for ${path} must be positive: ${goFloat(factor)}`;
    return { kind: 'value', path, value: factor, text };
  }
  const quotient = factor < 1 ? (1 / factor) * value : value / factor;
  if (Number.isInteger(quotient)) return undefined;
  return boundProblem(checked, factor, 'should be a multiple of');
}

/** The bound is printed as the value's own type. */
function boundProblem(checked: Checked, bound: number, rule: string): SchemaProblem {
  const { value, path } = checked;
  const whole = Number.isInteger(value) && Number.isInteger(bound);
  const text = `${path} in body ${rule} ${whole ? String(bound) : goFloat(bound)}`;
  return { kind: 'value', path, value, text };
}
