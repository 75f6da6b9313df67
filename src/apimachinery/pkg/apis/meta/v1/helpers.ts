/**
 * From the selectors in objects' specs to selectors that match.
 *
 * @upstream kubernetes/apimachinery pkg/apis/meta/v1/helpers.go
 */

import {
  everything,
  newRequirement,
  nothing,
  type Operator,
  type Requirement,
  type Selector,
  selectorOf,
} from '#apimachinery/pkg/labels/selector.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { LabelSelector, LabelSelectorOperator, ObjectMeta, OwnerReference } from './types.ts';

const operators: Readonly<Record<LabelSelectorOperator, Operator>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
};

/** No selector matches nothing; an empty one matches everything. */
export function labelSelectorAsSelector(
  selector: LabelSelector | undefined,
): Result<Selector, { readonly message: string }> {
  if (selector === undefined) return ok(nothing());
  const labels = Object.entries(selector.matchLabels ?? {});
  const expressions = selector.matchExpressions ?? [];
  if (labels.length + expressions.length === 0) return ok(everything());
  const requirements: Requirement[] = [];
  for (const [key, value] of labels) {
    const requirement = newRequirement(key, '=', [value]);
    if (!requirement.ok) return requirement;
    requirements.push(requirement.value);
  }
  for (const { key, operator, values } of expressions) {
    const known = operators[operator];
    if (known === undefined) {
      return fail({ message: `"${operator}" is not a valid label selector operator` });
    }
    const requirement = newRequirement(key, known, values ?? []);
    if (!requirement.ok) return requirement;
    requirements.push(requirement.value);
  }
  return ok(selectorOf(requirements));
}

/** The canonical text of a spec's selector. */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
  const parsed = labelSelectorAsSelector(selector);
  if (!parsed.ok) return '<error>';
  const text = parsed.value.string();
  return text === '' ? '<none>' : text;
}

/** The owner that manages the object, if it has one. */
export function getControllerOf(obj: {
  readonly metadata: Readonly<ObjectMeta>;
}): OwnerReference | undefined {
  return obj.metadata.ownerReferences?.find((reference) => reference.controller === true);
}

/** True if `owner` manages the object. */
export function isControlledBy(
  obj: { readonly metadata: Readonly<ObjectMeta> },
  owner: { readonly metadata: Readonly<ObjectMeta> },
): boolean {
  const reference = getControllerOf(obj);
  return reference !== undefined && reference.uid === owner.metadata.uid;
}

/** A reference by which `owner` manages an object and waits for its end. */
export function newControllerRef(
  owner: { readonly metadata: Readonly<ObjectMeta> },
  kind: { readonly apiVersion: string; readonly kind: string },
): OwnerReference {
  return {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    name: owner.metadata.name ?? '',
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
