/**
 * A hold is on what an informer hears, not on one stream: if the held stream ends and the informer
 * opens another, that is held from its first message on.
 */

import { fail, ok, type Result } from '#base/result.ts';
import type { InMemoryNetwork } from '#sim/in_memory_network.ts';
import type { TraceEvent } from '#trace/event.ts';

export class HeldNouns {
  readonly #network: InMemoryNetwork;
  readonly #nouns = new Set<string>();
  #opened: string[] = [];

  constructor(network: InMemoryNetwork) {
    this.#network = network;
  }

  /** True while what the noun hears is held. */
  holds(noun: string): boolean {
    return this.#nouns.has(noun);
  }

  /** Holds the noun's stream, and every later one. */
  hold(noun: string): Result<void, string> {
    if (this.#nouns.has(noun)) return fail('the watch is held');
    this.#nouns.add(noun);
    this.#holdOpen(noun);
    return ok(undefined);
  }

  /** What piled up arrives, and later streams run freely. */
  release(noun: string): Result<void, string> {
    if (!this.#nouns.delete(noun)) return fail('the watch is not held');
    for (const stream of this.#network.streams()) {
      if (stream.noun === noun && stream.held) this.#network.release(stream.watch);
    }
    return ok(undefined);
  }

  /** Notes a new stream; it can be held once the step is over. */
  see(event: TraceEvent): void {
    if (event.kind === 'watch.opened' && this.#nouns.has(event.data.noun)) {
      this.#opened.push(event.data.noun);
    }
  }

  /** True if {@link settle} has something to do. */
  get unsettled(): boolean {
    return this.#opened.length > 0;
  }

  /** Holds the streams that were opened since the last call. */
  settle(): void {
    const opened = this.#opened;
    this.#opened = [];
    for (const noun of opened) if (this.#nouns.has(noun)) this.#holdOpen(noun);
  }

  #holdOpen(noun: string): void {
    for (const stream of this.#network.streams()) {
      if (stream.noun === noun && !stream.held) this.#network.hold(stream.watch);
    }
  }
}
