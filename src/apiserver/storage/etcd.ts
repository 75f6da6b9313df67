/**
 * The one store behind every API server: keys, a revision that counts all writes of any kind, and the
 * history of each key until it is compacted away. Objects in it are frozen and carry their revision.
 */

import { namespace } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { assert } from '#base/assert.ts';
import { freezeJson } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { Ring } from '#base/ring.ts';
import { between, type Duration, type Instant, minutes } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';
import { LeaseManager } from './lease_manager.ts';

/** Where the objects of one kind lie. */
export interface Prefix {
  /** `pods`, `deployments.apps`: unlike any other kind's. */
  readonly path: string;
  /** `pods`, `deployments`: how events name it. */
  readonly resource: string;
  /** How its objects are written and read, if not as they are. */
  readonly codec?: ObjectCodec;
  /** How long an object is kept after its last write, if not for good. */
  readonly timeToLive?: Duration | undefined;
}

/** What is stored is not what is served. Both ways the object given is left as it is. */
export interface ObjectCodec {
  /** The object as it is served; the same one if there is no difference. */
  readonly decode: (stored: Unstructured) => Unstructured;
  readonly encode: (object: Unstructured) => Unstructured;
}

/** One committed write. */
export interface Change {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly prefix: Prefix;
  /** `default/web-1`, `node-a`. */
  readonly key: string;
  /** What is stored now; of a deletion, what was stored last, under the deletion's revision. */
  readonly object: Unstructured;
  readonly previous: Unstructured | undefined;
}

/** The present state of a key. */
export interface KeyState {
  readonly object: Unstructured;
  /** The object as it lies in etcd, where a codec makes that another one. */
  readonly stored?: Unstructured;
  readonly revision: number;
}

/** The objects of one kind at one revision, in key order. */
export interface Snapshot {
  readonly revision: number;
  readonly entries: readonly (readonly [key: string, object: Unstructured])[];
}

export interface EtcdOptions {
  /** Every so often history older than that is compacted; `undefined` for never. */
  readonly compactionInterval?: Duration | undefined;
}

interface Version {
  readonly revision: number;
  /** `undefined` for a deletion. */
  readonly object: Unstructured | undefined;
  before: Version | undefined;
}

interface Collection {
  readonly prefix: Prefix;
  /** The newest version of each key, deletions included until they are compacted. */
  readonly latest: Map<string, Version>;
  /** All keys in order; rebuilt after a key came or went. */
  sorted: readonly string[] | undefined;
}

/** A write whose version is not compacted: what was there before is known. */
interface LogEntry {
  readonly collection: Collection;
  readonly key: string;
  readonly version: Version;
}

/** The first revision of an empty etcd. */
export const firstRevision = 1;

export class Etcd {
  readonly #sim: Sim;
  readonly #interval: Duration | undefined;
  readonly #collections = new Map<string, Collection>();
  readonly #log = new Ring<LogEntry>();
  readonly #subscribers = new Set<(change: Change) => void>();
  readonly #leases: LeaseManager;
  #revision = firstRevision;
  #compacted = 0;
  #compactedByServers = 0;
  /** Compaction goes to the revision that was current an interval ago. */
  #nextCompaction = 0;
  #compactionMarked: Instant;

  constructor(sim: Sim, options: EtcdOptions = {}) {
    this.#sim = sim;
    this.#leases = new LeaseManager(sim);
    this.#interval = 'compactionInterval' in options ? options.compactionInterval : minutes(5);
    this.#compactionMarked = sim.now;
  }

  /** The number of the last write. */
  get revision(): number {
    return this.#revision;
  }

  /** History up to here is gone. */
  get compactedRevision(): number {
    return this.#compacted;
  }

  /** Tells of every commit from now on, in order, within the commit. Returns how to stop it. */
  subscribe(tell: (change: Change) => void): () => void {
    this.#subscribers.add(tell);
    return () => this.#subscribers.delete(tell);
  }

