/**
 * A watch seen through a function that may change or hide its events. An object that comes to match, or
 * no longer does, keeps the type its event had: a filter cannot make it an addition or a deletion.
 *
 * @upstream kubernetes/apimachinery pkg/watch/filter.go
 */

import { Channel } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { Event, Interface } from './watch.ts';

/** What an event becomes; `undefined` hides it. */
export type FilterFunc = (event: Event) => Event | undefined;

/**
 * Passes on what `f` makes of each event. Stopping it stops `incoming`, whose end ends it. Whoever
 * stops reading while an event is pending leaves its process blocked for ever.
 */
export function filter(
  sim: Sim,
  incoming: Interface,
  options: { readonly name: string; readonly f: FilterFunc },
): Interface {
  const result = new Channel<Event>(sim, { name: `${options.name}.result` });
  sim.spawn(`${options.name}/loop`, filtering(incoming, result, options.f), { daemon: true });
  return { stop: () => incoming.stop(), resultChan: () => result };
}

function* filtering(incoming: Interface, result: Channel<Event>, f: FilterFunc): Proc {
  for (;;) {
    const event = yield* incoming.resultChan().receive();
    if (event === undefined) break;
    const filtered = f(event);
    if (filtered !== undefined) yield* result.send(filtered);
  }
  result.close();
}

/** Remembers every event that passes, until the watch is over. */
export class Recorder implements Interface {
  readonly #events: Event[] = [];
  readonly #watch: Interface;

  constructor(sim: Sim, incoming: Interface, name: string) {
    const f = (event: Event) => {
      this.#events.push(event);
      return event;
    };
    this.#watch = filter(sim, incoming, { name, f });
  }

  stop(): void {
    this.#watch.stop();
  }

  resultChan(): Channel<Event> {
    return this.#watch.resultChan();
  }

  /** What has passed so far. */
  events(): readonly Event[] {
    return [...this.#events];
  }
}

export function newRecorder(sim: Sim, incoming: Interface, name: string): Recorder {
  return new Recorder(sim, incoming, name);
}
