/** Go channels: unbuffered, buffered, closed; and `select` over them. */

import { AssertionError } from '#base/assert.ts';
import { Ring } from '#base/ring.ts';
import { type Causes, mergeCauses } from './causes.ts';
import type { Blocking, Proc, Process, Wait } from './process.ts';
import type { Sim } from './sim.ts';

/** A value on its way, with what led to it. */
interface Parcel<T> {
  readonly value: T;
  readonly causes: Causes;
}

/** A process parked on a channel, alone or as one case of a select. */
interface Waiter<T> {
  readonly process: Process;
  /** What a parked sender brings. */
  readonly parcel: Parcel<T> | undefined;
  /** Shared by all cases of one select: set as soon as one of them is taken. */
  readonly turn: { taken: boolean };
  readonly index: number;
}

/** What a parked process is resumed with. */
interface Taken {
  readonly index: number;
  readonly value: unknown;
  readonly sendOnClosed?: boolean;
}

/** One case of a {@link select}. */
export interface SelectCase {
  /** The channel's name and direction, for reports. */
  readonly describe: () => string;
  /** True if it could go on at once. */
  readonly ready: () => boolean;
  /** Goes on at once. */
  readonly proceed: (process: Process) => unknown;
  /** Waits for its turn. */
  readonly enlist: (process: Process, turn: { taken: boolean }, index: number) => void;
}

/** Which case of a select went on, and what it received (`undefined` from a closed channel or a send). */
export interface Selected<T = unknown> {
  readonly index: number;
  readonly value: T;
}

/**
 * A channel. Values are never `undefined`: `undefined` is what a closed, drained channel gives.
 * Sending on or closing a closed channel panics, as in Go.
 */
export class Channel<T> {
  readonly name: string;
  readonly capacity: number;
  readonly #sim: Sim;
  readonly #buffer = new Ring<Parcel<T>>();
  readonly #receivers = new Waiters<T>();
  readonly #senders = new Waiters<T>();
  #closed = false;
  #closeCauses: Causes | undefined;
  readonly #receiving: Wait;
  readonly #sending: Wait;
  readonly #onTaken: (() => void) | undefined;

  /** `onTaken` is told of every value that leaves the buffer: there is room for another. */
  constructor(
    sim: Sim,
    options: {
      readonly name: string;
      readonly capacity?: number;
      readonly onTaken?: () => void;
    },
  ) {
    this.#sim = sim;
    this.name = options.name;
    this.capacity = options.capacity ?? 0;
    this.#onTaken = options.onTaken;
    this.#receiving = { describe: () => `to receive from ${this.name}` };
    this.#sending = { describe: () => `to send to ${this.name}` };
  }

  /** How many values wait in the buffer. */
  get length(): number {
    return this.#buffer.length;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Waits until the value is taken (unbuffered) or fits in the buffer. */
  send(value: T): Blocking<void> {
    return this.#sim.call(this.name, this.#send(value));
  }

  /** Waits for a value; `undefined` once the channel is closed and drained. */
  receive(): Blocking<T | undefined> {
    return this.#sim.call(this.name, this.#receive());
  }

  /** Sends if that needs no waiting; false otherwise. */
  trySend(value: T): boolean {
    if (!this.#canSend()) return false;
    this.#put({ value, causes: this.#sim.causes });
    return true;
  }

  /** Receives if that needs no waiting; `undefined` otherwise, and from a closed, drained channel. */
  tryReceive(): T | undefined {
    return this.#canReceive() ? this.#take() : undefined;
  }

  /** Throws away what is buffered, without that leading to anything. */
  discard(): void {
    while (this.#buffer.length > 0) this.#buffer.shift();
  }

  /** Closes it: receivers get what is buffered, then `undefined`. */
  close(): void {
    if (this.#closed) throw new Error('close of closed channel');
    this.#closed = true;
    this.#closeCauses = this.#sim.causes;
    for (;;) {
      const waiter = this.#receivers.shift();
      if (waiter === undefined) break;
      this.#adoptFor(waiter.process, this.#closeCauses);
      this.#wake(waiter, undefined);
    }
    for (;;) {
      const waiter = this.#senders.shift();
      if (waiter === undefined) break;
      waiter.turn.taken = true;
      this.#sim.wake(waiter.process, { index: waiter.index, value: undefined, sendOnClosed: true });
    }
  }

  /** A select case that receives. */
  receiving(): SelectCase {
    return {
      describe: this.#receiving.describe,
      ready: () => this.#canReceive(),
      proceed: () => this.#take(),
      enlist: (process, turn, index) =>
        this.#receivers.push({ process, parcel: undefined, turn, index }),
    };
  }

  /** A select case that sends `value`. */
  sending(value: T): SelectCase {
    return {
      describe: this.#sending.describe,
      ready: () => this.#closed || this.#canSend(),
      proceed: () => this.#put({ value, causes: this.#sim.causes }),
      enlist: (process, turn, index) =>
        this.#senders.push({ process, parcel: { value, causes: process.causes }, turn, index }),
    };
  }

  *#send(value: T): Proc {
    if (value === undefined) {
      throw new AssertionError(`undefined cannot be sent to ${this.name}`);
    }
    if (this.#closed || this.#canSend()) {
      this.#put({ value, causes: this.#sim.causes });
      return;
    }
    const process = this.#sim.self;
    const parcel = { value, causes: process.causes };
    this.#senders.push({ process, parcel, turn: { taken: false }, index: 0 });
    const taken = (yield this.#sending) as Taken;
    if (taken.sendOnClosed === true) throw new Error('send on closed channel');
  }

  *#receive(): Proc<T | undefined> {
    if (this.#canReceive()) return this.#take();
    const process = this.#sim.self;
    this.#receivers.push({ process, parcel: undefined, turn: { taken: false }, index: 0 });
    return ((yield this.#receiving) as Taken).value as T | undefined;
  }

  #canSend(): boolean {
    return (
      !this.#closed && (this.#buffer.length < this.capacity || this.#receivers.peek() !== undefined)
    );
  }

  #canReceive(): boolean {
    return this.#buffer.length > 0 || this.#closed || this.#senders.peek() !== undefined;
  }

  #put(parcel: Parcel<T>): void {
    if (this.#closed) throw new Error('send on closed channel');
    const receiver = this.#receivers.shift();
    if (receiver === undefined) {
      this.#buffer.push(parcel);
      return;
    }
    this.#adoptFor(receiver.process, parcel.causes);
    this.#wake(receiver, parcel.value);
  }

  #take(): T | undefined {
    const parcel = this.#buffer.shift();
    const sender = this.#senders.shift();
    if (sender !== undefined) this.#wake(sender, undefined);
    const arrived = parcel ?? sender?.parcel;
    if (parcel !== undefined && sender?.parcel !== undefined) this.#buffer.push(sender.parcel);
    const causes = arrived === undefined ? this.#closeCauses : arrived.causes;
    if (causes !== undefined) this.#sim.adopt(causes);
    if (parcel !== undefined) this.#onTaken?.();
    return arrived?.value;
  }

  #wake(waiter: Waiter<T>, value: T | undefined): void {
    waiter.turn.taken = true;
    this.#sim.wake(waiter.process, { index: waiter.index, value } satisfies Taken);
  }

  #adoptFor(process: Process, causes: Causes): void {
    process.causes = causes.seqs.length === 0 ? process.causes : causes;
  }
}

/** Who is parked on one side of a channel. Those whose select went on elsewhere are passed over. */
class Waiters<T> {
  readonly #waiters = new Ring<Waiter<T>>();
  #limit = fewWaiters;

