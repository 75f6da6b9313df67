/**
 * What every queue between a Reflector and a store can do, and what the trace hears of it.
 *
 * @upstream kubernetes/client-go tools/cache/fifo.go
 * @diverges A transform that takes time says how long; the queue waits so long with its lock held, for a whole list at once.
 * @diverges The old FIFO's Replace queues in the order of the list; Go's map order is random.
 */

import {
  isUnstructured,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { duration } from '#base/time.ts';
import { mergeCauses } from '#sim/causes.ts';
import { Channel, causesOfAll } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Cond, Mutex } from '#sim/sync.ts';
import type { EventData } from '#trace/event.ts';
import type { Delta, Deltas, DeltaType } from './delta_fifo.ts';
import { type KeyFunc, newKeyError, type StoreError, type TransformFunc } from './store.ts';

/** What a Reflector fills. */
export interface ReflectorStore {
  readonly add: (obj: Unstructured) => Blocking<Result<void, StoreError>>;
  readonly update: (obj: Unstructured) => Blocking<Result<void, StoreError>>;
  readonly delete: (obj: Unstructured) => Blocking<Result<void, StoreError>>;
  readonly replace: (
    list: readonly Unstructured[],
    resourceVersion: string,
  ) => Blocking<Result<void, StoreError>>;
  /** Makes handlers see again what is known already. Asks no server. */
  readonly resync: () => Blocking<Result<void, StoreError>>;
  /** What it does to objects before it keeps them. */
  readonly transformer?: () => TransformFunc | undefined;
  /** Takes note of a bookmark. */
  readonly bookmark?: (resourceVersion: string) => Blocking<Result<void, StoreError>>;
  /** Told of each resourceVersion that the Reflector has reached. */
  readonly updateResourceVersion?: (resourceVersion: string) => void;
}

/** Handles what was taken out of a queue: one key's deltas, or a single delta. */
export type PopProcessFunc = (
  deltas: Deltas,
  isInInitialList: boolean,
) => Blocking<Result<void, StoreError>>;

/** A queue of changes with one consumer. */
export interface Queue extends ReflectorStore {
  /** Waits for something to process, and processes it. */
  readonly pop: (process: PopProcessFunc) => Blocking<Result<Deltas, StoreError>>;
  /** The same for several deltas at once, where the queue can do that. */
  readonly popBatch?: (
    processBatch: PopProcessFunc,
    processSingle: PopProcessFunc,
  ) => Blocking<Result<void, StoreError>>;
  /** True once the first list was taken out. Waits for the queue's lock. */
  readonly hasSynced: () => Blocking<boolean>;
  /** Closed when {@link hasSynced} becomes true. */
  readonly done: () => Channel<never>;
  /** A waiting consumer gives up; what is queued can still be taken out. */
  readonly close: () => Blocking<void>;
  readonly isClosed: () => Blocking<boolean>;
  /** How many deltas wait. For observers: takes no lock. */
  readonly depth: () => number;
  /** Says that everything still queued will never be processed. */
  readonly abandon: () => void;
}

/** What a queue knows its objects' store by. */
export interface KnownObjects {
  readonly listKeys: () => readonly string[];
  readonly getByKey: (key: string) => Unstructured | undefined;
  /** True if looking the key up is an error; {@link getByKey} then gives nothing. Our stores never fail. */
  readonly lookupFails?: (key: string) => boolean;
}

/** What a consumer gets from a closed, empty queue, whichever queue it is. */
export const errFIFOClosed: StoreError = { message: 'DeltaFIFO: manipulating with closed queue' };

/** Whose queue it is, for the trace. */
export interface QueueNoun {
  /** `rs-controller/pods`. */
  readonly informer: string;
  /** `pods`. */
  readonly resource: string;
}

/** How full a queue is. */
interface Depth {
  readonly keys: number;
  readonly items: number;
}

/** Numbers a queue's deltas and tells the trace what happens to them. */
export class QueueTrace {
  readonly #sim: Sim;
  readonly #informer: string;
  readonly #prefix: string;
  #deltas = 0;

  constructor(sim: Sim, noun: QueueNoun) {
    this.#sim = sim;
    this.#informer = noun.informer;
    this.#prefix = noun.resource === '' ? '' : `${noun.resource}/`;
  }

