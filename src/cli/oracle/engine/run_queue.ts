/** Runs scripts of the queues between a Reflector and its store. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from '#client-go/tools/cache/controller.ts';
import {
  type Delta,
  type Deltas,
  newDeltaFIFOWithOptions,
} from '#client-go/tools/cache/delta_fifo.ts';
import { errFIFOClosed, type PopProcessFunc, type Queue } from '#client-go/tools/cache/fifo.ts';
import { newStore, type Store, type StoreError } from '#client-go/tools/cache/store.ts';
import { newRealFIFOWithOptions } from '#client-go/tools/cache/the_real_fifo.ts';
import type { Proc } from '#sim/process.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import { Bench, panicOf, textOf, textsOf, timesOf, unknownVerb } from './bench.ts';
import { parseObject, parsePod, showDelta } from './notation.ts';
import { transformOf } from './transforms.ts';

export function runDeltaFIFO(script: OracleScript): Run {
  const bench = new Bench(script);
  const options = script.options ?? {};
  const known = knownObjects(options);
  const fifo = newDeltaFIFOWithOptions(bench.sim, {
    emitDeltaTypeReplaced: options['emitReplaced'] === true,
    transformer: transformOf(options['transform']),
    knownObjects: known,
  });
  const applied = options['apply'] === true ? known : undefined;
  const run = new QueueRun(bench, fifo, { applied, single: 'deltas' });
  for (const step of script.steps) {
    if (step.do === 'keyOf') {
      const key = fifo.keyOf(parseKeyed(step));
      bench.record('ops', { do: 'keyOf', ...(key.ok ? { key: key.value } : errorOf(key)) });
    } else run.step(step);
  }
  return bench.run;
}

export function runRealFIFO(script: OracleScript, preset: ProfileName): Run {
  const bench = new Bench(script);
  const options = script.options ?? {};
  const known = knownObjects(options);
  let fifo: Queue | undefined;
  const panic = panicOf(() => {
    fifo = newRealFIFOWithOptions(bench.sim, {
      transformer: transformOf(options['transform']),
      knownObjects: known,
      atomicEvents: options['atomic'] === true,
      unlockWhileProcessing: options['unlock'] === true,
      emitDeltaTypeBookmark: options['bookmarks'] === true,
      countAfterProcessing: profiles[preset].countAfterProcessing,
    });
  });
  if (fifo === undefined) {
    bench.record('ops', { do: 'new', panic });
    return bench.run;
  }
  const applied = options['apply'] === true ? known : undefined;
  // Up to v0.35 a single delta went through the batch function too.
  const single = preset === 'watchList' ? 'batch' : 'deltas';
  const run = new QueueRun(bench, fifo, { applied, single });
  for (const step of script.steps) run.step(step);
  return bench.run;
}

function parseKeyed(step: ScriptStep): unknown {
  if (textOf(step, 'type') !== 'Deltas') return parseObject(textOf(step, 'object'));
  return textsOf(step, 'objects').map((text) => ({ type: 'Updated', object: parseObject(text) }));
}

/** The store behind a queue; some of its keys may be listed and not found. */
export function knownObjects(options: JsonObject): Store | undefined {
  if (options['known'] === undefined) return undefined;
  const store = newStore(deletionHandlingMetaNamespaceKeyFunc);
  for (const text of textsOf(options, 'known')) store.add(parsePod(text));
  const fails = textsOf(options, 'lookupFails');
  const misses = [...textsOf(options, 'lookupMisses'), ...fails];
  if (misses.length === 0) return store;
  const getByKey = (key: string) => (misses.includes(key) ? undefined : store.getByKey(key));
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'getByKey') return getByKey;
      if (name === 'lookupFails') return (key: string) => fails.includes(key);
      const member = Reflect.get(target, name) as unknown;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function errorOf(result: Result<unknown, StoreError>): { readonly error: string | undefined } {
  return { error: result.ok ? undefined : result.error.message };
}

/** A queue with its poppers. */
export class QueueRun {
  readonly #bench: Bench;
  readonly #queue: Queue;
  readonly #applied: Store | undefined;
  readonly #single: 'deltas' | 'batch';
  #waiting = 0;

  constructor(bench: Bench, queue: Queue, consumer: Consumer) {
    this.#bench = bench;
    this.#queue = queue;
    this.#applied = consumer.applied;
    this.#single = consumer.single;
  }

