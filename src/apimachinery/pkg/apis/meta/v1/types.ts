/**
 * The shapes that every Kubernetes object, list, option and failure shares. They are type aliases and not
 * interfaces, so that any of them is also plain JSON to the compiler.
 *
 * @upstream kubernetes/apimachinery pkg/apis/meta/v1/types.go
 * @diverges Scenes keep managedFields from an object's first server-side apply on, as clusters before 1.18 did, so that pictures and traces stay small; a server can be told to keep them from the creation on, and is when it is compared with the real one.
 * @diverges Times are RFC 3339 texts in the objects themselves, not parsed values.
 */

import type { JsonObject, JsonValue } from '#base/json.ts';

export type TypeMeta = {
  apiVersion?: string | undefined;
  kind?: string | undefined;
};

export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean | undefined;
  blockOwnerDeletion?: boolean | undefined;
};

/** Who owns which fields of an object. */
export type ManagedFieldsEntry = {
  manager?: string | undefined;
  operation?: 'Apply' | 'Update' | undefined;
  apiVersion?: string | undefined;
  time?: string | undefined;
  fieldsType?: 'FieldsV1' | undefined;
  /** A tree of steps: `f:spec`, `k:{"name":"web"}`, `v:"a"`. */
  fieldsV1?: JsonObject | undefined;
  subresource?: string | undefined;
};

export type ObjectMeta = {
  name?: string | undefined;
  generateName?: string | undefined;
  namespace?: string | undefined;
  uid?: string | undefined;
  /** Opaque to clients: compare for equality, or with `compareResourceVersion`. */
  resourceVersion?: string | undefined;
  generation?: number | undefined;
  creationTimestamp?: string | undefined;
  deletionTimestamp?: string | undefined;
  deletionGracePeriodSeconds?: number | undefined;
  labels?: { [key: string]: string } | undefined;
  annotations?: { [key: string]: string } | undefined;
  ownerReferences?: OwnerReference[] | undefined;
  finalizers?: string[] | undefined;
  managedFields?: ManagedFieldsEntry[] | undefined;
};

export type ListMeta = {
  resourceVersion?: string | undefined;
  continue?: string | undefined;
  remainingItemCount?: number | undefined;
};

/** The kind of an object of which only the metadata is known. */
export const partialObjectMetadataKind = 'PartialObjectMetadata';

/** Any object without its spec, status and data. What it is a part of, only the client knows. */
export type PartialObjectMetadata = {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
};

export type PartialObjectMetadataList = {
  apiVersion: string;
  kind: string;
  metadata: ListMeta;
  items: PartialObjectMetadata[];
};

/** An annotation that a bookmark carries when the objects that existed before the watch are all sent. */
export const initialEventsAnnotationKey = 'k8s.io/initial-events-end';

export type ResourceVersionMatch = 'Exact' | 'NotOlderThan';

/** What a list or a watch may ask for. */
export type ListOptions = {
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly watch?: boolean | undefined;
  readonly allowWatchBookmarks?: boolean | undefined;
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: ResourceVersionMatch | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly limit?: number | undefined;
  readonly continue?: string | undefined;
  readonly sendInitialEvents?: boolean | undefined;
};

export type GetOptions = { readonly resourceVersion?: string | undefined };

export type DeletionPropagation = 'Orphan' | 'Background' | 'Foreground';

export type Preconditions = {
  readonly uid?: string | undefined;
  readonly resourceVersion?: string | undefined;
};

export type DeleteOptions = TypeMeta & {
  readonly gracePeriodSeconds?: number | undefined;
  readonly preconditions?: Preconditions | undefined;
  readonly orphanDependents?: boolean | undefined;
  readonly propagationPolicy?: DeletionPropagation | undefined;
  readonly dryRun?: readonly string[] | undefined;
};

export type StatusReason =
  | ''
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Gone'
  | 'Invalid'
  | 'ServerTimeout'
  | 'StoreReadError'
  | 'Timeout'
  | 'TooManyRequests'
  | 'BadRequest'
  | 'MethodNotAllowed'
  | 'NotAcceptable'
  | 'RequestEntityTooLarge'
  | 'UnsupportedMediaType'
  | 'InternalError'
  | 'Expired'
  | 'ServiceUnavailable';

export type StatusCause = {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly field?: string | undefined;
};

export const causeTypeResourceVersionTooLarge = 'ResourceVersionTooLarge';
export const causeTypeUnexpectedServerResponse = 'UnexpectedServerResponse';
export const causeTypeFieldManagerConflict = 'FieldManagerConflict';
export const causeTypeNamespaceTerminating = 'NamespaceTerminating';

export type StatusDetails = {
  readonly name?: string | undefined;
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly uid?: string | undefined;
  readonly causes?: readonly StatusCause[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
};

/** What a server answers when there is no object to answer with: usually a failure. */
export type Status = {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: ListMeta;
  readonly status: 'Success' | 'Failure';
  readonly message?: string | undefined;
  readonly reason?: StatusReason | undefined;
  readonly details?: StatusDetails | undefined;
  readonly code?: number | undefined;
};

export type LabelSelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

export type LabelSelectorRequirement = {
  readonly key: string;
  readonly operator: LabelSelectorOperator;
  readonly values?: readonly string[] | undefined;
};

/** The selector as it stands in an object's spec. */
export type LabelSelector = {
  readonly matchLabels?: { readonly [key: string]: string } | undefined;
  readonly matchExpressions?: readonly LabelSelectorRequirement[] | undefined;
};

/** Any value that an object may hold. */
export type ObjectContent = JsonValue;
