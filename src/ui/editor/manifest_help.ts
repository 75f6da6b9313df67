/**
 * What an editor of manifests asks of an API server: which kinds there are, which fields they have, and what it
 * would say against a text. Who puts the page together brings the answers; they come with the editor.
 */

import type { JsonObject } from '#base/json.ts';

/** The members and items on the way to a value of a manifest. */
export type FieldPath = readonly (string | number)[];

export interface FieldHelp {
  readonly name: string;
  /** `integer (int32)`, `[]Container`. */
  readonly type: string;
  readonly required: boolean;
  readonly about: string | undefined;
  /** What stands behind the colon. */
  readonly form: 'members' | 'items' | 'value';
}

export interface FieldFault {
  readonly what: 'value' | 'unknown' | 'missing';
  /** As the server writes it: `spec.containers[0].image`. */
  readonly field: string;
  readonly message: string;
}

export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface ManifestHelp {
  readonly kinds: readonly KindName[];
  /** What strict validation says against it; nothing is said of kinds that are not served. */
  readonly faults: (manifest: JsonObject) => readonly FieldFault[];
  /** The members that may stand at a path. */
  readonly fields: (manifest: JsonObject, path: FieldPath) => readonly FieldHelp[];
  /** What the field at a path is. */
  readonly field: (manifest: JsonObject, path: FieldPath) => Omit<FieldHelp, 'name'> | undefined;
  /** The values that may stand there, if they can be counted. */
  readonly values: (manifest: JsonObject, path: FieldPath) => readonly string[];
}

/** Help for a cluster in which there are these CustomResourceDefinitions too. */
export type HelpWith = (definitions: readonly JsonObject[]) => ManifestHelp;
