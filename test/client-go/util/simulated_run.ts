/** A bare simulation for tests of code that needs processes and time, but no cluster. */

import { assert } from '#base/assert.ts';
import { after, type Duration } from '#base/time.ts';
import type { ChoicePolicy } from '#sim/chooser.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import type { EventOf, TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { ObjectTable } from '#trace/object_table.ts';

export interface SimulatedRun {
  readonly sim: Sim;
  readonly events: readonly TraceEvent[];
  /** The events of one kind. */
  readonly of: <K extends EventKind>(kind: K) => readonly EventOf<K>[];
  /** Starts a process and lets everything run that can run now. */
  readonly go: (name: string, body: () => Proc<unknown>) => void;
  /** Lets everything run that can run now. */
  readonly settle: () => void;
  /** Lets time pass. */
  readonly pass: (delay: Duration) => void;
}

export function simulatedRun(
  options: { readonly seed?: string; readonly policy?: ChoicePolicy } = {},
): SimulatedRun {
  const events: TraceEvent[] = [];
  const sim = new Sim({
    seed: options.seed ?? 'test',
    policy: options.policy ?? 'arrival',
    trace: { level: 'full', objects: new ObjectTable(), append: (event) => events.push(event) },
  });
  const settle = () => {
    sim.run(sim.now);
  };
  return {
    sim,
    events,
    of: <K extends EventKind>(kind: K) =>
      events.filter((event): event is TraceEvent & EventOf<K> => event.kind === kind),
    go: (name, body) => {
      sim.spawn(name, body());
      settle();
    },
    settle,
    pass: (delay) => {
      const end = after(sim.now, delay);
      assert(sim.run(end) !== 'stepped', 'a run must stop at its limit');
      sim.advanceTo(end);
    },
  };
}
