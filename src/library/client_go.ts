/**
 * The package's entry for programs of your own: the kernel, a cluster to run them in, and the mirrored
 * packages of client-go and apimachinery under Go's names (`cache.newSharedIndexInformer`).
 */

import * as cache from '#library/packages/cache.ts';
import * as dynamic from '#library/packages/dynamic.ts';
import * as dynamicinformer from '#library/packages/dynamicinformer.ts';
import * as errors from '#library/packages/errors.ts';
import * as fields from '#library/packages/fields.ts';
import * as flowcontrol from '#library/packages/flowcontrol.ts';
import * as informers from '#library/packages/informers.ts';
import * as labels from '#library/packages/labels.ts';
import * as leaderelection from '#library/packages/leaderelection.ts';
import * as metadata from '#library/packages/metadata.ts';
import * as record from '#library/packages/record.ts';
import * as rest from '#library/packages/rest.ts';
import * as retry from '#library/packages/retry.ts';
import * as toolswatch from '#library/packages/toolswatch.ts';
import * as wait from '#library/packages/wait.ts';
import * as watch from '#library/packages/watch.ts';
import * as workqueue from '#library/packages/workqueue.ts';

export type {
  DeleteOptions,
  GetOptions,
  LabelSelector,
  ListOptions,
  ObjectMeta,
  OwnerReference,
  Status,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
export type {
  Unstructured,
  UnstructuredList,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
export type {
  GroupResource,
  GroupVersionKind,
  GroupVersionResource,
} from '#apimachinery/pkg/runtime/schema/group_version.ts';
export { fail, ok, type Result } from '#base/result.ts';
export type { Environment } from '#client-go/features/features.ts';
export { Channel, type SelectCase, type Selected, select, selectNow } from '#sim/channel.ts';
export {
  background,
  type CancellableContext,
  Context,
  withCancel,
  withDeadline,
  withoutCancel,
  withTimeout,
} from '#sim/context.ts';
export type { Transport } from '#sim/network.ts';
export type { Blocking, Proc, Process } from '#sim/process.ts';
export type { Program } from '#sim/program.ts';
export { Sim, type SimOptions, type SpawnOptions, type TraceSink } from '#sim/sim.ts';
export { Cond, type Locker, Mutex, RWMutex, WaitGroup } from '#sim/sync.ts';
export { Ticker, Timer } from '#sim/timer.ts';
export { ObjectTable } from '#trace/object_table.ts';
export { isProfileName, type Profile, type ProfileName, profiles } from '#trace/profile.ts';
export { type Main, OwnCluster, type OwnProgram, startCluster } from './cluster.ts';
export {
  cache,
  dynamic,
  dynamicinformer,
  errors,
  fields,
  flowcontrol,
  informers,
  labels,
  leaderelection,
  metadata,
  record,
  rest,
  retry,
  toolswatch,
  wait,
  watch,
  workqueue,
};
