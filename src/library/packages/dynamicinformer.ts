/** Go package dynamic/dynamicinformer. */

export { newDynamicSharedInformerFactory } from '#client-go/dynamic/dynamicinformer/informer.ts';
