/** Every machine's instances over time, driven by the trace; and every event that a machine refused. */

import { machineTables } from '#machines/generated_tables.ts';
import type { MachineName, RoutedEvent } from '#machines/machine_catalog.ts';
import { machineNames, ownerOf, routeEvent } from '#machines/machine_catalog.ts';
import { initialState, nextState } from '#machines/transition_table.ts';
import type { TraceEvent } from '#trace/event.ts';
import { lastAtMost, Timeline } from './timeline.ts';

/** A machine did not accept what the trace says happened: one of the two is wrong. */
export interface Refusal {
  readonly seq: number;
  readonly machine: MachineName;
  readonly instance: string;
  readonly state: string;
  readonly event: string;
}

export class MachineRuns {
  readonly refusals: Refusal[] = [];
  readonly #instances: Readonly<Record<MachineName, Map<string, Timeline<string>>>>;
  /** A restarted program's things begin anew: they carry the number of the start. */
  readonly #starts = new Map<string, Timeline<number>>();

  constructor() {
    this.#instances = Object.fromEntries(
      machineNames.map((name) => [name, new Map<string, Timeline<string>>()]),
    ) as Record<MachineName, Map<string, Timeline<string>>>;
  }

  fold(event: TraceEvent): void {
    if (event.kind === 'program.started') {
      const starts = this.#starts.get(event.data.program) ?? new Timeline(0);
      this.#starts.set(event.data.program, starts);
      starts.set(event.seq, starts.last + 1);
    }
    for (const routed of routeEvent(event)) this.#step(event.seq, routed);
  }

  /** The state of an instance at `cursor`. */
  state(machine: MachineName, instance: string, cursor: number): string {
    const timeline = this.#instances[machine].get(this.#name(machine, instance, cursor));
    return timeline?.at(cursor) ?? initialState(machineTables[machine]);
  }

  /** The event that brought an instance into its state at `cursor`; 0 if none did. */
  since(machine: MachineName, instance: string, cursor: number): number {
    return this.#instances[machine].get(this.#name(machine, instance, cursor))?.since(cursor) ?? 0;
  }

  /** How many refusals there were up to `cursor`. */
  refusalsAt(cursor: number): number {
    return (
      lastAtMost(
        this.refusals.map((refusal) => refusal.seq),
        cursor,
      ) + 1
    );
  }

  #step(seq: number, { machine, instance, event }: RoutedEvent): void {
    const table = machineTables[machine];
    const name = this.#name(machine, instance, seq);
    const instances = this.#instances[machine];
    let timeline = instances.get(name);
    if (timeline === undefined) {
      timeline = new Timeline(initialState(table));
      instances.set(name, timeline);
    }
    const state = timeline.last;
    const next = nextState(table, state, event);
    if (next === undefined) this.refusals.push({ seq, machine, instance, state, event });
    else timeline.set(seq, next);
  }

  #name(machine: MachineName, instance: string, cursor: number): string {
    const owner = ownerOf(machine, instance);
    const starts = owner === undefined ? 0 : (this.#starts.get(owner)?.at(cursor) ?? 0);
    return starts < 2 ? instance : `${instance}@${starts}`;
  }
}
