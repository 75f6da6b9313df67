/** A machine as a chart: its states in columns by how far they are from the start, and its arrows. */

import { machineTables } from '#machines/generated_tables.ts';
import { type MachineName, machineNames } from '#machines/machine_catalog.ts';
import { initialState, nextState } from '#machines/transition_table.ts';

/** The machines that there are charts of, in the order in which a thing passes through them. */
export const chartedMachines: readonly ChartedMachine[] = machineNames;

export type ChartedMachine = MachineName;

export interface ChartState {
  readonly name: string;
  /** Steps from the initial state: the column. */
  readonly column: number;
  /** Place within the column, from 0. */
  readonly row: number;
  /** Nothing leads out of it. */
  readonly final: boolean;
}

export interface ChartArrow {
  readonly source: string;
  readonly target: string;
  /** The events that take this way, in the definition's order. */
  readonly events: readonly string[];
}

export interface MachineChart {
  readonly machine: MachineName;
  readonly states: readonly ChartState[];
  /** Without the events that leave a state as it is. */
  readonly arrows: readonly ChartArrow[];
}

/** The chart of a machine, from the same definition that the trace is checked against. */
export function machineChart(machine: MachineName): MachineChart {
  const table = machineTables[machine];
  const arrows = table.states.flatMap((source) => arrowsFrom(machine, source));
  const columns = new Map([[initialState(table), 0]]);
  for (const [source, column] of columns) {
    for (const arrow of arrows) {
      if (arrow.source === source && !columns.has(arrow.target)) {
        columns.set(arrow.target, column + 1);
      }
    }
  }
  const filled: number[] = [];
  const states = [...columns].map(([name, column]) => {
    const row = filled[column] ?? 0;
    filled[column] = row + 1;
    return { name, column, row, final: !arrows.some(({ source }) => source === name) };
  });
  return { machine, states, arrows };
}

function arrowsFrom(machine: MachineName, source: string): readonly ChartArrow[] {
  const table = machineTables[machine];
  const byTarget = new Map<string, string[]>();
  for (const event of table.events) {
    const target = nextState(table, source, event);
    if (target === undefined || target === source) continue;
    const events = byTarget.get(target) ?? [];
    events.push(event);
    byTarget.set(target, events);
  }
  return [...byTarget].map(([target, events]) => ({ source, target, events }));
}
