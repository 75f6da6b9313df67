/** An API server's connection to etcd: every call takes a round trip, and objects are read and written by their codec. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
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
    return this.#call(() => decodedState(prefix, this.#etcd.get(prefix, key)));
  }

  snapshot(prefix: Prefix): Blocking<Snapshot> {
    return this.#call(() => decodedSnapshot(prefix, this.#etcd.snapshot(prefix)));
  }

  snapshotAt(prefix: Prefix, revision: number): Blocking<Result<Snapshot, 'compacted' | 'future'>> {
    return this.#call(() => {
      const snapshot = this.#etcd.snapshotAt(prefix, revision);
      return snapshot.ok ? ok(decodedSnapshot(prefix, snapshot.value)) : snapshot;
    });
  }

  changesSince(prefix: Prefix, revision: number): Blocking<Result<readonly Change[], 'compacted'>> {
    return this.#call(() => this.#etcd.changesSince(prefix, revision));
  }

  put(
    prefix: Prefix,
    key: string,
    write: { readonly object: Unstructured; readonly expected: number },
  ): Blocking<Result<Unstructured, KeyState | undefined>> {
    const { codec } = prefix;
    if (codec === undefined) return this.#call(() => this.#etcd.put(prefix, key, write));
    const encoded = { ...write, object: codec.encode(write.object) };
    return this.#call(() => decodedResult(prefix, this.#etcd.put(prefix, key, encoded)));
  }

  delete(
    prefix: Prefix,
    key: string,
    expected: number,
  ): Blocking<Result<Unstructured, KeyState | undefined>> {
    return this.#call(() => decodedResult(prefix, this.#etcd.delete(prefix, key, expected)));
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

/** A snapshot with its objects as they are served. */
export function decodedSnapshot(prefix: Prefix, snapshot: Snapshot): Snapshot {
  const { codec } = prefix;
  if (codec === undefined) return snapshot;
  const entries = snapshot.entries.map(([key, object]): Snapshot['entries'][number] => [
    key,
    codec.decode(object),
  ]);
  return { ...snapshot, entries };
}

/** A change with its objects as they are served. */
export function decodedChange(prefix: Prefix, change: Change): Change {
  const { codec } = prefix;
  if (codec === undefined) return change;
  const previous = change.previous === undefined ? undefined : codec.decode(change.previous);
  return { ...change, object: codec.decode(change.object), previous };
}

function decodedState(prefix: Prefix, state: KeyState | undefined): KeyState | undefined {
  const { codec } = prefix;
  if (codec === undefined || state === undefined) return state;
  return { ...state, object: codec.decode(state.object), stored: state.object };
}

function decodedResult(
  prefix: Prefix,
  result: Result<Unstructured, KeyState | undefined>,
): Result<Unstructured, KeyState | undefined> {
  const { codec } = prefix;
  if (codec === undefined) return result;
  return result.ok ? ok(codec.decode(result.value)) : fail(decodedState(prefix, result.error));
}
