/** An API server's connection to etcd: every call takes a round trip. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Result } from '#base/result.ts';
import { type Duration, duration } from '#base/time.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { Change, Etcd, KeyState, Prefix, Snapshot } from './etcd.ts';

export class EtcdClient {
  readonly #sim: Sim;
  readonly #etcd: Etcd;
  readonly #oneWay: Duration;

  constructor(sim: Sim, etcd: Etcd, roundTrip: Duration) {
    this.#sim = sim;
    this.#etcd = etcd;
    this.#oneWay = duration(Math.floor(roundTrip / 2));
  }

  currentRevision(): Blocking<number> {
    return this.#call(() => this.#etcd.revision);
  }

  get(prefix: Prefix, key: string): Blocking<KeyState | undefined> {
    return this.#call(() => this.#etcd.get(prefix, key));
  }

  snapshot(prefix: Prefix): Blocking<Snapshot> {
    return this.#call(() => this.#etcd.snapshot(prefix));
  }

  snapshotAt(prefix: Prefix, revision: number): Blocking<Result<Snapshot, 'compacted' | 'future'>> {
    return this.#call(() => this.#etcd.snapshotAt(prefix, revision));
  }

  changesSince(prefix: Prefix, revision: number): Blocking<Result<readonly Change[], 'compacted'>> {
    return this.#call(() => this.#etcd.changesSince(prefix, revision));
  }

  put(
    prefix: Prefix,
    key: string,
    write: { readonly object: Unstructured; readonly expected: number },
  ): Blocking<Result<Unstructured, KeyState | undefined>> {
    return this.#call(() => this.#etcd.put(prefix, key, write));
  }

  delete(
    prefix: Prefix,
    key: string,
    expected: number,
  ): Blocking<Result<Unstructured, KeyState | undefined>> {
    return this.#call(() => this.#etcd.delete(prefix, key, expected));
  }

  /** Nothing is written, and nobody asks etcd. */
  unchanged(prefix: Prefix, object: Unstructured): void {
    this.#etcd.unchanged(prefix, object);
  }

  #call<T>(operation: () => T): Blocking<T> {
    return this.#sim.call('etcd', this.#roundTrip(operation));
  }

  *#roundTrip<T>(operation: () => T): Proc<T> {
    yield* this.#sim.sleep(this.#oneWay);
    const result = operation();
    yield* this.#sim.sleep(this.#oneWay);
    return result;
  }
}
