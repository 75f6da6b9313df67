/**
 * What can be done to objects of any kind by their metadata alone. There is no create and no update: a
 * client that has not read a whole object cannot write one.
 *
 * @upstream kubernetes/client-go metadata/interface.go
 * @diverges Subresources and patch data are members of the options, not further parameters.
 */

import type {
  DeleteOptions,
  ListOptions,
  PartialObjectMetadata,
  PartialObjectMetadataList,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import type { Interface as WatchInterface } from '#apimachinery/pkg/watch/watch.ts';
import type {
  Answered,
  GetSubresourceOptions,
  PatchOptions,
} from '#client-go/dynamic/interface.ts';
import type { Context } from '#sim/context.ts';

export interface DeleteSubresourceOptions extends DeleteOptions {
  readonly subresource?: string;
}

export interface ResourceInterface {
  readonly delete: (
    ctx: Context,
    name: string,
    options?: DeleteSubresourceOptions,
  ) => Answered<void>;
  readonly deleteCollection: (
    ctx: Context,
    options: DeleteOptions,
    listOptions: ListOptions,
  ) => Answered<void>;
  readonly get: (
    ctx: Context,
    name: string,
    options?: GetSubresourceOptions,
  ) => Answered<PartialObjectMetadata>;
  readonly list: (ctx: Context, options: ListOptions) => Answered<PartialObjectMetadataList>;
  readonly watch: (ctx: Context, options: ListOptions) => Answered<WatchInterface>;
  readonly patch: (
    ctx: Context,
    name: string,
    options: PatchOptions,
  ) => Answered<PartialObjectMetadata>;
}

/** All namespaces, unless one is named. */
export interface Getter extends ResourceInterface {
  readonly namespace: (namespace: string) => ResourceInterface;
}

export interface Interface {
  readonly resource: (resource: GroupVersionResource) => Getter;
}
