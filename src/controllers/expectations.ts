/**
 * What a controller has asked the API server for and not yet seen in its cache. Until it has seen it,
 * counting the cache's objects would make it create or delete the same ones again.
 */

import { between, type Instant, minutes } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';

/** Expectations older than this are given up: better to act on a stale cache than never again. */
export const expectationsTimeout = minutes(5);

interface Expected {
  creations: number;
  /** Keys of pods whose deletion has not been seen: deletions are seen twice, as an update and a delete. */
  readonly deletions: Set<string>;
  readonly since: Instant;
}

/** What is still expected for one key. */
export interface Pending {
  readonly creations: number;
  readonly deletions: number;
}

export class ControllerExpectations {
  readonly #sim: Sim;
  readonly #expected = new Map<string, Expected>();

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  /** True if everything expected for `key` was seen, nothing ever was expected, or it is too long ago. */
  satisfied(key: string): boolean {
    const expected = this.#expected.get(key);
    if (expected === undefined) return true;
    if (expected.creations <= 0 && expected.deletions.size === 0) return true;
    return between(expected.since, this.#sim.now) > expectationsTimeout;
  }

  /** From now on `count` creations are expected, and nothing else. */
  expectCreations(key: string, count: number): void {
    this.#expected.set(key, { creations: count, deletions: new Set(), since: this.#sim.now });
  }

  /** From now on the deletions of these objects are expected, and nothing else. */
  expectDeletions(key: string, objects: readonly string[]): void {
    this.#expected.set(key, {
      creations: 0,
      deletions: new Set(objects),
      since: this.#sim.now,
    });
  }

  /** An object was seen that may be one of those expected, or will never come. */
  creationObserved(key: string): void {
    const expected = this.#expected.get(key);
    if (expected !== undefined) expected.creations--;
  }

  deletionObserved(key: string, object: string): void {
    this.#expected.get(key)?.deletions.delete(object);
  }

  /** The controller no longer has anything to do with `key`. */
  forget(key: string): void {
    this.#expected.delete(key);
  }

  pending(key: string): Pending {
    const expected = this.#expected.get(key);
    return {
      creations: Math.max(0, expected?.creations ?? 0),
      deletions: expected?.deletions.size ?? 0,
    };
  }
}
