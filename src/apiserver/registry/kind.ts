/** What an API server knows about a kind: its names, and the rules that only it has. */

import type { ValidateNameFunc } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import type { ObjectMeta } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { FieldError } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { isDNS1123Subdomain } from '#apimachinery/pkg/util/validation/validation.ts';
import type { TablePrinter } from '#apiserver/printers/table.ts';
import type { SchemaProps } from '#apiserver/schema/schema_props.ts';
import type { Prefix } from '#apiserver/storage/etcd.ts';
import type { JsonObject } from '#base/json.ts';
import type { Duration, Instant } from '#base/time.ts';

/** What a strategy may ask of the server while it prepares a new object. */
export interface Preparation {
  readonly now: Instant;
  /** An address of the service network that no service has. */
  readonly freeClusterIP: () => string;
  readonly isFreeClusterIP: (address: string) => boolean;
  /** A port of the nodes that no service has. */
  readonly freeNodePort: () => number;
}

/** Where a kind that can be scaled keeps what a Scale shows: `['spec', 'replicas']`. */
export interface ScalePaths {
  readonly specReplicas: readonly string[];
  readonly statusReplicas: readonly string[];
  /** A selector as text, or as a LabelSelector. */
  readonly selector: readonly string[] | undefined;
}

/** The rules of one kind. Objects given to be prepared are the server's own and may be changed. */
export interface Strategy {
  readonly validateName: ValidateNameFunc;
  /** True if `status` has its own endpoint and is ignored at the other. */
  readonly hasStatus: boolean;
  /** A PUT without a resourceVersion wins over whatever is stored; otherwise it is a 422. */
  readonly allowUnconditionalUpdate: boolean;
  /** A PUT of a missing object creates it. */
  readonly allowCreateOnUpdate: boolean;
  /** A deletion answers with the object instead of a Status. */
  readonly returnsDeleted: boolean;
  /** What makes `metadata.generation` count; `undefined` for kinds that have none. */
  readonly generationCounts: ((obj: Unstructured, old: Unstructured) => boolean) | undefined;
  /** Makes what a client sent an object of the kind. Returns the paths of the fields it does not know. */
  readonly coerce: (obj: Unstructured) => readonly string[];
  readonly setDefaults: (obj: Unstructured) => void;
  /** What a new object asks of the server that it cannot have. */
  readonly allocationErrors: (obj: Unstructured, server: Preparation) => readonly FieldError[];
  readonly prepareForCreate: (obj: Unstructured, server: Preparation) => void;
  readonly prepareForUpdate: (obj: Unstructured, old: Unstructured) => void;
  /** The metadata that a write of `/status` cannot change; the rest of it can. */
  readonly keptByStatus: readonly (keyof ObjectMeta)[] | 'everything';
  readonly validateStatus: (obj: Unstructured, old: Unstructured) => readonly FieldError[];
  readonly validate: (obj: Unstructured) => readonly FieldError[];
  /** What only a new object is checked for. */
  readonly validateCreate: (obj: Unstructured) => readonly FieldError[];
  readonly validateUpdate: (obj: Unstructured, old: Unstructured) => readonly FieldError[];
  /** What the answer to a create or an update warns of. */
  readonly warnings: (obj: Unstructured) => readonly string[];
  /** What becomes of dependents if a deletion does not say. */
  readonly defaultPropagation: 'Background' | 'Orphan' | 'Unsupported';
  readonly scale: ScalePaths | undefined;
  /** How the server prints it as a table; without one, with name and age. */
  readonly printer: TablePrinter | undefined;
  /** Selectable fields besides name and namespace. */
  readonly fields: Readonly<Record<string, (obj: Unstructured) => string>>;
  /** Seconds between asking for a deletion and its end; `undefined` for kinds that end at once. */
  readonly gracePeriod: ((obj: Unstructured, asked: number | undefined) => number) | undefined;
  /** How long an object is kept after its last write; `undefined` for good. */
  readonly timeToLive: Duration | undefined;
  /** The text for a field that cannot be selected by. */
  readonly unknownFieldText: (field: string) => string;
}

/** What a kind that is made by a CustomResourceDefinition takes from it. */
export interface KindDefinition {
  /** Nothing is created any more. */
  readonly terminating: boolean;
  readonly established: boolean;
  /** When it was established, or when that was refused. */
  readonly since: Instant | undefined;
  /** Objects are stored in this version. */
  readonly storage: boolean;
  readonly schema: SchemaProps | undefined;
}

export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly listKind: string;
  /** The plural. */
  readonly resource: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly custom: boolean;
  readonly prefix: Prefix;
  /** The watch cache that serves it: each version of a custom resource has its own. */
  readonly cache: string;
  /** Of custom resources. */
  readonly definition: KindDefinition | undefined;
  /** Of custom resources: their schema, as the definition writes it. */
  readonly schema: JsonObject | undefined;
  readonly strategy: Strategy;
}

/** The rules that most kinds share. */
export const plainStrategy: Strategy = {
  validateName: isDNS1123Subdomain,
  hasStatus: false,
  allowUnconditionalUpdate: true,
  allowCreateOnUpdate: false,
  returnsDeleted: false,
  generationCounts: undefined,
  coerce: () => [],
  setDefaults: () => undefined,
  allocationErrors: () => [],
  prepareForCreate: () => undefined,
  prepareForUpdate: () => undefined,
  validate: () => [],
  validateCreate: () => [],
  validateUpdate: () => [],
  keptByStatus: [],
  validateStatus: () => [],
  warnings: () => [],
  defaultPropagation: 'Background',
  scale: undefined,
  printer: undefined,
  fields: {},
  gracePeriod: undefined,
  timeToLive: undefined,
  unknownFieldText: (field) =>
    `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
};

export interface KindNames {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly listKind?: string;
  readonly resource: string;
  readonly singular?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly namespaced?: boolean;
  readonly custom?: boolean;
  readonly schema?: JsonObject | undefined;
}

/** A kind from its names and rules; namespaced, `v1` and of the core group unless told otherwise. */
export function newKind(names: KindNames, strategy: Strategy): Kind {
  const { group = '', version = 'v1', kind, resource } = names;
  const path = group === '' ? resource : `${resource}.${group}`;
  return {
    group,
    version,
    kind,
    listKind: names.listKind ?? `${kind}List`,
    resource,
    singular: names.singular ?? kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: names.namespaced ?? true,
    custom: names.custom ?? false,
    prefix: { path, resource, timeToLive: strategy.timeToLive },
    cache: path,
    definition: undefined,
    schema: names.schema,
    strategy,
  };
}

export function apiVersionOf(kind: Pick<Kind, 'group' | 'version'>): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}

/** The part of an object that is neither its names nor what is observed of it. */
export function specOf(obj: Unstructured): JsonObject {
  const { metadata: _metadata, status: _status, ...rest } = obj;
  return rest;
}
