/**
 * When a request is sent again: if the server says after how many seconds, or if the connection broke
 * in a way that the caller declares harmless.
 *
 * @upstream kubernetes/client-go rest/with_retry.go
 * @diverges Why it is retried is not logged; the requests themselves are in the trace.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, noDuration, seconds } from '#base/time.ts';
import { select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { ClientResponse, NetworkError } from '#sim/network.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';

/** Ten retries: at most eleven attempts. */
export const defaultMaxRetries = 10;

/** Which connection errors may be retried, after a second. */
export interface RetryCondition {
  readonly error: (error: NetworkError) => boolean;
}

export class WithRetry {
  readonly #sim: Sim;
  readonly #maxRetries: number;
  readonly #condition: RetryCondition;
  #attempt = 0;
  #retryAfter: Duration = noDuration;

  constructor(
    sim: Sim,
    options: { readonly maxRetries: number; readonly condition: RetryCondition },
  ) {
    this.#sim = sim;
    this.#maxRetries = options.maxRetries;
    this.#condition = options.condition;
  }

  /** 1 for the first. */
  get attempt(): number {
    return this.#attempt;
  }

  /** Waits as long as the last answer asked for; fails if the context ends. */
  before(ctx: Context): Blocking<Result<void, NetworkError>> {
    return this.#sim.call('WithRetry.before', this.#before(ctx));
  }

  /** True if the answer asks for another attempt and there is one left. */
  isNextRetry(answered: Result<ClientResponse, NetworkError>): boolean {
    const retryAfter = answered.ok ? askedBy(answered.value) : this.#afterError(answered.error);
    if (retryAfter === undefined || this.#attempt > this.#maxRetries) return false;
    this.#retryAfter = retryAfter;
    return true;
  }

  *#before(ctx: Context): Proc<Result<void, NetworkError>> {
    if (ctx.error !== undefined) return fail(ended(ctx.error));
    this.#attempt++;
    if (this.#retryAfter > 0) {
      const timer = new Timer(this.#sim, 'Retry-After', this.#retryAfter);
      yield* select(this.#sim, [timer.channel.receiving(), ctx.done.receiving()]);
      timer.stop();
    }
    return ctx.error === undefined ? ok(undefined) : fail(ended(ctx.error));
  }

  #afterError(error: NetworkError): Duration | undefined {
    return this.#condition.error(error) ? seconds(1) : undefined;
  }
}

/** 429 and 5xx count only with a whole number of seconds in Retry-After. */
function askedBy(response: ClientResponse): Duration | undefined {
  if (response.kind === 'stream') return undefined;
  if (response.status !== 429 && response.status < 500) return undefined;
  const header = response.headers['retry-after'];
  return header !== undefined && /^[+-]?\d+$/.test(header) ? seconds(Number(header)) : undefined;
}

function ended(message: NonNullable<Context['error']>): NetworkError {
  return { kind: message === 'context canceled' ? 'canceled' : 'timeout', message };
}
