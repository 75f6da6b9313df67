/** Go package apimachinery/pkg/fields. */

export {
  escapeValue,
  everything,
  type FieldRequirement,
  type FieldSet,
  oneTermEqualSelector,
  parseSelector,
  type Selector,
  selectorOf,
} from '#apimachinery/pkg/fields/selector.ts';