  push(waiter: Waiter<T>): void {
    if (this.#waiters.length >= this.#limit) this.#sweep();
    this.#waiters.push(waiter);
  }

  peek(): Waiter<T> | undefined {
    for (;;) {
      const waiter = this.#waiters.at(0);
      if (waiter === undefined || isWaiting(waiter)) return waiter;
      this.#waiters.shift();
    }
  }

  shift(): Waiter<T> | undefined {
    const waiter = this.peek();
    this.#waiters.shift();
    return waiter;
  }

  /** Or a channel that is silent for long would remember every select that ever looked at it. */
  #sweep(): void {
    const waiting = this.#waiters.toArray().filter(isWaiting);
    while (this.#waiters.length > 0) this.#waiters.shift();
    for (const waiter of waiting) this.#waiters.push(waiter);
    this.#limit = Math.max(fewWaiters, 2 * waiting.length);
  }
}

const fewWaiters = 32;

function isWaiting<T>(waiter: Waiter<T>): boolean {
  return !waiter.turn.taken && waiter.process.alive;
}

/** Waits until one of the cases can go on; the chooser decides among several that are ready. */
export function select(sim: Sim, cases: readonly SelectCase[]): Blocking<Selected> {
  return sim.call('select', selecting(sim, cases));
}

/** Go's select with a default: `undefined` if no case could go on at once. */
export function selectNow(sim: Sim, cases: readonly SelectCase[]): Selected | undefined {
  const ready: number[] = [];
  for (let index = 0; index < cases.length; index++) if (cases[index]?.ready()) ready.push(index);
  if (ready.length === 0) return undefined;
  const index = ready[sim.chooser.choose('select', ready.length)] ?? 0;
  return { index, value: cases[index]?.proceed(sim.self) };
}

function* selecting(sim: Sim, cases: readonly SelectCase[]): Proc<Selected> {
  const now = selectNow(sim, cases);
  if (now !== undefined) return now;
  const process = sim.self;
  const turn = { taken: false };
  for (let index = 0; index < cases.length; index++) cases[index]?.enlist(process, turn, index);
  const wait: Wait = {
    describe: () =>
      cases.map((each) => each.describe()).join(' or ') || 'for nothing (empty select)',
  };
  const taken = (yield wait) as Taken;
  if (taken.sendOnClosed === true) throw new Error('send on closed channel');
  if (taken.index >= cases.length)
    throw new AssertionError('a select was resumed by no case of its own');
  return { index: taken.index, value: taken.value };
}

/** Merges what led to several values into what led to their batch. */
export function causesOfAll(causes: readonly Causes[]): Causes {
  let all: Causes = { seqs: [], more: 0 };
  for (const each of causes) all = mergeCauses(all, each);
  return all;
}
