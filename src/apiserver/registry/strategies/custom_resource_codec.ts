/**
 * How custom resources lie in etcd and how a version of them is served. Conversion changes nothing but
 * `apiVersion`; what the present schema does not know is gone, and its defaults are there, also in
 * objects that were stored before it said so.
 *
 * @diverges Conversion by a webhook is never called: such versions are converted as under `None`.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { applyDefaults } from '#apiserver/schema/defaulting.ts';
import { pruneNulls, pruneObject } from '#apiserver/schema/pruning.ts';
import type { SchemaProps } from '#apiserver/schema/schema_props.ts';
import type { ObjectCodec } from '#apiserver/storage/etcd.ts';
import { cloneJson, equalJson, freezeJson } from '#base/json.ts';

/** The schema of each version, by `apiVersion`. */
export type SchemasByVersion = ReadonlyMap<string, VersionSchema>;

export interface VersionSchema {
  readonly schema: SchemaProps | undefined;
  /** Nothing is pruned. */
  readonly preserves: boolean;
}

/** A codec that serves `apiVersion` and stores `storedAs`. */
export function customResourceCodec(options: {
  readonly apiVersion: string;
  readonly storedAs: string;
  readonly schemas: SchemasByVersion;
}): ObjectCodec {
  const { apiVersion, storedAs, schemas } = options;
  const decoded = new WeakMap<Unstructured, Unstructured>();
  return {
    decode: (stored) => {
      let object = decoded.get(stored);
      if (object === undefined) {
        object = served(stored, apiVersion, schemas);
        decoded.set(stored, object);
      }
      return object;
    },
    encode: (object) => {
      if (object.apiVersion === storedAs) return object;
      const copy = cloneJson(object);
      convert(copy, storedAs, schemas);
      return copy;
    },
  };
}

/** Makes what a client sent an object of the version: prunes and fills in. Returns the unknown fields. */
export function coerce(object: Unstructured, version: VersionSchema): readonly string[] {
  const unknown = pruned(object, version);
  applyDefaults(object, version.schema);
  return unknown;
}

function served(stored: Unstructured, apiVersion: string, schemas: SchemasByVersion): Unstructured {
  const copy = cloneJson(stored);
  const own = schemas.get(stored.apiVersion ?? '');
  if (own !== undefined) coerce(copy, own);
  if (copy.apiVersion !== apiVersion) convert(copy, apiVersion, schemas);
  return equalJson(copy, stored) ? stored : freezeJson(copy);
}

function convert(object: Unstructured, apiVersion: string, schemas: SchemasByVersion): void {
  object.apiVersion = apiVersion;
  const target = schemas.get(apiVersion);
  if (target !== undefined) pruned(object, target);
}

function pruned(object: Unstructured, version: VersionSchema): readonly string[] {
  if (version.preserves) return [];
  const unknown = pruneObject(object as Parameters<typeof pruneObject>[0], version.schema);
  pruneNulls(object, version.schema);
  return unknown;
}
