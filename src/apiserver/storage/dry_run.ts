/** What writes do under `dryRun=All`: everything that can fail does, and nothing is stored. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Proc } from '#sim/process.ts';
import type { KeyState, Prefix } from './etcd.ts';
import type { EtcdClient } from './etcd_client.ts';

/** What object stores need of etcd. */
export type ObjectStorage = Pick<EtcdClient, 'get' | 'put' | 'delete' | 'unchanged'>;

export class DryRunStorage implements ObjectStorage {
  readonly #etcd: EtcdClient;

  constructor(etcd: EtcdClient) {
    this.#etcd = etcd;
  }

  get(prefix: Prefix, key: string) {
    return this.#etcd.get(prefix, key);
  }

  *put(
    prefix: Prefix,
    key: string,
    write: { readonly object: Unstructured; readonly expected: number },
  ): Proc<Result<Unstructured, KeyState | undefined>> {
    const state = yield* this.#etcd.get(prefix, key);
    return (state?.revision ?? 0) === write.expected ? ok(write.object) : fail(state);
  }

  *delete(
    prefix: Prefix,
    key: string,
    expected: number,
  ): Proc<Result<Unstructured, KeyState | undefined>> {
    const state = yield* this.#etcd.get(prefix, key);
    return state !== undefined && state.revision === expected ? ok(state.object) : fail(state);
  }

  unchanged(): void {
    // Nothing would have been written either way.
  }
}