  step(step: ScriptStep): void {
    const result = this.#do(step);
    const { synced, closed } = this.#bench.do(this.#state());
    this.#bench.record('ops', {
      do: step.do,
      object: textOf(step, 'object'),
      ...errorOf(result),
      synced,
      closed: closed ? true : undefined,
      poppersWaiting: this.#waiting > 0 ? this.#waiting : undefined,
    });
  }

  *#state(): Proc<{ readonly synced: boolean; readonly closed: boolean }> {
    const synced = yield* this.#queue.hasSynced();
    const closed = yield* this.#queue.isClosed();
    return { synced, closed };
  }

  #do(step: ScriptStep): Result<void, StoreError> {
    const fails = textOf(step, 'fail');
    switch (step.do) {
      case 'pop':
        for (let count = 0; count < timesOf(step); count++) {
          this.#pop((queue) => queue.pop(this.#process('deltas', fails)));
        }
        return ok(undefined);
      case 'popBatch':
        for (let count = 0; count < timesOf(step); count++) this.#pop(this.#popBatch(fails));
        return ok(undefined);
      case 'drain':
        this.#bench.do(this.#close());
        this.#bench.do(this.#drain((queue) => queue.pop(this.#process('deltas', fails))));
        return ok(undefined);
      case 'drainBatches':
        this.#bench.do(this.#close());
        this.#bench.do(this.#drain(this.#popBatch(fails)));
        return ok(undefined);
      default:
        return this.#bench.do(this.#fill(step));
    }
  }

  *#fill(step: ScriptStep): Proc<Result<void, StoreError>> {
    const object = () => parseObject(textOf(step, 'object')) as Unstructured;
    const queue = this.#queue;
    switch (step.do) {
      case 'add':
        return yield* queue.add(object());
      case 'update':
        return yield* queue.update(object());
      case 'delete':
        return yield* queue.delete(object());
      case 'replace':
        return yield* queue.replace(
          textsOf(step, 'objects').map(parsePod),
          textOf(step, 'resourceVersion'),
        );
      case 'resync':
        return yield* queue.resync();
      case 'bookmark':
        return (yield* queue.bookmark?.(textOf(step, 'resourceVersion')) ?? []) ?? ok(undefined);
      case 'close':
        yield* queue.close();
        return ok(undefined);
      default:
        return unknownVerb(step);
    }
  }

  #popBatch(fails: string) {
    return (queue: Queue) => {
      if (queue.popBatch === undefined) throw new Error('this queue has no batches');
      return queue.popBatch(this.#process('batch', fails), this.#process(this.#single, fails));
    };
  }

  #pop(popping: Popping): void {
    this.#waiting++;
    this.#bench.go('popper', this.#popper(popping));
    this.#bench.settle();
  }

  *#popper(popping: Popping): Proc {
    const popped = yield* popping(this.#queue);
    this.#waiting--;
    if (!popped.ok) this.#bench.record('popped', { error: popped.error.message });
  }

  *#close(): Proc {
    yield* this.#queue.close();
  }

  *#drain(popping: Popping): Proc {
    for (;;) {
      const popped = yield* popping(this.#queue);
      if (!popped.ok && popped.error === errFIFOClosed) return;
    }
  }

  #process(member: 'deltas' | 'batch', fails: string): PopProcessFunc {
    const consume = (deltas: Deltas, initial: boolean) =>
      this.#consume({ member, deltas, initial, fails });
    return (deltas, initial) => this.#bench.sim.call('process', consume(deltas, initial));
  }

  *#consume(given: Consumed): Proc<Result<void, StoreError>> {
    const { member, deltas, initial, fails } = given;
    this.#bench.record('popped', { [member]: deltas.map(showDelta), initial });
    if (fails !== '') return fail({ message: fails });
    if (this.#applied !== undefined) for (const delta of deltas) apply(this.#applied, delta);
    return ok(undefined);
  }
}

type Popping = (
  queue: Queue,
) => ReturnType<Queue['pop']> | ReturnType<NonNullable<Queue['popBatch']>>;

interface Consumer {
  /** What a successful pop writes to. */
  readonly applied: Store | undefined;
  /** What a batch of one is called. */
  readonly single: 'deltas' | 'batch';
}

interface Consumed {
  readonly member: 'deltas' | 'batch';
  readonly deltas: Deltas;
  readonly initial: boolean;
  readonly fails: string;
}

/** Keeps the known objects up to date, as an informer's store would be. */
function apply(store: Store, delta: Delta): void {
  switch (delta.type) {
    case 'Deleted':
      store.delete(delta.object);
      return;
    case 'Added':
    case 'Updated':
    case 'Replaced':
    case 'Sync':
      store.update(delta.object);
      return;
    default:
  }
}
