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

/** Waits for the client's own limit. */
export type Throttle<E> = (ctx: Context) => Blocking<Result<void, E>>;

/** What the last attempt means for the next one. */
export interface RetryAfter {
  /** 1 for the one that was made first. */
  readonly attempt: number;
  readonly wait: Duration;
  /** Empty if there is no next one. */
  readonly reason: string;
}

export class WithRetry {
  readonly #sim: Sim;
  readonly #maxRetries: number;
  readonly #condition: RetryCondition;
  #attempts = 0;
  #retryAfter: RetryAfter | undefined;
  #previousError: NetworkError | undefined;
  #currentError: NetworkError | undefined;

  constructor(
    sim: Sim,
    options: { readonly maxRetries: number; readonly condition: RetryCondition },
  ) {
    this.#sim = sim;
    this.#maxRetries = options.maxRetries;
    this.#condition = options.condition;
  }

  /** `undefined` before the first attempt has been answered. */
  get retryAfter(): RetryAfter | undefined {
    return this.#retryAfter;
  }

  /**
   * Fails if the context has ended. Before another attempt it waits as long as the last answer asked
   * for, then for the client's own limit.
   */
  before<E>(ctx: Context, throttle: Throttle<E>): Blocking<Result<void, NetworkError | E>> {
    return this.#sim.call('WithRetry.before', this.#before(ctx, throttle));
  }

  /** True if the answer asks for another attempt and there is one left. */
  isNextRetry(answered: Result<ClientResponse, NetworkError>): boolean {
    const attempt = ++this.#attempts;
    const next = attempt > this.#maxRetries ? undefined : this.#afterAnswer(answered);
    this.#retryAfter =
      next === undefined
        ? { attempt, wait: noDuration, reason: '' }
        : { attempt, wait: next.wait, reason: reasonOf(attempt, next) };
    this.#track(answered.ok ? undefined : answered.error);
    return next !== undefined;
  }

  /**
   * The message of a request's final error, which also tells what an earlier attempt died of. `where`
   * is what the transport puts before its own messages.
   */
  wrapPreviousError(message: string, where = ''): string {
    const previous = this.#previousError?.message;
    if (previous === undefined || message === `${where}${previous}`) return message;
    return `${message} - error from a previous attempt: ${previous}`;
  }

  *#before<E>(ctx: Context, throttle: Throttle<E>): Proc<Result<void, NetworkError | E>> {
    if (ctx.error !== undefined) {
      this.#track(ended(ctx.error));
      return fail(ended(ctx.error));
    }
    if (this.#retryAfter === undefined) return ok(undefined);
    if (this.#retryAfter.wait > 0) {
      const timer = new Timer(this.#sim, 'Retry-After', this.#retryAfter.wait);
      yield* select(this.#sim, [timer.channel.receiving(), ctx.done.receiving()]);
      timer.stop();
    }
    const throttled = yield* throttle(ctx);
    if (!throttled.ok) this.#track(ctx.error === undefined ? undefined : ended(ctx.error));
    return throttled;
  }

  #afterAnswer(answered: Result<ClientResponse, NetworkError>): Asked | undefined {
    if (answered.ok) return askedBy(answered.value);
    const { error } = answered;
    if (!this.#condition.error(error)) return undefined;
    return { wait: seconds(1), why: `due to retryable error, error: ${error.message}` };
  }

  #track(error: NetworkError | undefined): void {
    this.#previousError = this.#currentError ?? this.#previousError;
    this.#currentError = error;
  }
}

interface Asked {
  readonly wait: Duration;
  readonly why: string;
}

/** 429 and 5xx count only with a whole number of seconds in Retry-After. */
function askedBy(response: ClientResponse): Asked | undefined {
  if (response.kind === 'stream') return undefined;
  const { status, headers } = response;
  if (status !== 429 && status < 500) return undefined;
  const header = headers['retry-after'];
  if (header === undefined || !/^[+-]?\d+$/.test(header)) return undefined;
  const flowSchema = JSON.stringify(headers['x-kubernetes-pf-flowschema-uid'] ?? '');
  const throttling = `due to server-side throttling, FlowSchema UID: ${flowSchema}`;
  return { wait: seconds(Number(header)), why: status === 429 ? throttling : String(status) };
}

function reasonOf(attempt: number, { wait, why }: Asked): string {
  return `retries: ${attempt}, retry-after: ${wait / seconds(1)}s - retry-reason: ${why}`;
}

/** What a request dies of when its context ends. */
export function ended(message: NonNullable<Context['error']>): NetworkError {
  return { kind: message === 'context canceled' ? 'canceled' : 'timeout', message };
}
