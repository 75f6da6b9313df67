/**
 * What can be done to objects of any kind through the API.
 *
 * @upstream kubernetes/client-go dynamic/interface.go
 * @diverges Subresources and patch data are members of the options, not further parameters.
 */

import type {
  DeleteOptions,
  GetOptions,
  ListOptions,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type {
  Unstructured,
  UnstructuredList,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import type { Interface as WatchInterface } from '#apimachinery/pkg/watch/watch.ts';
import type { JsonValue } from '#base/json.ts';
import type { Result } from '#base/result.ts';
import type { ClientError, PatchType } from '#client-go/rest/request.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking } from '#sim/process.ts';

/** The outcome of a call: what the server answered, or why it did not. */
export type Answered<T> = Blocking<Result<T, ClientError>>;

/** What every write may ask for. */
export interface WriteOptions {
  readonly fieldManager?: string;
  readonly dryRun?: 'All';
  readonly fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
  readonly subresource?: string;
}

export interface PatchOptions extends WriteOptions {
  readonly type: PatchType;
  readonly data: JsonValue;
  /** Server-side apply only: take fields over from other managers. */
  readonly force?: boolean;
}

export interface GetSubresourceOptions extends GetOptions {
  readonly subresource?: string;
}

export interface ResourceInterface {
  readonly create: (
    ctx: Context,
    obj: Unstructured,
    options?: WriteOptions,
  ) => Answered<Unstructured>;
  readonly update: (
    ctx: Context,
    obj: Unstructured,
    options?: WriteOptions,
  ) => Answered<Unstructured>;
  readonly updateStatus: (
    ctx: Context,
    obj: Unstructured,
    options?: WriteOptions,
  ) => Answered<Unstructured>;
  readonly delete: (ctx: Context, name: string, options?: DeleteOptions) => Answered<JsonValue>;
  readonly deleteCollection: (
    ctx: Context,
    options: DeleteOptions,
    listOptions: ListOptions,
  ) => Answered<JsonValue>;
  readonly get: (
    ctx: Context,
    name: string,
    options?: GetSubresourceOptions,
  ) => Answered<Unstructured>;
  readonly list: (ctx: Context, options: ListOptions) => Answered<UnstructuredList>;
  readonly watch: (ctx: Context, options: ListOptions) => Answered<WatchInterface>;
  readonly patch: (ctx: Context, name: string, options: PatchOptions) => Answered<Unstructured>;
}

/** All namespaces, unless one is named. */
export interface NamespaceableResourceInterface extends ResourceInterface {
  readonly namespace: (namespace: string) => ResourceInterface;
}

export interface Interface {
  readonly resource: (resource: GroupVersionResource) => NamespaceableResourceInterface;
}
