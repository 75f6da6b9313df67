/** Go package metadata: a client that reads and changes metadata alone. */

export type {
  DeleteSubresourceOptions,
  Getter,
  Interface,
  ResourceInterface,
} from '#client-go/metadata/interface.ts';
export { Client, newForConfig } from '#client-go/metadata/metadata.ts';
