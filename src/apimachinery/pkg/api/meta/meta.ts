/**
 * Reading an object's metadata, whatever its kind.
 *
 * @upstream kubernetes/apimachinery pkg/api/meta/meta.go
 * @diverges Go's accessor objects are plain functions here.
 */

import type { ObjectMeta, OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';

/** Anything with metadata. */
export interface HasMeta {
  readonly metadata: Readonly<ObjectMeta>;
}

export function name(obj: HasMeta): string {
  return obj.metadata.name ?? '';
}

/** `''` for a cluster-scoped object. */
export function namespace(obj: HasMeta): string {
  return obj.metadata.namespace ?? '';
}

export function resourceVersion(obj: HasMeta): string {
  return obj.metadata.resourceVersion ?? '';
}

export function uid(obj: HasMeta): string {
  return obj.metadata.uid ?? '';
}

export function generation(obj: HasMeta): number {
  return obj.metadata.generation ?? 0;
}

const nothing: Readonly<Record<string, string>> = {};

export function labels(obj: HasMeta): Readonly<Record<string, string>> {
  return obj.metadata.labels ?? nothing;
}

export function annotations(obj: HasMeta): Readonly<Record<string, string>> {
  return obj.metadata.annotations ?? nothing;
}

const noReferences: readonly OwnerReference[] = [];
const noFinalizers: readonly string[] = [];

export function ownerReferences(obj: HasMeta): readonly OwnerReference[] {
  return obj.metadata.ownerReferences ?? noReferences;
}

export function finalizers(obj: HasMeta): readonly string[] {
  return obj.metadata.finalizers ?? noFinalizers;
}

/** True once somebody asked for its deletion. */
export function isTerminating(obj: HasMeta): boolean {
  return obj.metadata.deletionTimestamp !== undefined;
}
