/** Every machine's definition, for charts, for the compiler and for checking the tables. */

import type { MachineDefinition } from './definition.ts';
import { deltaDefinition } from './delta.ts';
import { hopDefinition } from './hop.ts';
import { leaseHolderDefinition } from './lease_holder.ts';
import { listenerDefinition } from './listener.ts';
import type { MachineName } from './machine_catalog.ts';
import { reconcileDefinition } from './reconcile.ts';
import { reflectorDefinition } from './reflector.ts';
import { requestDefinition } from './request.ts';
import { watchStreamDefinition } from './watch_stream.ts';
import { workItemDefinition } from './work_item.ts';

export const machineDefinitions: Readonly<Record<MachineName, MachineDefinition>> = {
  reflector: reflectorDefinition,
  watchStream: watchStreamDefinition,
  request: requestDefinition,
  delta: deltaDefinition,
  listener: listenerDefinition,
  workItem: workItemDefinition,
  reconcile: reconcileDefinition,
  leaseHolder: leaseHolderDefinition,
  hop: hopDefinition,
};
