/** Runs a trace through the machines of informers, and says what they refuse. */

import { machineTables } from '#machines/generated_tables.ts';
import { routeEvent } from '#machines/machine_catalog.ts';
import { initialState, nextState } from '#machines/transition_table.ts';
import type { TraceEvent } from '#trace/event.ts';

const mine = ['reflector', 'delta', 'listener'] as const;

/** `reflector test/pods: WATCH refused in failed (seq 12)`. */
export function machineRefusals(events: readonly TraceEvent[]): readonly string[] {
  const states = new Map<string, string>();
  const refusals: string[] = [];
  for (const traced of events) {
    for (const { machine, instance, event } of routeEvent(traced)) {
      const name = mine.find((each) => each === machine);
      if (name === undefined) continue;
      const table = machineTables[name];
      const id = `${machine} ${instance}`;
      const state = states.get(id) ?? initialState(table);
      const next = nextState(table, state, event);
      if (next === undefined)
        refusals.push(`${id}: ${event} refused in ${state} (seq ${traced.seq})`);
      else states.set(id, next);
    }
  }
  return refusals;
}
