/** Go package informers: one informer for each kind, however often it is asked for. */

export {
  type InformerResource,
  newSharedInformerFactory,
  SharedInformerFactory,
  type SharedInformerFactoryOptions,
} from '#client-go/informers/factory.ts';
export type { GenericInformer } from '#client-go/informers/generic.ts';