  get(prefix: Prefix, key: string): KeyState | undefined {
    return stateOf(this.#collections.get(prefix.path)?.latest.get(key));
  }

  /** Everything of that kind now. */
  snapshot(prefix: Prefix): Snapshot {
    const found = this.snapshotAt(prefix, this.#revision);
    assert(found.ok, 'the present revision is never compacted');
    return found.value;
  }

  /** Everything of that kind as it was at `revision`. */
  snapshotAt(prefix: Prefix, revision: number): Result<Snapshot, 'compacted' | 'future'> {
    this.#compactIfDue();
    if (revision > this.#revision) return fail('future');
    if (revision < this.#compacted) return fail('compacted');
    const collection = this.#collections.get(prefix.path);
    const entries: [string, Unstructured][] = [];
    for (const key of collection === undefined ? [] : sortedKeys(collection)) {
      let version = collection?.latest.get(key);
      while (version !== undefined && version.revision > revision) version = version.before;
      if (version?.object !== undefined) entries.push([key, version.object]);
    }
    return ok({ revision, entries });
  }

  /** What was committed of that kind after `revision`, in order. */
  changesSince(prefix: Prefix, revision: number): Result<readonly Change[], 'compacted'> {
    this.#compactIfDue();
    if (revision < this.#compacted) return fail('compacted');
    const changes: Change[] = [];
    for (let index = 0; index < this.#log.length; index++) {
      const entry = this.#log.at(index);
      if (entry?.collection.prefix.path !== prefix.path) continue;
      if (entry.version.revision > revision) changes.push(changeOf(entry));
    }
    return ok(changes);
  }

  /**
   * Stores `object`, which becomes etcd's own, if the key is still at revision `expected` (0: absent).
   * Otherwise nothing happens and the present state is returned.
   */
  put(
    prefix: Prefix,
    key: string,
    write: { readonly object: Unstructured; readonly expected: number },
  ): Result<Unstructured, KeyState | undefined> {
    const collection = this.#collection(prefix);
    const current = stateOf(collection.latest.get(key));
    if ((current?.revision ?? 0) !== write.expected) return fail(current);
    const revision = ++this.#revision;
    const object = stamped(write.object, revision);
    const type = current === undefined ? 'ADDED' : 'MODIFIED';
    this.#commit(collection, { revision, type, prefix, key, object, previous: current?.object });
    this.#expireLater(prefix, key, revision);
    return ok(object);
  }

  /** Removes the key if it is still at revision `expected`. Returns what watchers are told. */
  delete(
    prefix: Prefix,
    key: string,
    expected: number,
  ): Result<Unstructured, KeyState | undefined> {
    const collection = this.#collection(prefix);
    const current = stateOf(collection.latest.get(key));
    if (current === undefined || current.revision !== expected) return fail(current);
    const revision = ++this.#revision;
    const previous = current.object;
    const object = stamped({ ...previous, metadata: { ...previous.metadata } }, revision);
    this.#commit(collection, { revision, type: 'DELETED', prefix, key, object, previous });
    return ok(object);
  }

  /** Each write hangs the key on another lease, so that it goes with the last one. */
  #expireLater(prefix: Prefix, key: string, revision: number): void {
    const { timeToLive } = prefix;
    if (timeToLive === undefined) return;
    this.#sim.schedule(this.#leases.expiryOf(timeToLive), () => {
      if (this.get(prefix, key)?.revision === revision) this.delete(prefix, key, revision);
    });
  }

  /** Says that a write changed nothing, and so was none. */
  unchanged(prefix: Prefix, object: Unstructured): void {
    const { resource } = prefix;
    const key = subjectOf(prefix, object);
    const reason = 'no change';
    this.#sim.emit('etcd.unchanged', key, { resource, key, revision: this.#revision, reason });
  }

  /** The last compaction that API servers know of, because one of them did it. */
  get compactedByServers(): number {
    return this.#compactedByServers;
  }

  /**
   * Forgets what was before `revision`. Reads below it fail from now on. If somebody else than the API
   * servers does it, they do not notice, and still answer from what their watch caches remember.
   */
  compact(revision: number, by: 'servers' | 'somebody' = 'somebody'): void {
    assert(revision <= this.#revision, `only the past can be compacted, got ${revision}`);
    if (by === 'servers' && revision > this.#compactedByServers) {
      this.#compactedByServers = revision;
    }
    if (revision <= this.#compacted) return;
    this.#compacted = revision;
    for (;;) {
      const entry = this.#log.at(0);
      if (entry === undefined || entry.version.revision > revision) break;
      this.#log.shift();
      entry.version.before = undefined;
      const { collection, key, version } = entry;
      if (version.object === undefined && collection.latest.get(key) === version) {
        collection.latest.delete(key);
        collection.sorted = undefined;
      }
    }
    this.#sim.emit('etcd.compacted', 'etcd', { revision });
  }

  #commit(collection: Collection, change: Change): void {
    const { revision, type, key, object, previous, prefix } = change;
    const before = collection.latest.get(key);
    const version = { revision, object: type === 'DELETED' ? undefined : object, before };
    collection.latest.set(key, version);
    if (before === undefined) collection.sorted = undefined;
    this.#log.push({ collection, key, version });
    const subject = subjectOf(prefix, object);
    const sim = this.#sim;
    sim.emit('etcd.committed', subject, {
      revision,
      type,
      resource: prefix.resource,
      key: subject,
      object: sim.ref(object),
      previous: previous === undefined ? undefined : sim.ref(previous),
    });
    const { causes } = sim;
    for (const tell of this.#subscribers) tell(change);
    sim.adopt(causes);
    this.#compactIfDue();
  }

  #compactIfDue(): void {
    const { now } = this.#sim;
    if (this.#interval === undefined) return;
    if (between(this.#compactionMarked, now) < this.#interval) return;
    this.compact(this.#nextCompaction, 'servers');
    this.#nextCompaction = this.#revision;
    this.#compactionMarked = now;
  }

  #collection(prefix: Prefix): Collection {
    let collection = this.#collections.get(prefix.path);
    if (collection === undefined) {
      collection = { prefix, latest: new Map(), sorted: undefined };
      this.#collections.set(prefix.path, collection);
    }
    return collection;
  }
}

/** `pods/default/web-1`: how events name a stored object. */
export function subjectOf(prefix: Prefix, object: Unstructured): string {
  const within = namespace(object);
  const name = object.metadata.name ?? '';
  return within === '' ? `${prefix.resource}/${name}` : `${prefix.resource}/${within}/${name}`;
}

/** The order of keys in etcd, by bytes. */
export function sortedKeys(collection: {
  readonly latest: ReadonlyMap<string, unknown>;
  sorted: readonly string[] | undefined;
}): readonly string[] {
  collection.sorted ??= [...collection.latest.keys()].sort();
  return collection.sorted;
}

function changeOf({ collection, key, version }: LogEntry): Change {
  const { prefix } = collection;
  const { revision, object, before } = version;
  const previous = before?.object;
  if (object !== undefined) {
    const type = previous === undefined ? 'ADDED' : 'MODIFIED';
    return { revision, type, prefix, key, object, previous };
  }
  assert(previous !== undefined, `what is deleted at ${revision} must have been there`);
  const { metadata } = previous;
  const last = stamped({ ...previous, metadata: { ...metadata } }, revision);
  return { revision, type: 'DELETED', prefix, key, object: last, previous };
}

function stateOf(version: Version | undefined): KeyState | undefined {
  if (version?.object === undefined) return undefined;
  return { object: version.object, revision: version.revision };
}

function stamped(object: Unstructured, revision: number): Unstructured {
  object.metadata.resourceVersion = String(revision);
  return freezeJson(object);
}