  /** The next delta's number. */
  number(): number {
    return ++this.#deltas;
  }

  /** The event subject of a key; the informer itself for a delta about the whole collection. */
  subject(key: string): string {
    return key === '' ? this.#informer : this.#prefix + key;
  }

  /** A delta is about to be queued. It carries this event as what led to it. */
  queued(delta: Delta, depth: Depth): void {
    const { number, type, key } = delta;
    const tombstone = delta.type === 'Deleted' && !isUnstructured(delta.object);
    const obj = tombstone ? delta.object.obj : delta.object;
    const object = isUnstructured(obj) ? this.#sim.ref(obj) : undefined;
    const data: EventData<'delta.queued'> = tombstone
      ? { informer: this.#informer, delta: number, type, key, object, tombstone, ...depth }
      : { informer: this.#informer, delta: number, type, key, object, ...depth };
    this.#sim.emit('delta.queued', this.subject(key), data);
    delta.causes = this.#sim.causes;
  }

  /** Merges `gone` into `kept`, which from now on also carries what led to `gone`. */
  merge(gone: Delta, kept: Delta): Delta {
    const { number, type, key } = gone;
    this.#sim.emit('delta.merged', this.subject(key), {
      informer: this.#informer,
      delta: number,
      type,
      key,
      into: kept.number,
    });
    kept.causes = mergeCauses(kept.causes, gone.causes);
    return kept;
  }

  dropped(
    type: DeltaType,
    key: string,
    why: {
      readonly reason: EventData<'delta.dropped'>['reason'];
      readonly delta?: number | undefined;
    },
  ): void {
    const data = { informer: this.#informer, type, key, ...why };
    this.#sim.emit('delta.dropped', this.subject(key), data);
  }

  /** From here on, what led to the deltas led here. */
  popped(deltas: Deltas, key: string, depth: Depth): void {
    const [first] = deltas;
    if (first === undefined) return;
    const single = deltas.length === 1;
    this.#sim.adopt(single ? first.causes : causesOfAll(deltas.map((each) => each.causes)));
    this.#sim.emit('delta.popped', this.subject(key), {
      informer: this.#informer,
      key,
      deltas: single ? [first.number] : deltas.map((each) => each.number),
      types: single ? [first.type] : deltas.map((each) => each.type),
      keys: depth.keys,
      items: depth.items,
    });
  }

  synced(): void {
    this.#sim.emit('delta.synced', this.#informer, { informer: this.#informer });
  }
}

/** Counts a queue's first list down, and says once when it has been taken out. */
export class InitialPopulation {
  /** Closed when {@link hasSynced} becomes true. */
  readonly synced: Channel<never>;
  readonly #sim: Sim;
  readonly #trace: QueueTrace;
  readonly #onSynced: (() => void) | undefined;
  #populated = false;
  #left = 0;
  #tellsSynced = false;

  constructor(
    sim: Sim,
    options: {
      readonly noun: QueueNoun;
      readonly trace: QueueTrace;
      readonly onSynced: (() => void) | undefined;
    },
  ) {
    this.#sim = sim;
    this.#trace = options.trace;
    this.#onSynced = options.onSynced;
    this.synced = new Channel(sim, { name: `${options.noun.informer}.queue.synced` });
  }

