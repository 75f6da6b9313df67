/** The Bellerophon of `lab/bellerophon-crd.yaml`, as far as its two controllers read or write it. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonObject } from '#base/json.ts';
import type { SyncResult } from '#controllers/controller_program.ts';
import type { KnownKind } from '#controllers/kinds.ts';
import type { Blocking } from '#sim/process.ts';

export const bellerophonKind: KnownKind = {
  apiVersion: 'myth.lab/v1',
  kind: 'Bellerophon',
  resource: { group: 'myth.lab', version: 'v1', resource: 'bellerophons' },
  namespaced: true,
};

export type BellerophonSpec = {
  replicas?: number;
  update?: { partition?: number };
};

export type Bellerophon = Unstructured & { spec: BellerophonSpec };

/** A field and the value that a controller wants there. */
export interface WantedField {
  readonly isIn: (spec: BellerophonSpec) => boolean;
  readonly setIn: (spec: BellerophonSpec) => BellerophonSpec;
  /** A spec with this field and nothing else. */
  readonly alone: BellerophonSpec;
}

/** How a controller writes. */
export interface RivalClient {
  /** PUT: the whole object, with the resourceVersion that was read. */
  readonly update: (obj: Bellerophon) => Blocking<SyncResult>;
  /** Server-side apply: these fields, in the controller's own name as the field manager. */
  readonly apply: (
    obj: Bellerophon,
    spec: BellerophonSpec,
    options: { readonly force: boolean },
  ) => Blocking<SyncResult>;
}

export type WriteField = (
  client: RivalClient,
  obj: Bellerophon,
  field: WantedField,
) => Blocking<SyncResult>;

/** What an apply sends: who is meant, and the fields. */
export function applied(obj: Bellerophon, spec: BellerophonSpec): JsonObject {
  const { name, namespace } = obj.metadata;
  const { apiVersion, kind } = bellerophonKind;
  return { apiVersion, kind, metadata: { name, namespace }, spec } as JsonObject;
}
