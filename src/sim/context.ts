/** Go's context: a cancellation that travels down a tree, with or without a deadline. */

import { after, type Duration, type Instant } from '#base/time.ts';
import { Channel } from './channel.ts';
import type { Sim } from './sim.ts';

/** Why a context ended. */
export type ContextError = 'context canceled' | 'context deadline exceeded';

export class Context {
  /** Closed when the context ends. */
  readonly done: Channel<never>;
  readonly deadline: Instant | undefined;
  #error: ContextError | undefined;
  readonly #children = new Set<Context>();
  readonly #atEnd: (() => void)[] = [];

  constructor(sim: Sim, name: string, deadline?: Instant) {
    this.done = new Channel<never>(sim, { name: `${name}.done` });
    this.deadline = deadline;
  }

  /** Why it ended; `undefined` while it has not. */
  get error(): ContextError | undefined {
    return this.#error;
  }

  /** Calls `tell` when the context ends; at once if it has. */
  whenDone(tell: () => void): void {
    if (this.#error === undefined) this.#atEnd.push(tell);
    else tell();
  }

  /** Ends it and everything derived from it. Later calls do nothing. */
  end(error: ContextError): void {
    if (this.#error !== undefined) return;
    this.#error = error;
    this.done.close();
    for (const tell of this.#atEnd.splice(0)) tell();
    for (const child of this.#children) child.end(error);
    this.#children.clear();
  }

  /** Makes `child` end when this ends. */
  adopt(child: Context): void {
    if (this.#error !== undefined) child.end(this.#error);
    else {
      this.#children.add(child);
      child.whenDone(() => this.#children.delete(child));
    }
  }
}

/** A context and the function that ends it. */
export interface CancellableContext {
  readonly ctx: Context;
  readonly cancel: () => void;
}

/** A context that never ends by itself. */
export function background(sim: Sim): Context {
  return new Context(sim, 'background');
}

/** A context that ends with its parent or when cancelled. */
export function withCancel(sim: Sim, parent: Context, name = 'ctx'): CancellableContext {
  return derive(sim, { parent, name, deadline: parent.deadline });
}

/** The same, but it does not end with its parent. */
export function withoutCancel(sim: Sim, name = 'ctx'): CancellableContext {
  const ctx = new Context(sim, name);
  return { ctx, cancel: () => ctx.end('context canceled') };
}

/** A context that also ends after `timeout`. */
export function withTimeout(
  sim: Sim,
  parent: Context,
  options: { readonly timeout: Duration; readonly name?: string },
): CancellableContext {
  const deadline = after(sim.now, Math.max(0, options.timeout) as Duration);
  return withDeadline(sim, parent, { deadline, name: options.name ?? 'ctx' });
}

/** A context that also ends at `deadline`. */
export function withDeadline(
  sim: Sim,
  parent: Context,
  options: { readonly deadline: Instant; readonly name?: string },
): CancellableContext {
  const name = options.name ?? 'ctx';
  if (parent.deadline !== undefined && parent.deadline <= options.deadline) {
    return withCancel(sim, parent, name);
  }
  const derived = derive(sim, { parent, name, deadline: options.deadline });
  const due = Math.max(sim.now, options.deadline) as Instant;
  const timer = sim.schedule(due, () => derived.ctx.end('context deadline exceeded'));
  derived.ctx.whenDone(() => timer.cancel());
  return derived;
}

function derive(
  sim: Sim,
  options: {
    readonly parent: Context;
    readonly name: string;
    readonly deadline: Instant | undefined;
  },
): CancellableContext {
  const ctx = new Context(sim, options.name, options.deadline);
  options.parent.adopt(ctx);
  return { ctx, cancel: () => ctx.end('context canceled') };
}
