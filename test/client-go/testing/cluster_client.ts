/** A dynamic client of a small cluster, and what its watches have seen. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import type { Event, Interface as Watch } from '#apimachinery/pkg/watch/watch.ts';
import type { Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import type { Answered, NamespaceableResourceInterface } from '#client-go/dynamic/interface.ts';
import { newForConfig } from '#client-go/dynamic/simple.ts';
import { background, type Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { type Cluster, cluster, drive } from '#test/apiserver/cluster.ts';

export const configMaps = { group: '', version: 'v1', resource: 'configmaps' };
export const nodes = { group: '', version: 'v1', resource: 'nodes' };
export const namespaces = { group: '', version: 'v1', resource: 'namespaces' };

export function configMap(name: string, data: Readonly<Record<string, string>> = {}): Unstructured {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { ...data } };
}

export interface ClusterClient extends Cluster {
  readonly ctx: Context;
  readonly client: (resource: GroupVersionResource) => NamespaceableResourceInterface;
  /** Runs a call to its end: the object, or the message of its error. */
  readonly call: <T>(ask: () => Answered<T>) => T | string;
  /** Lets everything arrive. */
  readonly settle: () => void;
  /** `ADDED a`, in the order in which a watch gives them. */
  readonly watching: (watch: Watch | string) => readonly string[];
}

export function clusterClient(): ClusterClient {
  const made = cluster();
  const { sim, network } = made;
  const dynamic = newForConfig(sim, { transport: network, client: 'test', qps: -1 });
  const call = <T>(ask: () => Answered<T>): T | string => {
    const result: Result<T, { readonly message: string }> = drive(sim, entered(ask));
    return result.ok ? result.value : result.error.message;
  };
  return {
    ...made,
    ctx: background(sim),
    client: (resource) => dynamic.resource(resource),
    call,
    settle: () => made.runFor(seconds(2)),
    watching: (watch) => {
      if (typeof watch === 'string') throw new Error(watch);
      const seen: string[] = [];
      sim.spawn('test/reader', reading(watch, seen));
      return seen;
    },
  };
}

function* entered<T>(ask: () => Answered<T>): Proc<Result<T, { readonly message: string }>> {
  return yield* ask();
}

function* reading(watch: Watch, seen: string[]): Proc {
  for (;;) {
    const event: Event | undefined = yield* watch.resultChan().receive();
    if (event === undefined) return;
    const { name, namespace } = (event.object as Unstructured).metadata;
    seen.push(`${event.type} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
  }
}
