/**
 * Where the engine runs a script as the Go oracle does: one simulation, lanes of entries, and steps after
 * each of which everything happens that can happen at that instant.
 */

import { assert } from '#base/assert.ts';
import type { JsonObject, JsonValue } from '#base/json.ts';
import { after, type Duration } from '#base/time.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import { ObjectTable } from '#trace/object_table.ts';
import { showDuration } from './notation.ts';

/** Values of an entry; empty texts and `undefined` are left out, as the oracle does. */
export type Pairs = Readonly<Record<string, JsonValue | undefined>>;

export class Bench {
  readonly sim: Sim;
  readonly #lanes = new Map<string, JsonObject[]>();

  constructor(script: OracleScript) {
    const trace = { level: 'full' as const, objects: new ObjectTable(), append: () => undefined };
    this.sim = new Sim({ seed: 'oracle', policy: 'arrival', trace });
    const fractions = [...(script.jitter ?? [])];
    // Go has one source of chance for everything; so has a bench.
    Object.defineProperty(this.sim.chooser, 'jitter', { value: () => fractions.shift() ?? 0 });
  }

  record(lane: string, pairs: Pairs): void {
    const entry: Record<string, JsonValue> = { at: showDuration(this.sim.now) };
    for (const [name, value] of Object.entries(pairs)) {
      if (value !== undefined && value !== '') entry[name] = value;
    }
    const entries = this.#lanes.get(lane) ?? [];
    entries.push(entry);
    this.#lanes.set(lane, entries);
  }

  /** What was recorded. */
  get run(): Run {
    return [...this.#lanes].map(([lane, entries]) => ({ lane, entries }));
  }

  /** Starts a process that goes on by itself. */
  go(name: string, body: Proc): void {
    this.sim.spawn(name, body, { daemon: true });
  }

  /** Lets everything happen that can happen at this instant. */
  settle(): void {
    this.sim.run(this.sim.now);
  }

  /** Lets time pass. */
  advance(delay: Duration): void {
    const end = after(this.sim.now, delay);
    this.sim.run(end);
    this.sim.advanceTo(end);
  }

  /** Runs a body to its end, however long that takes, then lets everything happen. */
  do<T>(body: Proc<T>): T {
    let result: { readonly value: T } | undefined;
    this.sim.spawn(
      'script',
      (function* (): Proc {
        result = { value: yield* body };
      })(),
    );
    this.settle();
    while (result === undefined) {
      assert(this.sim.step() === 'stepped', 'a step of the script must come to its end');
    }
    this.settle();
    return result.value;
  }
}

/** What a call threw; `undefined` if it returned. */
export function panicOf(call: () => void): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function textOf(step: ScriptStep, field: string): string {
  const value = step[field];
  return typeof value === 'string' ? value : '';
}

export function textsOf(step: ScriptStep | JsonObject, field: string): readonly string[] {
  const value = step[field];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** How often the verb is done. */
export function timesOf(step: ScriptStep): number {
  return typeof step['times'] === 'number' ? step['times'] : 1;
}

export function unknownVerb(step: ScriptStep): never {
  throw new Error(`there is no verb "${step.do}" here`);
}
