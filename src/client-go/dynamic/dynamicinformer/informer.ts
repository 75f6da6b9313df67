/**
 * Informers of objects of any kind, told apart by their resource alone.
 *
 * @upstream kubernetes/client-go dynamic/dynamicinformer/informer.go
 * @diverges The factory is that of informers/, told what it holds; upstream writes the same one twice.
 * @diverges Informers start and are waited for in the chooser's order (default: that in which they were asked for).
 */

import type { Environment } from '#client-go/features/features.ts';
import {
  newSharedInformerFactory,
  type SharedInformerFactory,
  type SharedInformerFactoryOptions,
} from '#client-go/informers/factory.ts';

/**
 * A factory whose `client` is a dynamic client. Its informers take whatever kind the server sends, and it
 * asks them every 100 ms whether they have synced. They have no name, and so no metrics.
 */
export function newDynamicSharedInformerFactory(
  environment: Environment,
  options: Omit<
    SharedInformerFactoryOptions,
    'expectedType' | 'pollsForSync' | 'informerName' | 'metricsProvider' | 'transform'
  >,
): SharedInformerFactory {
  return newSharedInformerFactory(environment, {
    ...options,
    expectedType: 'any',
    pollsForSync: true,
  });
}
