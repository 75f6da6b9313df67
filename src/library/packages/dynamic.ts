/** Go package dynamic: a client for objects of any kind. */

export type {
  Answered,
  GetSubresourceOptions,
  Interface,
  NamespaceableResourceInterface,
  PatchOptions,
  ResourceInterface,
  WriteOptions,
} from '#client-go/dynamic/interface.ts';
export { DynamicClient, newForConfig } from '#client-go/dynamic/simple.ts';
