/** Several blocking calls at once, as Go's `go` and a wait group do it. */

import type { Causes } from '#sim/causes.ts';
import { causesOfAll } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { WaitGroup } from '#sim/sync.ts';

/** Runs every body in a process of its own and waits for all; the results stand in the bodies' order. */
export function* inParallel<T>(sim: Sim, bodies: readonly (() => Proc<T>)[]): Proc<readonly T[]> {
  const results: T[] = [];
  const ends: Causes[] = [];
  const group = new WaitGroup(sim, `${sim.self.name}.parallel`);
  function* one(body: () => Proc<T>, index: number): Proc {
    results[index] = yield* body();
    ends[index] = sim.causes;
  }
  for (const [index, body] of bodies.entries()) {
    group.go(`${sim.self.name}/call-${index + 1}`, one(body, index));
  }
  yield* group.wait();
  if (ends.length > 0) sim.adopt(causesOfAll(ends));
  return results;
}
