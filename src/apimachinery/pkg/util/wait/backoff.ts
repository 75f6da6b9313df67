/**
 * Delays that grow, the two managers that say when they start small again, and loops that wait between
 * one run and the next.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/backoff.go
 * @diverges A manager hands out delays; its caller arms the timer.
 */

import { handlingCrash } from '#apimachinery/pkg/util/runtime/runtime.ts';
import { ok, type Result } from '#base/result.ts';
import { between, type Duration, type Instant, noDuration } from '#base/time.ts';
import { select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';
import { contextEnd, errWaitTimeout, type JitterSource, jitter, type WaitError } from './wait.ts';

export interface BackoffOptions {
  readonly duration: Duration;
  /** Each delay is this many times the one before; 0 keeps it. */
  readonly factor?: number;
  /** At most this many times the delay is added to it. */
  readonly jitter?: number;
  /** After so many delays, or at the cap, they stop growing. */
  readonly steps?: number;
  readonly cap?: Duration;
}

/** A delay that grows with each step. A value in Go: use {@link copy} where Go would copy it. */
export class Backoff {
  readonly options: BackoffOptions;
  #duration: Duration;
  #steps: number;

  constructor(options: BackoffOptions) {
    this.options = options;
    this.#duration = options.duration;
    this.#steps = options.steps ?? 0;
  }

  /** How many growing steps are left. */
  get steps(): number {
    return this.#steps;
  }

  /** Another one that starts as this one did. */
  copy(): Backoff {
    return new Backoff(this.options);
  }

  /** The next delay. */
  step(source: JitterSource): Duration {
    const { factor = 0, jitter: maxFactor = 0, cap = noDuration } = this.options;
    const delay = this.#duration;
    if (this.#steps > 0) {
      this.#steps--;
      if (factor !== 0) this.#duration = Math.trunc(delay * factor) as Duration;
      if (factor !== 0 && cap > 0 && this.#duration > cap) {
        this.#duration = cap;
        this.#steps = 0;
      }
    }
    return maxFactor > 0 ? jitter(delay, maxFactor, source) : delay;
  }
}

/** Says how long to wait next. */
export type DelayFunc = () => Duration;

/**
 * Starts small again every `resetInterval`, counted from the last such start: during a permanent outage
 * the delays form a sawtooth.
 */
export function delayWithReset(
  sim: Sim,
  backoff: Backoff,
  options: { readonly resetInterval: Duration; readonly point: string },
): DelayFunc {
  const source = { chooser: sim.chooser, point: options.point };
  const { factor = 0 } = backoff.options;
  if (factor > 0 && options.resetInterval <= 0) {
    const constant = new Backoff({ ...backoff.options, factor: 0, steps: 0 });
    return () => constant.step(source);
  }
  let current = backoff.copy();
  let lastStart: Instant = sim.now;
  return () => {
    if (factor > 0 && between(lastStart, sim.now) > options.resetInterval) {
      current = backoff.copy();
      lastStart = sim.now;
    }
    return current.step(source);
  };
}

export interface ExponentialBackoffOptions {
  readonly initBackoff: Duration;
  readonly maxBackoff: Duration;
  readonly resetDuration: Duration;
  readonly backoffFactor: number;
  readonly jitter: number;
  readonly point: string;
}

/** Starts small again only if the delay before was asked for more than `resetDuration` ago. */
export function newExponentialBackoffManager(
  sim: Sim,
  options: ExponentialBackoffOptions,
): DelayFunc {
  const source = { chooser: sim.chooser, point: options.point };
  const fresh = new Backoff({
    duration: options.initBackoff,
    factor: options.backoffFactor,
    jitter: options.jitter,
    steps: Number.MAX_SAFE_INTEGER,
    cap: options.maxBackoff,
  });
  let current = fresh.copy();
  let lastBackoffStart: Instant = sim.now;
  return () => {
    if (between(lastBackoffStart, sim.now) > options.resetDuration) current = fresh.copy();
    lastBackoffStart = sim.now;
    return current.step(source);
  };
}

export interface LoopOptions {
  readonly name: string;
  /** False: a panic in the body is noted and the loop goes on, as with utilruntime.ReallyCrash off. */
  readonly reallyCrash: boolean;
  /** Told of each delay when it begins, and of its end if the loop goes on. */
  readonly onDelay?: { readonly begins: (delay: Duration) => void; readonly ends: () => void };
  /** False: a delay begins with the run before it. By default it begins when that run has ended. */
  readonly sliding?: boolean;
}

/**
 * Runs `body`, draws a delay, waits, and so on until the context ends. A context that has ended already
 * keeps even the first run from happening.
 */
export function* backoffUntil(
  sim: Sim,
  ctx: Context,
  loop: LoopOptions & { readonly body: () => Blocking<void>; readonly delay: DelayFunc },
): Proc {
  for (;;) {
    if (ctx.error !== undefined) return;
    const armed = loop.sliding === false ? armedTimer(sim, loop, loop.delay()) : undefined;
    yield* handlingCrash(sim, loop.body(), loop.reallyCrash);
    const goesOn = yield* armed === undefined
      ? delayed(sim, ctx, { ...loop, next: loop.delay() })
      : outwaited(sim, ctx, armed);
    if (!goesOn) return;
  }
}

/** Runs `body` every time `period` has passed since it returned, until the context ends. */
export function untilWithContext(
  sim: Sim,
  ctx: Context,
  loop: LoopOptions & { readonly body: () => Blocking<void>; readonly period: Duration },
): Proc {
  return backoffUntil(sim, ctx, { ...loop, delay: () => loop.period });
}

/** The same, but the period counts from the start of a run; one that was longer is followed at once. */
export function* nonSlidingUntilWithContext(
  sim: Sim,
  ctx: Context,
  loop: LoopOptions & { readonly body: () => Blocking<void>; readonly period: Duration },
): Proc {
  yield* untilWithContext(sim, ctx, { ...loop, sliding: false });
}

/** Each delay is the duration and up to `jitterFactor` times more; without a positive factor, no more. */
export function newJitteredBackoffManager(
  sim: Sim,
  options: {
    readonly duration: Duration;
    readonly jitter: number;
    readonly point: string;
  },
): DelayFunc {
  const source = { chooser: sim.chooser, point: options.point };
  const { duration, jitter: factor } = options;
  return () => (factor > 0 ? jitter(duration, factor, source) : duration);
}

/** {@link untilWithContext}, and each pause is up to `jitterFactor` times longer. */
export function* jitterUntilWithContext(
  sim: Sim,
  ctx: Context,
  loop: LoopOptions & {
    readonly body: () => Blocking<void>;
    readonly period: Duration;
    readonly jitterFactor: number;
    readonly point: string;
  },
): Proc {
  const { period, jitterFactor, point } = loop;
  const delay = newJitteredBackoffManager(sim, { duration: period, jitter: jitterFactor, point });
  yield* backoffUntil(sim, ctx, { ...loop, delay });
}

/** Waits `next`, or less if the context ends first: then it returns false. */
export function* delayed(
  sim: Sim,
  ctx: Context,
  loop: Omit<LoopOptions, 'reallyCrash'> & { readonly next: Duration },
): Proc<boolean> {
  if (ctx.error !== undefined) return false;
  loop.onDelay?.begins(loop.next);
  if (!(yield* outwaited(sim, ctx, armedTimer(sim, loop, loop.next)))) return false;
  loop.onDelay?.ends();
  return true;
}

function armedTimer(sim: Sim, { name }: { readonly name: string }, delay: Duration): Timer {
  return new Timer(sim, `${name}.timer`, delay);
}

/** True when the timer has fired, false if the context ended before. */
function* outwaited(sim: Sim, ctx: Context, timer: Timer): Proc<boolean> {
  const { index } = yield* select(sim, [ctx.done.receiving(), timer.channel.receiving()]);
  if (index === 1 && ctx.error === undefined) return true;
  timer.stop();
  return false;
}

/** Tries until the condition holds or fails, or the steps are used up. The first try is not delayed. */
export function* exponentialBackoff<E>(
  sim: Sim,
  backoff: Backoff,
  attempt: {
    readonly point: string;
    readonly condition: () => Blocking<Result<boolean, E>>;
    /** Told of each delay before it is slept. */
    readonly onDelay?: (delay: Duration) => void;
  },
): Proc<Result<void, E | WaitError>> {
  const current = backoff.copy();
  const source = { chooser: sim.chooser, point: attempt.point };
  while (current.steps > 0) {
    const tried = yield* attempt.condition();
    if (!tried.ok) return tried;
    if (tried.value) return ok(undefined);
    if (current.steps === 1) break;
    const delay = current.step(source);
    attempt.onDelay?.(delay);
    yield* sim.sleep(delay);
  }
  return { ok: false, error: errWaitTimeout };
}

/** The same, but it stops, also while it waits, when the context ends. */
export function* exponentialBackoffWithContext<E>(
  sim: Sim,
  ctx: Context,
  backoff: Backoff,
  attempt: {
    readonly point: string;
    readonly condition: () => Blocking<Result<boolean, E>>;
  },
): Proc<Result<void, E | WaitError>> {
  const current = backoff.copy();
  const source = { chooser: sim.chooser, point: attempt.point };
  while (current.steps > 0) {
    if (ctx.error !== undefined) return { ok: false, error: contextEnd(ctx) };
    const tried = yield* attempt.condition();
    if (!tried.ok) return tried;
    if (tried.value) return ok(undefined);
    if (current.steps === 1) break;
    const timer = new Timer(sim, `${attempt.point}.timer`, current.step(source));
    const { index } = yield* select(sim, [ctx.done.receiving(), timer.channel.receiving()]);
    timer.stop();
    if (index === 0) return { ok: false, error: contextEnd(ctx) };
  }
  return { ok: false, error: errWaitTimeout };
}
