/**
 * States that an informer's cache was in and the server never was: some of its objects as they were at
 * one revision, others as they were at another. Counted from the time the cache has synced.
 */

import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';

/** The kinds of events that the count is made of. */
export const kindsOfStates = [
  'etcd.committed',
  'informer.started',
  'informer.synced',
  'delta.popped',
  'store.added',
  'store.updated',
  'store.deleted',
  'store.replaced',
] as const satisfies readonly EventKind[];

/** A change on the server. An object that is gone has no version. */
interface Commit {
  readonly key: string;
  readonly version: string | undefined;
}

export class ImpossibleStates {
  readonly #informer: string;
  readonly #commits: Commit[] = [];
  readonly #cache = new Map<string, string>();
  #resource = '';
  #inBatches = false;
  #synced = false;
  /** Store changes that are still to come before anybody can see the first of them. */
  #unseen = 0;
  #count = 0;

  constructor(informer: string) {
    this.#informer = informer;
  }

  get count(): number {
    return this.#count;
  }

  apply(event: TraceEvent): void {
    if (event.kind === 'etcd.committed') {
      const { key, type, revision } = event.data;
      this.#commits.push({ key, version: type === 'DELETED' ? undefined : String(revision) });
      return;
    }
    const { data } = event;
    if (!('informer' in data) || data.informer !== this.#informer) return;
    this.#applyOwn(event);
  }

  #applyOwn(event: TraceEvent): void {
    switch (event.kind) {
      case 'informer.started':
        this.#resource = event.data.resource;
        this.#inBatches = event.data.queue === 'RealFIFO';
        this.#synced = false;
        this.#cache.clear();
        return;
      case 'informer.synced':
        this.#synced = true;
        return;
      case 'delta.popped':
        // RealFIFO's batches are written in one transaction; DeltaFIFO's deltas one after the other.
        this.#unseen = this.#inBatches ? event.data.deltas.length : 1;
        return;
      case 'store.added':
      case 'store.updated':
        this.#cache.set(event.data.key, event.data.resourceVersion);
        this.#changed();
        return;
      case 'store.deleted':
        this.#cache.delete(event.data.key);
        this.#changed();
        return;
      case 'store.replaced': {
        this.#cache.clear();
        const contents = (event.data.contents ?? {}) as Readonly<
          Record<string, { readonly resourceVersion: string }>
        >;
        for (const [key, { resourceVersion }] of Object.entries(contents)) {
          this.#cache.set(key, resourceVersion);
        }
        this.#unseen = 1;
        this.#changed();
        return;
      }
      default:
        return;
    }
  }

  #changed(): void {
    this.#unseen = Math.max(0, this.#unseen - 1);
    if (this.#unseen === 0 && this.#synced && !this.#serverHadIt()) this.#count++;
  }

  /** Goes through the server's history and counts the keys in which it differs from the cache. */
  #serverHadIt(): boolean {
    const prefix = `${this.#resource}/`;
    const differing = new Set(this.#cache.keys());
    if (differing.size === 0) return true;
    for (const { key, version } of this.#commits) {
      if (!key.startsWith(prefix)) continue;
      const storeKey = key.slice(prefix.length);
      if (this.#cache.get(storeKey) === version) differing.delete(storeKey);
      else differing.add(storeKey);
      if (differing.size === 0) return true;
    }
    return false;
  }
}
