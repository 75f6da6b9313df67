/**
 * An informer that looks like a watch: what its handler is told is kept, however much it is, until the
 * reader takes it.
 *
 * @upstream kubernetes/client-go tools/watch/informerwatcher.go
 */

import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import type { Environment } from '#client-go/features/features.ts';
import {
  type Controller,
  newInformerWithOptions,
  resourceEventHandlerFuncs,
} from '#client-go/tools/cache/controller.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import type { Indexer } from '#client-go/tools/cache/index.ts';
import type { ListerWatcher } from '#client-go/tools/cache/listwatch.ts';
import type { ExpectedType } from '#client-go/tools/cache/reflector.ts';
import { type Causes, noCauses } from '#sim/causes.ts';
import { Channel, select } from '#sim/channel.ts';
import { type Context, withoutCancel } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Cond, Mutex } from '#sim/sync.ts';

/** Hands events over in order, one by one, to whoever reads `out`. */
export class EventProcessor {
  readonly #sim: Sim;
  readonly #out: Channel<Event>;
  readonly #lock: Mutex;
  readonly #cond: Cond;
  #buffer: { readonly event: Event; readonly causes: Causes }[] = [];
  readonly #done: Channel<never>;

  constructor(sim: Sim, out: Channel<Event>) {
    this.#sim = sim;
    this.#out = out;
    this.#lock = new Mutex(sim, `${out.name}.lock`);
    this.#cond = new Cond(sim, `${out.name}.cond`, this.#lock);
    this.#done = new Channel(sim, { name: `${out.name}.done` });
  }

  /** Never waits for a reader. */
  push(event: Event): Proc {
    return this.#push(event);
  }

  /** Ends {@link run}, even while nobody takes what it holds. */
  stop(): void {
    this.#done.close();
    this.#cond.signal();
  }

  *run(): Proc {
    do {
      yield* this.#takeAndWriteBatch();
    } while (!this.#done.closed);
  }

  *#push(event: Event): Proc {
    yield* this.#lock.lock();
    this.#buffer.push({ event, causes: this.#sim.causes });
    this.#cond.signal();
    this.#lock.unlock();
  }

  *#takeAndWriteBatch(): Proc {
    yield* this.#lock.lock();
    while (this.#buffer.length === 0 && !this.#done.closed) yield* this.#cond.wait();
    const batch = this.#buffer;
    this.#buffer = [];
    this.#lock.unlock();
    for (const { event, causes } of batch) {
      this.#sim.adopt(causes);
      const cases = [this.#out.sending(event), this.#done.receiving()];
      if ((yield* select(this.#sim, cases)).index === 1) return;
    }
    this.#sim.adopt(noCauses);
  }
}

export interface InformerWatcherOptions {
  /** Names the informer: `kubectl/pods`. */
  readonly name: string;
  readonly listerWatcher: ListerWatcher;
  readonly resource: string;
  readonly expectedType?: ExpectedType;
}

export interface InformerWatcher {
  readonly indexer: Indexer;
  readonly controller: Controller;
  /** Its channel is never closed. */
  readonly watcher: Interface;
  /** Closed when the informer has stopped. */
  readonly done: Channel<never>;
}

/** Starts the informer. What it finds when it lists comes as additions. */
export function newIndexerInformerWatcher(
  environment: Environment,
  options: InformerWatcherOptions,
): InformerWatcher {
  const { sim } = environment;
  const { name, resource, listerWatcher, expectedType } = options;
  const out = new Channel<Event>(sim, { name: `${name}.watch` });
  const processor = new EventProcessor(sim, out);
  const { store, controller } = newInformerWithOptions(environment, {
    listerWatcher,
    noun: { informer: name, resource },
    expectedType,
    handler: resourceEventHandlerFuncs({
      addFunc: (object) => processor.push({ type: 'ADDED', object }),
      updateFunc: (_, object) => processor.push({ type: 'MODIFIED', object }),
      deleteFunc: (deleted) => pushDeleted(processor, deleted),
    }),
  });
  const done = new Channel<never>(sim, { name: `${name}.done` });
  const { ctx, cancel } = withoutCancel(sim, `${name}.ctx`);
  sim.spawn(`${name}/events`, processor.run());
  sim.spawn(`${name}/informer`, running(ctx, { controller, processor, done }));
  const watcher: Interface = { stop: cancel, resultChan: () => out };
  return { indexer: store, controller, watcher, done };
}

/** A deletion that was missed tells of the object as it was last known. */
function* pushDeleted(processor: EventProcessor, deleted: unknown): Proc {
  const object = deleted instanceof DeletedFinalStateUnknown ? deleted.obj : deleted;
  if (object !== undefined) yield* processor.push({ type: 'DELETED', object } as Event);
}

function* running(
  ctx: Context,
  parts: {
    readonly controller: Controller;
    readonly processor: EventProcessor;
    readonly done: Channel<never>;
  },
): Proc {
  yield* parts.controller.run(ctx);
  parts.processor.stop();
  parts.done.close();
}
