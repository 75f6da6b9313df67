/**
 * Informers that hold the metadata of objects and nothing else: for programs that watch every kind there
 * is, such as the garbage collector, and look at owners and finalizers alone.
 *
 * @upstream kubernetes/client-go metadata/metadatainformer/informer.go
 * @diverges The factory is that of informers/, told what it holds; upstream writes the same one twice.
 * @diverges Informers start and are waited for in the chooser's order (default: that in which they were asked for).
 */

import { partialObjectMetadataKind } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Environment } from '#client-go/features/features.ts';
import {
  newSharedInformerFactory as newFactory,
  type SharedInformerFactory,
  type SharedInformerFactoryOptions,
} from '#client-go/informers/factory.ts';

/** A factory whose `client` is a metadata client. It asks its informers every 100 ms whether they have synced. */
export function newSharedInformerFactory(
  environment: Environment,
  options: Omit<SharedInformerFactoryOptions, 'expectedType' | 'pollsForSync'>,
): SharedInformerFactory {
  return newFactory(environment, {
    ...options,
    expectedType: { apiVersion: 'meta.k8s.io/v1', kind: partialObjectMetadataKind },
    pollsForSync: true,
  });
}
