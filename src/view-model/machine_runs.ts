/** Every machine's instances over time, driven by the trace; and every event that a machine refused. */

import { machineTables } from '#machines/generated_tables.ts';
import type { MachineName, RoutedEvent } from '#machines/machine_catalog.ts';
import { machineNames, ownerOf, routeEvent } from '#machines/machine_catalog.ts';
import { initialState, nextState } from '#machines/transition_table.ts';
import type { TraceEvent } from '#trace/event.ts';
import { Occurrences, Timeline } from './timeline.ts';

/** A machine did not accept what the trace says happened: one of the two is wrong. */
export interface Refusal {
  readonly seq: number;
  readonly machine: MachineName;
  readonly instance: string;
  readonly state: string;
  readonly event: string;
}

/** An instance came into a state. */
export interface StateChange {
  readonly seq: number;
  readonly state: string;
}

const none: readonly Refusal[] = [];

/** The states of all instances of one machine: each change points back at the one before. */
class StateLog {
  readonly #seqs: number[] = [];
  readonly #states: string[] = [];
  readonly #before: number[] = [];
  readonly #latest = new Map<string, number>();

  last(instance: string): string | undefined {
    const index = this.#latest.get(instance);
    return index === undefined ? undefined : this.#states[index];
  }

  set(seq: number, instance: string, state: string): void {
    this.#before.push(this.#latest.get(instance) ?? -1);
    this.#latest.set(instance, this.#seqs.length);
    this.#seqs.push(seq);
    this.#states.push(state);
  }

  /** Every instance that has changed its state by `cursor`, in the order of their first change. */
  instances(cursor: number): readonly string[] {
    const found: string[] = [];
    for (const [instance, latest] of this.#latest) {
      let first = latest;
      while ((this.#before[first] ?? -1) >= 0) first = this.#before[first] ?? -1;
      if ((this.#seqs[first] ?? 0) <= cursor) found.push(instance);
    }
    return found;
  }

  /** Every change of an instance up to `cursor`, oldest first. */
  changes(instance: string, cursor: number): readonly StateChange[] {
    const found: StateChange[] = [];
    let index = this.#latest.get(instance) ?? -1;
    for (; index >= 0; index = this.#before[index] ?? -1) {
      const seq = this.#seqs[index] ?? 0;
      if (seq <= cursor) found.push({ seq, state: this.#states[index] ?? '' });
    }
    return found.reverse();
  }

  /** The change that an instance had last seen at `cursor`. */
  at(
    instance: string,
    cursor: number,
  ): { readonly seq: number; readonly state: string } | undefined {
    let index = this.#latest.get(instance) ?? -1;
    while (index >= 0 && (this.#seqs[index] ?? 0) > cursor) index = this.#before[index] ?? -1;
    if (index < 0) return undefined;
    return { seq: this.#seqs[index] ?? 0, state: this.#states[index] ?? '' };
  }
}

export class MachineRuns {
  readonly refusals: Refusal[] = [];
  readonly #refused = new Occurrences();
  readonly #logs: Readonly<Record<MachineName, StateLog>>;
  /** A restarted program's things begin anew: they carry the number of the start. */
  readonly #starts = new Map<string, Timeline<number>>();
  /** When a program was first started again; 0 for never. */
  #restarted = 0;

  constructor() {
    this.#logs = Object.fromEntries(machineNames.map((name) => [name, new StateLog()])) as Record<
      MachineName,
      StateLog
    >;
  }

  /** Moves every machine that the event concerns. Returns the refusals. */
  fold(event: TraceEvent): readonly Refusal[] {
    if (event.kind === 'program.started') {
      const starts = this.#starts.get(event.data.program) ?? new Timeline(0);
      this.#starts.set(event.data.program, starts);
      starts.set(event.seq, starts.last + 1);
      if (starts.last === 2 && this.#restarted === 0) this.#restarted = event.seq;
    }
    const before = this.refusals.length;
    for (const routed of routeEvent(event)) this.#step(event.seq, routed);
    return this.refusals.length === before ? none : this.refusals.slice(before);
  }

  /** The state of an instance at `cursor`. */
  state(machine: MachineName, instance: string, cursor: number): string {
    const found = this.#logs[machine].at(this.#name(machine, instance, cursor), cursor);
    return found?.state ?? initialState(machineTables[machine]);
  }

  /** The event that brought an instance into its state at `cursor`; 0 if none did. */
  since(machine: MachineName, instance: string, cursor: number): number {
    return this.#logs[machine].at(this.#name(machine, instance, cursor), cursor)?.seq ?? 0;
  }

  /** The instances of a machine that have lived by `cursor`; a restarted program's carry `@` and the start. */
  instances(machine: MachineName, cursor: number): readonly string[] {
    return this.#logs[machine].instances(cursor);
  }

  /** The states that an instance, named as {@link instances} does, has come into by `cursor`. */
  changes(machine: MachineName, instance: string, cursor: number): readonly StateChange[] {
    return this.#logs[machine].changes(instance, cursor);
  }

  /** How many refusals there were up to `cursor`. */
  refusalsAt(cursor: number): number {
    return this.#refused.count(cursor);
  }

  #step(seq: number, { machine, instance, event }: RoutedEvent): void {
    const table = machineTables[machine];
    const name = this.#name(machine, instance, seq);
    const log = this.#logs[machine];
    const state = log.last(name) ?? initialState(table);
    const next = nextState(table, state, event);
    if (next === undefined) {
      this.refusals.push({ seq, machine, instance, state, event });
      this.#refused.add(seq);
    } else if (next !== state) log.set(seq, name, next);
  }

  #name(machine: MachineName, instance: string, cursor: number): string {
    // Nothing was started a second time: the usual case, and the hot one.
    if (this.#restarted === 0 || cursor < this.#restarted) return instance;
    const owner = ownerOf(machine, instance);
    const starts = owner === undefined ? 0 : (this.#starts.get(owner)?.at(cursor) ?? 0);
    return starts < 2 ? instance : `${instance}@${starts}`;
  }
}
