/** Which objects a list or a watch is about. */

import { labels, name, namespace } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Selector as FieldSelector } from '#apimachinery/pkg/fields/selector.ts';
import type { Selector as LabelSelector } from '#apimachinery/pkg/labels/selector.ts';

export interface ObjectFilter {
  /** `''` for all namespaces. */
  readonly namespace: string;
  readonly labels: LabelSelector;
  readonly fields: FieldSelector;
  /** The values of the selectable fields of an object. */
  readonly fieldsOf: (object: Unstructured) => Readonly<Record<string, string>>;
}

/** True if the object lies where the filter looks, whatever its labels and fields. */
export function isInScope(filter: ObjectFilter, object: Unstructured): boolean {
  return filter.namespace === '' || filter.namespace === namespace(object);
}

/** True if the object is selected; its namespace is not looked at. */
export function isSelected(filter: ObjectFilter, object: Unstructured): boolean {
  if (!filter.labels.empty() && !filter.labels.matches(labels(object))) return false;
  return filter.fields.empty() || filter.fields.matches(filter.fieldsOf(object));
}

/** True for a filter that has no selector. */
export function selectsAll(filter: ObjectFilter): boolean {
  return filter.labels.empty() && filter.fields.empty();
}

/** The one object that the filter can be about, if its fields say so. */
export function singleName(filter: ObjectFilter): string | undefined {
  return filter.fields.requiresExactMatch('metadata.name');
}

/** The fields that every kind can be selected by. */
export function metadataFields(object: Unstructured): Readonly<Record<string, string>> {
  return { 'metadata.name': name(object), 'metadata.namespace': namespace(object) };
}

/** What a person reads of a filter's selectors. */
export function selectorText(filter: ObjectFilter): string | undefined {
  const texts = [filter.labels.string(), filter.fields.string()].filter((text) => text !== '');
  return texts.length === 0 ? undefined : texts.join(',');
}
