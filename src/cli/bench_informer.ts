/** Watch events per second through a real informer, two handlers, a work queue and a worker. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { freezeJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { resourceEventHandlerFuncs } from '#client-go/tools/cache/controller.ts';
import type { ListerWatcher, ListWatchError } from '#client-go/tools/cache/listwatch.ts';
import { newSharedIndexInformer } from '#client-go/tools/cache/shared_informer.ts';
import { newTypedWithConfig, type TypedInterface } from '#client-go/util/workqueue/queue.ts';
import { Channel } from '#sim/channel.ts';
import { background, withCancel } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import { ObjectTable } from '#trace/object_table.ts';
import { profiles } from '#trace/profile.ts';
import type { Figure } from './bench.ts';
import { processorSeconds } from './processor_time.ts';

const podCount = 1_000;
const warmUpEvents = 20_000;
const measuredEvents = 60_000;
const rounds = 3;

export function benchInformer(): Figure {
  let best = 0;
  let hops = 0;
  for (let round = 0; round < rounds; round++) {
    const figure = eventsPerSecond();
    best = Math.max(best, figure.perSecond);
    hops = figure.hops;
  }
  return {
    name: 'informer',
    conditions:
      `profile classic, ${podCount} pods, two handlers, work queue, one worker, level full ` +
      `(${(hops / measuredEvents).toFixed(1)} trace events each), ` +
      `${measuredEvents.toLocaleString('en')} MODIFIED events, processor time, best of ${rounds}`,
    value: best,
    unit: 'watch events/s',
    least: 20_000,
  };
}

function eventsPerSecond(): { readonly perSecond: number; readonly hops: number } {
  let hops = 0;
  const objects = new ObjectTable();
  const append = (_event: TraceEvent): void => {
    hops++;
  };
  const trace = { level: 'full' as const, objects, append };
  const sim = new Sim({
    seed: 'bench',
    policy: 'arrival',
    mostStepsPerInstant: Number.MAX_SAFE_INTEGER,
    trace,
  });
  const server = new Feed(sim, podCount);
  const worked = { count: 0 };
  sim.spawn('bench/main', main(sim, server, worked));
  sim.run(sim.now);
  const feed = (changes: readonly Unstructured[]): void => {
    const wanted = worked.count + changes.length;
    server.feed(changes);
    sim.run(sim.now);
    if (worked.count < wanted * 0.5)
      throw new Error(`expected keys to be worked, got ${worked.count}`);
  };
  feed(server.changes(warmUpEvents));
  const changes = server.changes(measuredEvents);
  hops = 0;
  const seconds = processorSeconds(() => feed(changes));
  return { perSecond: measuredEvents / seconds, hops };
}

function* main(sim: Sim, server: Feed, worked: { count: number }): Proc {
  const environment = { sim, profile: profiles.classic };
  const informer = newSharedIndexInformer(environment, {
    listerWatcher: server,
    noun: { informer: 'bench/pods', resource: 'pods' },
  });
  const queue = newTypedWithConfig<string>(sim, { name: 'bench' });
  const enqueue = (obj: unknown): void => queue.add(keyOf(obj));
  yield* informer.addEventHandler(
    resourceEventHandlerFuncs({
      addFunc: enqueue,
      updateFunc: (_old, obj) => enqueue(obj),
      deleteFunc: enqueue,
    }),
  );
  yield* informer.addEventHandler(resourceEventHandlerFuncs({ updateFunc: () => undefined }));
  sim.spawn('bench/worker-1', worker(queue, worked));
  sim.spawn('bench/pods/processLoop', informer.run(withCancel(sim, background(sim)).ctx));
}

function* worker(queue: TypedInterface<string>, worked: { count: number }): Proc {
  for (;;) {
    const key = yield* queue.get();
    if (key === undefined) return;
    worked.count++;
    queue.done(key);
  }
}

function keyOf(obj: unknown): string {
  const { metadata } = obj as Unstructured;
  return `${metadata.namespace}/${metadata.name}`;
}

/** Lists some pods, then changes them in turn as fast as they are taken. */
class Feed implements ListerWatcher {
  readonly #sim: Sim;
  readonly #count: number;
  readonly #events: Channel<Event>;
  #version: number;

  constructor(sim: Sim, count: number) {
    this.#sim = sim;
    this.#count = count;
    this.#version = count;
    this.#events = new Channel(sim, { name: 'bench.watch', capacity: 100 });
  }

  list(): ReturnType<ListerWatcher['list']> {
    return this.#sim.call('list', this.#list());
  }

  watch(): ReturnType<ListerWatcher['watch']> {
    return this.#sim.call('watch', this.#watch());
  }

  /** The next so many changes. */
  changes(count: number): readonly Unstructured[] {
    return Array.from({ length: count }, () => {
      this.#version++;
      return pod(this.#version % this.#count, this.#version);
    });
  }

  /** Sends them. */
  feed(changes: readonly Unstructured[]): void {
    this.#sim.spawn('bench/feed', this.#send(changes));
  }

  *#list(): Proc<
    Result<
      {
        apiVersion: string;
        kind: string;
        metadata: { resourceVersion: string };
        items: Unstructured[];
      },
      ListWatchError
    >
  > {
    const items = Array.from({ length: this.#count }, (_, index) => pod(index, index + 1));
    const metadata = { resourceVersion: String(this.#version) };
    return ok({ apiVersion: 'v1', kind: 'PodList', metadata, items });
  }

  *#watch(): Proc<Result<Interface, ListWatchError>> {
    return ok({ stop: () => undefined, resultChan: () => this.#events });
  }

  *#send(changes: readonly Unstructured[]): Proc {
    for (const object of changes) yield* this.#events.send({ type: 'MODIFIED', object });
  }
}

/** A pod of ordinary size, frozen so that naming it in the trace costs one digest. */
function pod(index: number, version: number): Unstructured {
  return freezeJson({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `web-${index}`,
      namespace: 'default',
      uid: `uid-${index}`,
      resourceVersion: String(version),
      labels: { app: 'web', tier: 'front' },
    },
    spec: { nodeName: 'node-a', containers: [{ name: 'nginx', image: 'nginx:1.14.2' }] },
    status: { phase: 'Running', podIP: `10.0.${index >> 8}.${index & 255}` },
  });
}
