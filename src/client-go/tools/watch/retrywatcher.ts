/**
 * A watch that is opened again, from where it was, whenever it ends. It never lists: once the server has
 * forgotten where it was, only its owner can help.
 *
 * @upstream kubernetes/client-go tools/watch/retrywatcher.go
 * @diverges What upstream logs is in the trace.
 * @diverges An object without a resourceVersion is shown as JSON in the error, not in Go's syntax.
 */

import {
  fromObject,
  isForbidden,
  isStatusError,
  isUnauthorized,
  newInternalError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { ListOptions, Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, noDuration, second, seconds } from '#base/time.ts';
import type { ListWatchError } from '#client-go/tools/cache/listwatch.ts';
import { Channel, select } from '#sim/channel.ts';
import { type CancellableContext, type Context, withCancel } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';

/** What can be watched. Some give nothing instead of a watch; that is tried again. */
export interface Watcher {
  readonly watch: (
    ctx: Context,
    options: ListOptions,
  ) => Blocking<Result<Interface | undefined, ListWatchError>>;
}

/** From the start of one watch to the start of the next. */
export const minRestartDelay = second;

export interface RetryWatcherOptions {
  /** Names its process, and the watcher in the trace. */
  readonly name: string;
  /** Where to begin: of a list, or of an object. */
  readonly initialResourceVersion: string;
  readonly watcher: Watcher;
  readonly minRestartDelay?: Duration;
}

/** Refuses to begin without a place to begin at, which would replay whatever the server has. */
export function newRetryWatcher(
  sim: Sim,
  ctx: Context,
  options: RetryWatcherOptions,
): Result<RetryWatcher, { readonly message: string }> {
  const { initialResourceVersion: version } = options;
  if (version !== '' && version !== '0') return ok(new RetryWatcher(sim, ctx, options));
  const why = 'is not supported due to issues with underlying WATCH';
  return fail({ message: `initial RV "${version}" ${why}` });
}

/** What one watch came to: the end of all, or a pause before the next. */
type Received =
  | { readonly done: true; readonly message: string }
  | { readonly done: false; readonly message: string; readonly retryAfter: Duration };

export class RetryWatcher implements Interface {
  readonly #sim: Sim;
  readonly #options: RetryWatcherOptions;
  readonly #context: CancellableContext;
  readonly #resultChan: Channel<Event>;
  readonly #doneChan: Channel<never>;
  #lastResourceVersion: string;

  constructor(sim: Sim, ctx: Context, options: RetryWatcherOptions) {
    const { name } = options;
    this.#sim = sim;
    this.#options = options;
    this.#context = withCancel(sim, ctx, `${name}.ctx`);
    this.#lastResourceVersion = options.initialResourceVersion;
    this.#resultChan = new Channel(sim, { name: `${name}.result` });
    this.#doneChan = new Channel(sim, { name: `${name}.done` });
    sim.spawn(`${name}/receive`, this.#receive());
  }

  resultChan(): Channel<Event> {
    return this.#resultChan;
  }

  stop(): void {
    this.#context.cancel();
  }

  /** Closed when it is over, after the result channel. */
  done(): Channel<never> {
    return this.#doneChan;
  }

  *#receive(): Proc {
    const { ctx } = this.#context;
    let message = 'stopped';
    while (ctx.error === undefined) {
      const restart = this.#timer('restart', this.#options.minRestartDelay ?? minRestartDelay);
      const received = yield* this.#doReceive(ctx);
      if (received.done) {
        message = received.message;
        this.#context.cancel();
      } else {
        yield* this.#pause(received);
      }
      yield* this.#elapsed(restart);
    }
    this.#sim.emit('retrywatch.ended', this.#options.name, {
      watcher: this.#options.name,
      message,
    });
    this.#resultChan.close();
    this.#doneChan.close();
  }

  *#pause(received: { readonly message: string; readonly retryAfter: Duration }): Proc {
    const { name } = this.#options;
    const { message, retryAfter: delay } = received;
    this.#sim.emit('retrywatch.interrupted', name, { watcher: name, message, delay });
    yield* this.#elapsed(this.#timer('retryAfter', delay));
  }

  #timer(what: string, delay: Duration): Timer {
    return new Timer(this.#sim, `${this.#options.name}.${what}`, delay);
  }

  /** Waits for the timer, or until the watcher is stopped. */
  *#elapsed(timer: Timer): Proc {
    const { done } = this.#context.ctx;
    const { index } = yield* select(this.#sim, [done.receiving(), timer.channel.receiving()]);
    if (index === 0) timer.stop();
  }

  *#doReceive(ctx: Context): Proc<Received> {
    const { name } = this.#options;
    const resourceVersion = this.#lastResourceVersion;
    this.#sim.emit('retrywatch.started', name, { watcher: name, resourceVersion });
    const options = { resourceVersion, allowWatchBookmarks: true };
    const opened = yield* this.#options.watcher.watch(ctx, options);
    if (!opened.ok) return yield* this.#refused(ctx, opened.error);
    const watcher = opened.value;
    if (watcher === undefined) return again('Watch returned nil watcher');
    const cases = [ctx.done.receiving(), watcher.resultChan().receiving()];
    try {
      for (;;) {
        const { index, value } = yield* select(this.#sim, cases);
        if (index === 0) return over('stopped');
        if (value === undefined) return again('watch closed');
        const event = value as Event;
        const received =
          event.type === 'ERROR'
            ? yield* this.#error(ctx, event)
            : yield* this.#forward(ctx, event);
        if (received !== undefined) return received;
      }
    } finally {
      watcher.stop();
    }
  }

  /** Who may not watch is told so; a server that has forgotten the version is asked again, for ever. */
  *#refused(ctx: Context, error: ListWatchError): Proc<Received> {
    const { message } = error;
    if (!isForbidden(error) && !isUnauthorized(error)) return again(`Watch failed: ${message}`);
    if (isStatusError(error)) {
      const sent = yield* this.#send(ctx, { type: 'ERROR', object: error.errStatus });
      if (!sent) return again('Failed to send the Unauthorized or Forbidden watch event');
    }
    return over(`Watch failed: ${message}`);
  }

  /** Passes on all but bookmarks, and remembers how far it has come. */
  *#forward(
    ctx: Context,
    event: Exclude<Event, { readonly type: 'ERROR' }>,
  ): Proc<Received | undefined> {
    if (!knownTypes.has(event.type)) {
      return yield* this.#broken(
        ctx,
        `retryWatcher failed to recognize Event type "${event.type}"`,
      );
    }
    const metadata: { readonly resourceVersion?: string | undefined } | undefined =
      event.object.metadata;
    if (metadata === undefined) {
      return yield* this.#broken(ctx, "retryWatcher: doesn't support resourceVersion");
    }
    const { resourceVersion = '' } = metadata;
    if (resourceVersion === '') {
      const object = JSON.stringify(event.object);
      const message = `retryWatcher: object ${object} doesn't support resourceVersion`;
      return yield* this.#broken(ctx, message);
    }
    if (event.type !== 'BOOKMARK' && !(yield* this.#send(ctx, event))) return over('stopped');
    this.#lastResourceVersion = resourceVersion;
    return undefined;
  }

  *#broken(ctx: Context, message: string): Proc<Received> {
    yield* this.#send(ctx, { type: 'ERROR', object: newInternalError(message).errStatus });
    return over(message);
  }

  /** Only the one that says that the version is gone is passed on, and ends it all. */
  *#error(ctx: Context, event: Extract<Event, { readonly type: 'ERROR' }>): Proc<Received> {
    const error = fromObject(event.object);
    if (error.kind !== 'StatusError') {
      return again('Received an error which is not *metav1.Status');
    }
    const status: Status = error.errStatus;
    if (status.code === 410) {
      yield* this.#send(ctx, event);
      return over(error.message);
    }
    const retryAfter = seconds(status.details?.retryAfterSeconds ?? 0);
    return { done: false, message: error.message, retryAfter };
  }

  *#send(ctx: Context, event: Event): Proc<boolean> {
    const cases = [this.#resultChan.sending(event), ctx.done.receiving()];
    return (yield* select(this.#sim, cases)).index === 0;
  }
}

const knownTypes: ReadonlySet<string> = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']);

function again(message: string): Received {
  return { done: false, message, retryAfter: noDuration };
}

function over(message: string): Received {
  return { done: true, message };
}
