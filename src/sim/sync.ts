/** Go's sync package: mutex, read-write mutex, condition variable, wait group. */

import { assert } from '#base/assert.ts';
import { Ring } from '#base/ring.ts';
import { between, type Instant } from '#base/time.ts';
import { type Causes, noCauses } from './causes.ts';
import type { Blocking, Proc, Process, Wait } from './process.ts';
import type { Sim } from './sim.ts';

/** Anything a {@link Cond} can be bound to. */
export interface Locker {
  readonly lock: () => Blocking<void>;
  readonly unlock: () => void;
}

/** The lock passes to its waiters in the order of arrival, unless the chooser says otherwise. */
export class Mutex implements Locker {
  readonly name: string;
  readonly #sim: Sim;
  #holder: Process | undefined;
  #releasedBecause: Causes = noCauses;
  readonly #waiters = new Ring<Process>();
  readonly #wait: Wait;

  constructor(sim: Sim, name: string) {
    this.#sim = sim;
    this.name = name;
    this.#wait = { describe: () => this.#describe(), holder: () => this.#holder };
  }

  get locked(): boolean {
    return this.#holder !== undefined;
  }

  lock(): Blocking<void> {
    return this.#sim.call(this.name, this.#lock());
  }

  tryLock(): boolean {
    if (this.#holder !== undefined) return false;
    this.#hold(this.#sim.self);
    return true;
  }

  /** Panics if it is not locked, as Go does. */
  unlock(): void {
    if (this.#holder === undefined) throw new Error(`sync: unlock of unlocked mutex ${this.name}`);
    this.#releasedBecause = this.#sim.causes;
    this.#holder.locks--;
    this.#holder = undefined;
    const next = nextAlive(this.#sim, this.name, this.#waiters);
    if (next === undefined) return;
    this.#hold(next);
    this.#sim.wake(next);
  }

  #hold(process: Process): void {
    process.locks++;
    this.#holder = process;
  }

  *#lock(): Proc {
    const process = this.#sim.self;
    if (this.#holder === undefined) {
      this.#hold(process);
      return;
    }
    const since = this.#sim.now;
    this.#sim.emit('lock.waited', this.name, { lock: this.name, holder: this.#holder.name });
    this.#waiters.push(process);
    yield this.#wait;
    acquired(this.#sim, this.name, { since, because: this.#releasedBecause });
  }

  #describe(): string {
    return `for ${this.name}, held by ${this.#holder?.name ?? 'nobody'}`;
  }
}

/** Many readers or one writer; a waiting writer keeps new readers out, as in Go. */
export class RWMutex {
  readonly name: string;
  readonly #sim: Sim;
  readonly #readers = new Set<Process>();
  #readerCount = 0;
  #writer: Process | undefined;
  #releasedBecause: Causes = noCauses;
  readonly #waiters = new Ring<{ readonly process: Process; readonly writes: boolean }>();
  readonly #wait: Wait;

  constructor(sim: Sim, name: string) {
    this.#sim = sim;
    this.name = name;
    this.#wait = { describe: () => this.#describe(), holder: () => this.#holder() };
  }

  get locked(): boolean {
    return this.#writer !== undefined || this.#readerCount > 0;
  }

  lock(): Blocking<void> {
    return this.#sim.call(this.name, this.#acquire(true));
  }

  rLock(): Blocking<void> {
    return this.#sim.call(this.name, this.#acquire(false));
  }

  tryRLock(): boolean {
    const free = this.#free(false);
    if (free) this.#grant(this.#sim.self, false);
    return free;
  }

