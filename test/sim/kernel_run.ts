/** A kernel with its trace in hand, for tests of the kernel. */

import { startOfRun } from '#base/time.ts';
import type { ChoicePolicy } from '#sim/chooser.ts';
import type { Proc } from '#sim/process.ts';
import { Sim, type SimOptions } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { TraceLevel } from '#trace/level.ts';
import { ObjectTable } from '#trace/object_table.ts';

export interface KernelRun {
  readonly sim: Sim;
  readonly events: readonly TraceEvent[];
  /** What processes wrote down, with the instant in milliseconds where they asked for it. */
  readonly log: string[];
  readonly go: (name: string, body: () => Proc<unknown>) => void;
}

export interface KernelRunOptions extends Partial<Omit<SimOptions, 'trace'>> {
  readonly level?: TraceLevel;
}

export function kernelRun(options: KernelRunOptions = {}): KernelRun {
  const events: TraceEvent[] = [];
  const sim = new Sim({
    seed: 'test',
    policy: 'arrival' satisfies ChoicePolicy,
    ...options,
    trace: {
      level: options.level ?? 'full',
      objects: new ObjectTable(),
      append: (event) => events.push(event),
    },
  });
  if (sim.now !== startOfRun) throw new Error('a run starts at the start');
  return { sim, events, log: [], go: (name, body) => sim.spawn(name, body()) };
}
