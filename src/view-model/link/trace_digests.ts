/**
 * The digest of a run's trace after any of its events. Lines that were read once are not read again: a
 * copy is kept after so many of them.
 */

import { TraceHash } from '#trace/codec.ts';
import { linesBetween } from '#view-model/export/ndjson.ts';
import type { RunView } from '#view-model/run_view.ts';

/** Events between two copies. */
const spacing = 500;

export class TraceDigests {
  readonly #view: RunView;
  /** After none, `spacing`, twice `spacing` … events. */
  readonly #kept: TraceHash[] = [new TraceHash()];

  constructor(view: RunView) {
    this.#view = view;
  }

  /** How many events have been read: a digest up to there takes no time. */
  get read(): number {
    return (this.#kept.length - 1) * spacing;
  }

  /** Reads the next events, as far as event number `length`. False if there is nothing left to read. */
  readOn(length: number): boolean {
    if (this.read + spacing > Math.min(length, this.#view.length)) return false;
    const hash = this.#after(this.read + spacing);
    this.#kept.push(hash);
    return true;
  }

  /** The digest of the first `length` events: what the engine says when it stands there. */
  digest(length: number): string {
    while (this.readOn(length));
    return this.#after(length).digest();
  }

  #after(length: number): TraceHash {
    const index = Math.min(Math.floor(length / spacing), this.#kept.length - 1);
    const hash = (this.#kept[index] as TraceHash).copy();
    for (const line of linesBetween(this.#view, index * spacing, length)) hash.addLine(line);
    return hash;
  }
}