  unlock(): void {
    if (this.#writer === undefined)
      throw new Error(`sync: Unlock of unlocked RWMutex ${this.name}`);
    this.#writer.locks--;
    this.#writer = undefined;
    this.#admit();
  }

  rUnlock(): void {
    if (this.#readerCount === 0) throw new Error(`sync: RUnlock of unlocked RWMutex ${this.name}`);
    this.#readerCount--;
    const { current } = this.#sim;
    if (current !== undefined && this.#readers.delete(current)) current.locks--;
    this.#admit();
  }

  /** The lock as its readers see it, for a {@link Cond}. */
  rLocker(): Locker {
    return { lock: () => this.rLock(), unlock: () => this.rUnlock() };
  }

  *#acquire(writes: boolean): Proc {
    const process = this.#sim.self;
    if (this.#free(writes)) {
      this.#grant(process, writes);
      return;
    }
    const since = this.#sim.now;
    const holder = this.#holder()?.name;
    this.#sim.emit('lock.waited', this.name, { lock: this.name, holder });
    this.#waiters.push({ process, writes });
    yield this.#wait;
    acquired(this.#sim, this.name, { since, because: this.#releasedBecause });
  }

  #free(writes: boolean): boolean {
    if (this.#writer !== undefined) return false;
    return writes ? this.#readerCount === 0 : this.#waiters.length === 0;
  }

  #grant(process: Process, writes: boolean): void {
    process.locks++;
    if (writes) this.#writer = process;
    else {
      this.#readerCount++;
      this.#readers.add(process);
    }
  }

  #admit(): void {
    this.#releasedBecause = this.#sim.causes;
    for (;;) {
      const first = this.#waiters.at(0);
      if (first === undefined) return;
      if (first.process.alive) {
        if (this.#writer !== undefined || (first.writes && this.#readerCount > 0)) return;
        this.#grant(first.process, first.writes);
        this.#sim.wake(first.process);
      }
      this.#waiters.shift();
    }
  }

  #holder(): Process | undefined {
    if (this.#writer !== undefined) return this.#writer;
    for (const reader of this.#readers) return reader;
    return undefined;
  }

  #describe(): string {
    return `for ${this.name}, held by ${this.#holder()?.name ?? 'nobody'}`;
  }
}

/** A condition variable; waiters are signalled in the order in which they began to wait. */
export class Cond {
  readonly name: string;
  readonly #sim: Sim;
  readonly #locker: Locker;
  readonly #waiters = new Ring<Process>();
  readonly #wait: Wait;

  constructor(sim: Sim, name: string, locker: Locker) {
    this.#sim = sim;
    this.name = name;
    this.#locker = locker;
    this.#wait = { describe: () => `for ${this.name} to be signalled` };
  }

  /** Gives the lock up, waits for a signal, and takes the lock again. */
  wait(): Blocking<void> {
    return this.#sim.call(this.name, this.#waiting());
  }

  signal(): void {
    const process = nextAlive(this.#sim, this.name, this.#waiters);
    if (process !== undefined) this.#sim.wake(process);
  }

  broadcast(): void {
    for (;;) {
      const process = this.#waiters.shift();
      if (process === undefined) return;
      if (process.alive) this.#sim.wake(process);
    }
  }

  *#waiting(): Proc {
    this.#waiters.push(this.#sim.self);
    this.#locker.unlock();
    yield this.#wait;
    yield* this.#locker.lock();
  }
}

/** Counts work in progress. */
export class WaitGroup {
  readonly name: string;
  readonly #sim: Sim;
  #count = 0;
  readonly #waiters: Process[] = [];

  constructor(sim: Sim, name: string) {
    this.#sim = sim;
    this.name = name;
  }

  get count(): number {
    return this.#count;
  }

  add(delta = 1): void {
    this.#count += delta;
    if (this.#count < 0) throw new Error(`sync: negative WaitGroup counter ${this.name}`);
    if (this.#count > 0) return;
    for (const process of this.#waiters.splice(0)) this.#sim.wake(process);
  }

  done(): void {
    this.add(-1);
  }

  /** Spawns `body` and counts it until it ends, however it ends. */
  go(name: string, body: Proc<unknown>): Process {
    this.add(1);
    const process = this.#sim.spawn(name, body);
    process.atEnd.push(() => this.done());
    return process;
  }

  /** Waits until the count is zero. */
  wait(): Blocking<void> {
    return this.#sim.call(this.name, this.#waiting());
  }

  *#waiting(): Proc {
    if (this.#count === 0) return;
    this.#waiters.push(this.#sim.self);
    yield { describe: () => `for ${this.#count} of ${this.name} to be done` };
    assert(this.#count >= 0, `${this.name} must not be negative`);
  }
}

function nextAlive(sim: Sim, point: string, waiters: Ring<Process>): Process | undefined {
  while (waiters.length > 0) {
    const choice = sim.chooser.isDefault
      ? 0
      : sim.chooser.choose(`waiter.${point}`, waiters.length);
    const process = waiters.removeAt(choice);
    if (process?.alive) return process;
  }
  return undefined;
}

function acquired(
  sim: Sim,
  lock: string,
  wait: { readonly since: Instant; readonly because: Causes },
): void {
  sim.alsoBecause(wait.because);
  sim.emit('lock.acquired', lock, { lock, waited: between(wait.since, sim.now) });
}
