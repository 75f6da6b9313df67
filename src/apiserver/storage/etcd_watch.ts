/**
 * An API server's watch of etcd: every commit reaches it in order and some time later. People can hold
 * it, which is what makes a replica stale.
 */

import { Ring } from '#base/ring.ts';
import { after, type Duration, type Instant } from '#base/time.ts';
import type { Causes } from '#sim/causes.ts';
import { Channel } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { ScheduledCall, Sim } from '#sim/sim.ts';
import type { Change, Etcd } from './etcd.ts';

interface Travelling {
  readonly change: Change;
  readonly arrival: Instant;
  readonly causes: Causes;
}

interface Waiter {
  readonly revision: number;
  readonly reached: Channel<boolean>;
}

export class EtcdWatch {
  readonly #sim: Sim;
  readonly #etcd: Etcd;
  readonly #actor: string;
  readonly #apply: (change: Change) => void;
  readonly #queue = new Ring<Travelling>();
  #waiters: Waiter[] = [];
  #lag: Duration;
  #held = false;
  #lastArrival: Instant;
  #timer: ScheduledCall | undefined;
  readonly #unsubscribe: () => void;

  constructor(
    sim: Sim,
    etcd: Etcd,
    options: {
      readonly actor: string;
      readonly lag: Duration;
      readonly apply: (change: Change) => void;
    },
  ) {
    this.#sim = sim;
    this.#etcd = etcd;
    this.#actor = options.actor;
    this.#lag = options.lag;
    this.#apply = options.apply;
    this.#lastArrival = sim.now;
    this.#unsubscribe = etcd.subscribe((change) => this.#take(change));
  }

  /** Everything up to here has been applied. */
  get revision(): number {
    const head = this.#queue.at(0);
    return head === undefined ? this.#etcd.revision : head.change.revision - 1;
  }

  /** How many commits are on the way. */
  get waiting(): number {
    return this.#queue.length;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Later commits take this long. */
  setLag(lag: Duration): void {
    this.#lag = lag;
  }

  /** Nothing is applied until {@link release}. */
  hold(): void {
    this.#held = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** What waits is applied at once, in order. */
  release(): void {
    this.#held = false;
    this.#arm();
  }

  stop(): void {
    this.#unsubscribe();
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const waiter of this.#waiters.splice(0)) waiter.reached.trySend(false);
  }

  /** Waits until everything up to `revision` is applied; false if that takes longer than `timeout`. */
  waitUntil(revision: number, timeout: Duration): Blocking<boolean> {
    return this.#sim.call('waitUntil', this.#waitUntil(revision, timeout));
  }

  *#waitUntil(revision: number, timeout: Duration): Proc<boolean> {
    if (this.revision >= revision) return true;
    const reached = new Channel<boolean>(this.#sim, { name: `${this.#actor}.fresh`, capacity: 1 });
    this.#waiters.push({ revision, reached });
    const late = this.#sim.schedule(after(this.#sim.now, timeout), () => reached.trySend(false));
    const fresh = (yield* reached.receive()) === true;
    late.cancel();
    if (!fresh) this.#waiters = this.#waiters.filter((waiter) => waiter.reached !== reached);
    return fresh;
  }

  #take(change: Change): void {
    const sim = this.#sim;
    const soonest = after(sim.now, this.#lag);
    const arrival = soonest > this.#lastArrival ? soonest : this.#lastArrival;
    this.#lastArrival = arrival;
    this.#queue.push({ change, arrival, causes: sim.causes });
    if (!this.#held && this.#timer === undefined) this.#arm();
  }

  #arm(): void {
    const head = this.#queue.at(0);
    if (head === undefined) return;
    const { now } = this.#sim;
    const due = head.arrival > now ? head.arrival : now;
    this.#timer = this.#sim.schedule(due, () => this.#arrive());
  }

  #arrive(): void {
    this.#timer = undefined;
    for (;;) {
      const head = this.#queue.at(0);
      if (head === undefined || head.arrival > this.#sim.now) break;
      this.#queue.shift();
      this.#sim.as(this.#actor, head.causes, () => this.#apply(head.change));
    }
    this.#wakeWaiters();
    this.#arm();
  }

  #wakeWaiters(): void {
    if (this.#waiters.length === 0) return;
    const { revision } = this;
    const fresh = this.#waiters.filter((waiter) => waiter.revision <= revision);
    this.#waiters = this.#waiters.filter((waiter) => waiter.revision > revision);
    for (const waiter of fresh) waiter.reached.trySend(true);
  }
}
