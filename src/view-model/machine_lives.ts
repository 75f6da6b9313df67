/** The lives of one machine's instances by the cursor: who is in which state, and how each came there. */

import type { Instant } from '#base/time.ts';
import { machineTables } from '#machines/generated_tables.ts';
import type { MachineName } from '#machines/machine_catalog.ts';
import { initialState } from '#machines/transition_table.ts';
import type { MachineChart } from './machine_chart.ts';
import type { RunView } from './run_view.ts';

export interface InstanceRow {
  readonly instance: string;
  readonly state: string;
  /** The event that brought it there. */
  readonly since: number;
  readonly final: boolean;
}

export interface TakenTransition {
  readonly seq: number;
  readonly at: Instant;
  readonly source: string;
  readonly target: string;
}

/** Every instance that has lived by `cursor`; those that moved last come first. */
export function instanceRows(
  view: RunView,
  chart: MachineChart,
  cursor: number,
): readonly InstanceRow[] {
  const { machine } = chart;
  const finals = new Set(chart.states.filter(({ final }) => final).map(({ name }) => name));
  const rows = view.machines.instances(machine, cursor).map((instance): InstanceRow => {
    const last = view.machines.changes(machine, instance, cursor).at(-1);
    const state = last?.state ?? initialState(machineTables[machine]);
    return { instance, state, since: last?.seq ?? 0, final: finals.has(state) };
  });
  return rows.sort((left, right) => right.since - left.since);
}

/** How many instances are in each state. */
export function stateCounts(rows: readonly InstanceRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** The transitions that an instance has taken by `cursor`, oldest first. */
export function takenTransitions(
  view: RunView,
  life: { readonly machine: MachineName; readonly instance: string },
  cursor: number,
): readonly TakenTransition[] {
  let source = initialState(machineTables[life.machine]);
  return view.machines.changes(life.machine, life.instance, cursor).map(({ seq, state }) => {
    const taken = { seq, at: view.at(seq), source, target: state };
    source = state;
    return taken;
  });
}
