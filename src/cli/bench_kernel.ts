/** Steps per second of the bare kernel: processes that hand values to each other, four calls deep. */

import { Channel } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import { ObjectTable } from '#trace/object_table.ts';
import type { Figure } from './bench.ts';
import { processorSeconds } from './processor_time.ts';

const processCount = 100;
const warmUpSteps = 300_000;
const measuredSteps = 3_000_000;
const rounds = 3;

/** The best of a few rounds, each with a kernel of its own: the others measure the machine's other work. */
export function benchKernel(): Figure {
  let best = 0;
  for (let round = 0; round < rounds; round++) best = Math.max(best, stepsPerSecond());
  return {
    name: 'kernel',
    conditions:
      `${processCount} processes in pairs over unbuffered channels, call depth 4, level full, ` +
      `${measuredSteps.toLocaleString('en')} steps, processor time, best of ${rounds}`,
    value: best,
    unit: 'steps/s',
    least: 1_000_000,
  };
}

function stepsPerSecond(): number {
  const events: TraceEvent[] = [];
  const sim = new Sim({
    seed: 'bench',
    policy: 'arrival',
    mostStepsPerInstant: Number.MAX_SAFE_INTEGER,
    trace: { level: 'full', objects: new ObjectTable(), append: (event) => events.push(event) },
  });
  for (let pair = 0; pair < processCount / 2; pair++) {
    const channel = new Channel<number>(sim, { name: `channel-${pair}` });
    sim.spawn(`sender-${pair}`, sending(channel));
    sim.spawn(`receiver-${pair}`, receiving(channel));
  }
  for (let step = 0; step < warmUpSteps; step++) sim.step();
  const seconds = processorSeconds(() => {
    for (let step = 0; step < measuredSteps; step++) sim.step();
  });
  return measuredSteps / seconds;
}

function* sending(channel: Channel<number>): Proc {
  for (let value = 1; ; value++) yield* outer(channel, value);
}

function* outer(channel: Channel<number>, value: number): Proc {
  yield* inner(channel, value);
}

function* inner(channel: Channel<number>, value: number): Proc {
  yield* channel.send(value);
}

function* receiving(channel: Channel<number>): Proc {
  for (;;) yield* taking(channel);
}

function* taking(channel: Channel<number>): Proc {
  yield* takingOne(channel);
}

function* takingOne(channel: Channel<number>): Proc<number | undefined> {
  return yield* channel.receive();
}