  /** Only the first thing that happens to the queue decides what its first list is. */
  begin(count: number): void {
    if (this.#populated) return;
    this.#populated = true;
    this.#left = count;
    const because = this.#sim.causes;
    this.#checkSynced();
    this.tellSynced();
    this.#sim.adopt(because);
  }

  hasSynced(): boolean {
    return this.#populated && this.#left === 0;
  }

  /** How much of the first list is still queued or being processed. */
  left(): number {
    return this.#left;
  }

  countDown(count: number): void {
    if (this.#left === 0) return;
    this.#left = Math.max(0, this.#left - count);
    this.#checkSynced();
  }

  /** Whoever asks {@link hasSynced} hears of it only when the queue's lock is given up. */
  tellSynced(): void {
    if (!this.#tellsSynced) return;
    this.#tellsSynced = false;
    this.#onSynced?.();
  }

  #checkSynced(): void {
    if (this.synced.closed || !this.hasSynced()) return;
    this.#trace.synced();
    this.synced.close();
    this.#tellsSynced = true;
  }
}

/** The time that a transform takes for so many objects, while the queue's lock is held. */
export function* transforming(
  sim: Sim,
  transformer: TransformFunc | undefined,
  objects: number,
): Proc {
  const { lasting } = transformer ?? {};
  if (lasting !== undefined && objects > 0) yield* sim.sleep(duration(lasting * objects));
}

export function couldNotEnqueue(error: StoreError): Result<void, StoreError> {
  return fail({ message: `couldn't enqueue object: ${error.message}`, cause: error });
}

/** Handles what was taken out of a {@link FIFO}. */
export type FIFOProcessFunc = (
  obj: Unstructured,
  isInInitialList: boolean,
) => Blocking<Result<void, StoreError>>;

const done: Result<void, StoreError> = ok(undefined);

/**
 * The oldest of the queues: of each key only the newest object, once, in the order in which the keys
 * came. No informer uses it any more. Nothing but a pop ever waits, so its other calls take no lock.
 */
export class FIFO {
  readonly #keyFunc: KeyFunc;
  readonly #lock: Mutex;
  readonly #cond: Cond;
  #items = new Map<string, Unstructured>();
  #queue: string[] = [];
  #populated = false;
  #initialPopulationCount = 0;
  #closed = false;

  constructor(sim: Sim, keyFunc: KeyFunc) {
    this.#keyFunc = keyFunc;
    this.#lock = new Mutex(sim, 'fifo.lock');
    this.#cond = new Cond(sim, 'fifo.cond', this.#lock);
  }

  add(obj: Unstructured): Result<void, StoreError> {
    const key = this.#keyFunc(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    this.#populated = true;
    if (!this.#items.has(key.value)) this.#queue.push(key.value);
    this.#items.set(key.value, obj);
    this.#cond.broadcast();
    return done;
  }

  update(obj: Unstructured): Result<void, StoreError> {
    return this.add(obj);
  }

  /** The key keeps its place in line, for whatever comes under it next. */
  delete(obj: Unstructured): Result<void, StoreError> {
    const key = this.#keyFunc(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    this.#populated = true;
    this.#items.delete(key.value);
    return done;
  }

  /** Swaps the whole content. The first time, it is what has to be taken out to be synced. */
  replace(list: readonly Unstructured[], _resourceVersion: string): Result<void, StoreError> {
    const items = new Map<string, Unstructured>();
    for (const obj of list) {
      const key = this.#keyFunc(obj);
      if (!key.ok) return fail(newKeyError(obj, key.error));
      items.set(key.value, obj);
    }
    if (!this.#populated) {
      this.#populated = true;
      this.#initialPopulationCount = items.size;
    }
    this.#items = items;
    this.#queue = [...items.keys()];
    if (items.size > 0) this.#cond.broadcast();
    return done;
  }

  /** Waits for something to process, and processes it. */
  *pop(process: FIFOProcessFunc): Proc<Result<Unstructured, StoreError>> {
    yield* this.#lock.lock();
    try {
      for (;;) {
        while (this.#queue.length === 0) {
          if (this.#closed) return fail(errFIFOClosed);
          yield* this.#cond.wait();
        }
        const isInInitialList = !this.hasSynced();
        const key = this.#queue.shift() ?? '';
        if (this.#initialPopulationCount > 0) this.#initialPopulationCount--;
        const obj = this.#items.get(key);
        if (obj === undefined) continue;
        this.#items.delete(key);
        const processed = yield* process(obj, isInInitialList);
        return processed.ok ? ok(obj) : processed;
      }
    } finally {
      this.#lock.unlock();
    }
  }

  list(): readonly Unstructured[] {
    return [...this.#items.values()];
  }

  listKeys(): readonly string[] {
    return [...this.#items.keys()];
  }

  get(obj: Unstructured): Result<Unstructured | undefined, StoreError> {
    const key = this.#keyFunc(obj);
    return key.ok ? ok(this.#items.get(key.value)) : fail(newKeyError(obj, key.error));
  }

  hasSynced(): boolean {
    return this.#populated && this.#initialPopulationCount === 0;
  }

  close(): void {
    this.#closed = true;
    this.#cond.broadcast();
  }

  isClosed(): boolean {
    return this.#closed;
  }
}

export function newFIFO(sim: Sim, keyFunc: KeyFunc): FIFO {
  return new FIFO(sim, keyFunc);
}
