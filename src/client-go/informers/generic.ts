/**
 * An informer and its lister, for a kind that is only known by its resource.
 *
 * @upstream kubernetes/client-go informers/generic.go
 */

import type { GenericLister } from '#client-go/tools/cache/listers.ts';
import type { SharedIndexInformer } from '#client-go/tools/cache/shared_informer.ts';

export interface GenericInformer {
  readonly informer: () => SharedIndexInformer;
  readonly lister: () => GenericLister;
}
