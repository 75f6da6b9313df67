/** Whatever a schema says of a field under a junctor, it must have named the field outside of it too. */

import { type FieldError, required } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { itemsOf, propertyOf, type SchemaProps } from './schema_props.ts';

/** Where a rule stands, and where the field it speaks of should have been named. */
interface Places {
  readonly structure: string;
  readonly rule: string;
}

/** Fields of the schema's junctors that the schema does not name. */
export function completenessErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  return junctorErrors(schema, schema, { structure: field, rule: field });
}

function junctorErrors(
  rules: SchemaProps,
  structure: SchemaProps | undefined,
  places: Places,
): readonly FieldError[] {
  const at = (rule: string): Places => ({ ...places, rule: `${places.rule}.${rule}` });
  const ofAll = (name: 'allOf' | 'anyOf' | 'oneOf') =>
    (rules[name] ?? []).flatMap((each, index) =>
      nestedErrors(each, structure, at(`${name}[${index}]`)),
    );
  return [
    ...(rules.not === undefined ? [] : nestedErrors(rules.not, structure, at('not'))),
    ...ofAll('allOf'),
    ...ofAll('anyOf'),
    ...ofAll('oneOf'),
  ];
}

function nestedErrors(
  rules: SchemaProps,
  structure: SchemaProps | undefined,
  places: Places,
): readonly FieldError[] {
  if (structure === undefined) {
    return [required(places.structure, `because it is defined in ${places.rule}`)];
  }
  const within = (member: string): Places => ({
    structure: `${places.structure}.${member}`,
    rule: `${places.rule}.${member}`,
  });
  const errors = [...junctorErrors(rules, structure, places)];
  const items = itemsOf(rules);
  if (items !== undefined) {
    errors.push(...nestedErrors(items, itemsOf(structure), within('items')));
  }
  for (const [name, property] of Object.entries(rules.properties ?? {})) {
    const counterpart = propertyOf(structure, name);
    errors.push(...nestedErrors(property, counterpart, within(`properties[${name}]`)));
  }
  return errors;
}
