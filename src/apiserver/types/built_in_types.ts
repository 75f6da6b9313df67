/** The Go types of the built-in kinds: what a body may say, and how it merges. */

import { assert } from '#base/assert.ts';
import { builtInTable } from './built_in_table.ts';
import type { StructType } from './go_type.ts';
import { parseTable } from './parse_table.ts';

const types = parseTable(builtInTable);

const typedGroups: Readonly<Record<string, readonly string[]>> = {
  '': [
    'Pod',
    'Service',
    'ConfigMap',
    'Secret',
    'Node',
    'Namespace',
    'Event',
    'PersistentVolumeClaim',
    'Binding',
  ],
  apps: ['ReplicaSet', 'Deployment'],
  autoscaling: ['Scale'],
  batch: ['Job'],
  'discovery.k8s.io': ['EndpointSlice'],
  'coordination.k8s.io': ['Lease'],
  'networking.k8s.io': ['NetworkPolicy'],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
};

/** The type of a built-in kind; `undefined` for custom ones. */
export function typeOf(kind: {
  readonly group: string;
  readonly kind: string;
}): StructType | undefined {
  return typedGroups[kind.group]?.includes(kind.kind) === true ? structNamed(kind.kind) : undefined;
}

/** A struct of the built-in kinds by Go's name without its package: `PodSpec`. */
export function structNamed(name: string): StructType {
  const struct = types.get(`v1.${name}`);
  assert(struct !== undefined, `expected a built-in struct, got ${name}`);
  return struct;
}
