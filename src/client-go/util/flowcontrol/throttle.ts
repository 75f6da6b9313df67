/**
 * Token buckets: how a client keeps itself from asking too often.
 *
 * @upstream kubernetes/client-go util/flowcontrol/throttle.go
 * @diverges The bucket itself, golang.org/x/time/rate upstream, lives here.
 * @diverges Every method reads the simulation's clock; upstream's Wait ignores an injected one.
 */

import { assert } from '#base/assert.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { between, type Duration, duration, type Instant, second, startOfRun } from '#base/time.ts';
import { Channel, select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';

/** A limit that never blocks. */
export interface PassiveRateLimiter {
  /** Takes a token if there is one. */
  readonly tryAccept: () => boolean;
  readonly stop: () => void;
  /** The configured rate, as a 32-bit float. */
  readonly qps: () => number;
}

export interface RateLimiter extends PassiveRateLimiter {
  /** Waits for a token. */
  readonly accept: () => Blocking<void>;
  /** Waits for a token, or fails at once if the context would end before. Returns how long it waited. */
  readonly wait: (ctx: Context) => Blocking<Result<Duration, string>>;
}

/** A bucket of `burst` tokens, refilled at `qps` a second. */
export function newTokenBucketRateLimiter(sim: Sim, qps: number, burst: number): RateLimiter {
  const rate = Math.fround(qps);
  const limiter = new Limiter(rate, burst);
  return {
    tryAccept: () => limiter.allowN(sim.now, 1),
    stop: () => undefined,
    qps: () => rate,
    accept: () => sim.call('accept', accepting(sim, limiter)),
    wait: (ctx) => sim.call('wait', waiting(sim, limiter, ctx)),
  };
}

/** Always accepts. */
export function newFakeAlwaysRateLimiter(sim: Sim): RateLimiter {
  function* accepted(): Proc {
    return;
  }
  function* waited(): Proc<Result<Duration, string>> {
    return ok(duration(0));
  }
  return {
    tryAccept: () => true,
    stop: () => undefined,
    qps: () => 1,
    accept: () => sim.call('accept', accepted()),
    wait: () => sim.call('wait', waited()),
  };
}

/** Never accepts; `accept` blocks until it is stopped. Stopping it twice panics. */
export function newFakeNeverRateLimiter(sim: Sim): RateLimiter {
  const stopped = new Channel<never>(sim, { name: 'fakeNeverRateLimiter' });
  function* refused(): Proc<Result<Duration, string>> {
    return fail('can not be accept');
  }
  return {
    tryAccept: () => false,
    stop: () => stopped.close(),
    qps: () => 1,
    accept: () => sim.call('accept', untilClosed(stopped)),
    wait: () => sim.call('wait', refused()),
  };
}

function* untilClosed(channel: Channel<never>): Proc {
  yield* channel.receive();
}

function* accepting(sim: Sim, limiter: Limiter): Proc {
  yield* sim.sleep(limiter.reserveN(sim.now, 1).delayFrom(sim.now));
}

function* waiting(sim: Sim, limiter: Limiter, ctx: Context): Proc<Result<Duration, string>> {
  if (limiter.burst < 1) return fail(`rate: Wait(n=1) exceeds limiter's burst ${limiter.burst}`);
  if (ctx.error !== undefined) return fail(ctx.error);
  const patience =
    ctx.deadline === undefined ? Number.POSITIVE_INFINITY : between(sim.now, ctx.deadline);
  const reservation = limiter.reserveN(sim.now, 1, patience);
  if (!reservation.ok) return fail('rate: Wait(n=1) would exceed context deadline');
  const delay = reservation.delayFrom(sim.now);
  if (delay === 0) return ok(delay);
  const timer = new Timer(sim, 'rate.Wait', delay);
  const { index } = yield* select(sim, [timer.channel.receiving(), ctx.done.receiving()]);
  if (index === 0) return ok(delay);
  timer.stop();
  reservation.cancelAt(sim.now);
  return fail(ctx.error ?? 'context canceled');
}

/** Tokens that were set aside, to be used from {@link Reservation.timeToAct} on. */
export class Reservation {
  readonly ok: boolean;
  readonly tokens: number;
  /** Nanoseconds; infinite if it never comes. */
  readonly timeToAct: number;
  readonly #limiter: Limiter;

  constructor(
    limiter: Limiter,
    reserved: { readonly ok: boolean; readonly tokens: number; readonly timeToAct: number },
  ) {
    this.#limiter = limiter;
    this.ok = reserved.ok;
    this.tokens = reserved.tokens;
    this.timeToAct = reserved.timeToAct;
  }

  /** How long after `now` they may be used. What never comes is as far away as time can be counted. */
  delayFrom(now: Instant): Duration {
    const delay = this.ok ? this.timeToAct - now : Number.POSITIVE_INFINITY;
    return duration(Math.min(Math.max(0, delay), Number.MAX_SAFE_INTEGER - now));
  }

  /** Gives back what later reservations have not been built upon. */
  cancelAt(now: Instant): void {
    if (this.ok) this.#limiter.restore(this, now);
  }
}

/** The bucket: tokens may go negative, which is how later callers wait longer. */
export class Limiter {
  readonly limit: number;
  readonly burst: number;
  #tokens: number;
  #last: Instant = startOfRun;
  #lastEvent = 0;

  /** `limit` tokens a second; it starts full. */
  constructor(limit: number, burst: number) {
    assert(burst >= 0, `a bucket must hold at least 0 tokens, got ${burst}`);
    this.limit = limit;
    this.burst = burst;
    this.#tokens = burst;
  }

  /** Takes `n` tokens if they are there now. */
  allowN(now: Instant, n: number): boolean {
    return this.reserveN(now, n, 0).ok;
  }

  /** Takes `n` tokens, from the future if need be, but from no further ahead than `maxFutureReserve`. */
  reserveN(now: Instant, n: number, maxFutureReserve = Number.POSITIVE_INFINITY): Reservation {
    const tokens = this.#advance(now) - n;
    const wait = tokens < 0 ? this.#durationFromTokens(-tokens) : 0;
    const accepted = n <= this.burst && wait <= maxFutureReserve;
    const timeToAct = now + wait;
    if (accepted) {
      this.#last = now;
      this.#tokens = tokens;
      this.#lastEvent = timeToAct;
    }
    return new Reservation(this, { ok: accepted, tokens: accepted ? n : 0, timeToAct });
  }

  /** Undoes a reservation as far as no later one relies on it. */
  restore(reservation: Reservation, now: Instant): void {
    if (reservation.tokens === 0 || reservation.timeToAct < now) return;
    const later = duration(this.#lastEvent - reservation.timeToAct);
    const restored = reservation.tokens - this.#tokensFromDuration(later);
    if (restored <= 0) return;
    this.#tokens = Math.min(this.burst, this.#advance(now) + restored);
    this.#last = now;
    if (reservation.timeToAct !== this.#lastEvent) return;
    const previous = reservation.timeToAct - this.#durationFromTokens(reservation.tokens);
    if (previous >= now) this.#lastEvent = previous;
  }

  #advance(now: Instant): number {
    const elapsed = duration(Math.max(0, now - this.#last));
    return Math.min(this.burst, this.#tokens + this.#tokensFromDuration(elapsed));
  }

  #tokensFromDuration(elapsed: Duration): number {
    if (this.limit <= 0) return 0;
    const fraction = elapsed % second;
    return ((elapsed - fraction) / second + fraction / second) * this.limit;
  }

  /** Nanoseconds until that many tokens have come. */
  #durationFromTokens(tokens: number): number {
    if (this.limit <= 0) return Number.POSITIVE_INFINITY;
    return Math.trunc((tokens / this.limit) * second);
  }
}
