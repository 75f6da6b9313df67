/** The namespaces that a cluster has before anybody asks. */

import { apiVersionOf } from '#apiserver/registry/kind.ts';
import { builtInKinds, namespacesPath } from '#apiserver/registry/kinds.ts';
import type { SystemFields } from '#apiserver/registry/system_fields.ts';
import type { Etcd } from '#apiserver/storage/etcd.ts';
import type { Sim } from '#sim/sim.ts';
import { preparationIn } from './preparation.ts';

const names = ['default', 'kube-system'];

/** Creates those that are missing. */
export function bootstrapNamespaces(sim: Sim, etcd: Etcd, fields: SystemFields): void {
  const kind = builtInKinds.find(({ prefix }) => prefix.path === namespacesPath);
  if (kind === undefined) return;
  for (const name of names) {
    if (etcd.get(kind.prefix, name) !== undefined) continue;
    const namespace = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name } };
    fields.fill(namespace.metadata);
    kind.strategy.setDefaults(namespace);
    kind.strategy.prepareForCreate(namespace, preparationIn(sim, etcd));
    etcd.put(kind.prefix, name, { object: namespace, expected: 0 });
  }
}
