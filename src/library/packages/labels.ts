/** Go package apimachinery/pkg/labels. */

export {
  everything,
  type LabelSet,
  newRequirement,
  nothing,
  type Operator,
  parse,
  type Requirement,
  requirementMatches,
  requirementString,
  type Selector,
  type SelectorError,
  selectorFromSet,
  selectorOf,
} from '#apimachinery/pkg/labels/selector.ts';
