/** What the handlers need of the replica that they run in. */

import type { StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Cacher } from '#apiserver/cacher/cacher.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { ObjectStore } from '#apiserver/registry/object_store.ts';
import type { EtcdClient } from '#apiserver/storage/etcd_client.ts';
import type { EtcdWatch } from '#apiserver/storage/etcd_watch.ts';
import type { Duration } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';
import type { ReadYaml } from './request_body.ts';

export interface ReplicaView {
  readonly sim: Sim;
  readonly etcd: EtcdClient;
  readonly etcdWatch: EtcdWatch;
  readonly store: ObjectStore;
  /** The same, for requests that want to know what would become of them. */
  readonly dryRunStore: ObjectStore;
  readonly cacherOf: (kind: Kind) => Cacher;
  /** The cached namespace, perhaps stale. */
  readonly hasNamespace: (name: string) => 'active' | 'terminating' | undefined;
  /** Whether watches may ask for initial events. */
  readonly watchList: boolean;
  /** Whether objects have `managedFields` from their creation on, or only from their first server-side apply. */
  readonly managedFields: boolean;
  readonly readYaml: ReadYaml | undefined;
  /** How long a read waits for the cache to catch up. */
  readonly freshTimeout: Duration;
  /** What a read gets that only the cache could answer, while it cannot. */
  readonly cacheFailure: () => StatusError | undefined;
}
