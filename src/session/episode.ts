/**
 * The larger grains of stepping, told from the trace: an event lasts from a watch event's arrival until
 * everything that it caused has ended; a reconcile until it finishes.
 */

import type { TraceEvent } from '#trace/event.ts';

/** Follows one watch event and all that descends from it. */
export class Episode {
  readonly #members = new Set<number>();
  /** What was begun by it and has not ended, by a name of its own. */
  readonly #open = new Set<string>();
  #begun = false;

  get begun(): boolean {
    return this.#begun;
  }

  /** True once it began and nothing of it is under way. */
  get over(): boolean {
    return this.#begun && this.#open.size === 0;
  }

  see(event: TraceEvent): void {
    if (!this.#begun) {
      if (event.kind !== 'watch.event.delivered' || event.data.type === 'BOOKMARK') return;
      this.#begun = true;
      this.#members.add(event.seq);
      this.#open.add(frameName(event.data.noun, event.data.resourceVersion));
      return;
    }
    const ends = endedBy(event);
    for (const name of ends) this.#open.delete(name);
    // What a write sends to watchers are events of their own.
    if (event.kind === 'watch.event.sent') return;
    if (!event.causes.some((seq) => this.#members.has(seq))) return;
    this.#members.add(event.seq);
    const begins = begunBy(event);
    if (begins !== undefined) this.#open.add(begins);
  }
}

function frameName(informer: string, version: string): string {
  return `frame ${informer} ${version}`;
}

function begunBy(event: TraceEvent): string | undefined {
  switch (event.kind) {
    case 'delta.queued':
      return `delta ${event.data.informer} ${event.data.delta}`;
    case 'listener.notified':
      return `notification ${event.data.informer} ${event.data.listener} ${event.data.notification}`;
    case 'queue.added':
    case 'queue.deduplicated':
      return `key ${event.data.queue} ${event.data.key}`;
    case 'reconcile.started':
      return `reconcile ${event.data.controller} ${event.data.key}`;
    case 'request.sent':
      return event.data.verb === 'watch' ? undefined : `request ${event.data.request}`;
    default:
      return undefined;
  }
}

function endedBy(event: TraceEvent): readonly string[] {
  switch (event.kind) {
    case 'reflector.event.received':
      return [frameName(event.data.informer, event.data.resourceVersion)];
    case 'delta.processed':
      return [`delta ${event.data.informer} ${event.data.delta}`];
    case 'delta.merged':
      return [`delta ${event.data.informer} ${event.data.delta}`];
    case 'handler.returned':
    case 'handler.panicked':
    case 'handler.filtered':
      return [
        `notification ${event.data.informer} ${event.data.listener} ${event.data.notification}`,
      ];
    case 'queue.done':
      return [`key ${event.data.queue} ${event.data.key}`];
    case 'reconcile.finished':
      return [`reconcile ${event.data.controller} ${event.data.key}`];
    case 'request.completed':
    case 'request.failed':
      return [`request ${event.data.request}`];
    default:
      return [];
  }
}
