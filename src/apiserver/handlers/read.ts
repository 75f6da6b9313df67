/** GET and LIST: from etcd or from the watch cache, as new as the client asks for. */

import {
  newBadRequest,
  newNotFound,
  newResourceExpired,
  newTooLargeResourceVersion,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  isInScope,
  isSelected,
  type ObjectFilter,
  selectsAll,
  singleName,
} from '#apiserver/cacher/object_filter.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { keyOf, type Target } from '#apiserver/registry/object_store.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { hasWatchCache } from '#apiserver/registry/watch_cache.ts';
import {
  type ContinueToken,
  decodeContinue,
  encodeContinue,
  encodeInconsistentContinue,
} from '#apiserver/storage/continue_token.ts';
import type { Snapshot } from '#apiserver/storage/etcd.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import {
  type DecodedListOptions,
  invalidVersionFailure,
  invalidVersionText,
  parseResourceVersion,
} from './list_options.ts';
import type { ReplicaView } from './replica_view.ts';
import { failureResponse, listResponse, objectResponse } from './response.ts';

type Entry = readonly [key: string, object: Unstructured];

/** The state that a list is read from. */
interface ListSource {
  readonly revision: number;
  /** In key order; of other namespaces too. */
  readonly entries: Iterable<Entry>;
  /** 0 for no limit. */
  readonly limit: number;
  /** Entries before it were on earlier pages. */
  readonly start: string;
  /** A cache's tokens begin with a slash, those of etcd do not. */
  readonly from: 'cache' | 'etcd';
}

type SnapshotSource = Snapshot & Pick<ListSource, 'from'>;

export function* handleGet(
  replica: ReplicaView,
  target: Target,
  resourceVersion: string,
): Proc<ServerResponse> {
  const { kind, namespace, name } = target;
  const key = keyOf(kind, namespace, name);
  const version = parseResourceVersion(resourceVersion);
  const fromEtcd =
    resourceVersion === '' || !hasWatchCache(kind) || replica.cacheFailure() !== undefined;
  if (version === undefined) {
    return failureResponse(
      fromEtcd ? invalidVersionRequest(resourceVersion) : invalidVersionFailure(resourceVersion),
    );
  }
  if (fromEtcd) {
    const object = (yield* replica.etcd.get(kind.prefix, key))?.object;
    const revision = version === 0 ? 0 : yield* replica.etcd.currentRevision();
    if (version > revision) return failureResponse(tooLarge(version, revision, 0));
    return objectOrNotFound(target, object);
  }
  if (version > 0 && !(yield* replica.etcdWatch.waitUntil(version, replica.freshTimeout))) {
    return failureResponse(tooLarge(version, replica.etcdWatch.revision, 1));
  }
  return objectOrNotFound(target, replica.cacherOf(kind).get(key));
}

function objectOrNotFound({ kind, name }: Target, object: Unstructured | undefined) {
  return object === undefined
    ? failureResponse(newNotFound(kind, name))
    : objectResponse(200, object);
}

export function* handleList(
  replica: ReplicaView,
  kind: Kind,
  options: DecodedListOptions,
): Proc<ServerResponse> {
  const list = yield* listObjects(replica, kind, options);
  if (!list.ok) return failureResponse(list.error);
  return listResponse(kind, list.value);
}

/** The selected objects, and the metadata of the list. */
export function* listObjects(replica: ReplicaView, kind: Kind, options: DecodedListOptions) {
  const source = yield* listSource(replica, kind, options);
  return source.ok ? ok(page(withSingleRead(source.value, kind, options), options)) : source;
}

function* listSource(
  replica: ReplicaView,
  kind: Kind,
  options: DecodedListOptions,
): Proc<Outcome<ListSource>> {
  const { resourceVersion, match, limit, continueToken } = options;
  if (continueToken !== '') return yield* continuedSource(replica, kind, options);
  const version = parseResourceVersion(resourceVersion);
  if (version === undefined) return fail(invalidVersionRequest(resourceVersion));
  const exactly = match === 'Exact' || (match === '' && limit > 0 && version > 0);
  if (exactly) return yield* exactSource(replica, kind, { options, version });
  if (!hasWatchCache(kind)) return yield* etcdSource(replica, kind, { options, version });
  const failure = replica.cacheFailure();
  if (failure !== undefined) {
    if (limit === 0 || !selectsAll(options.filter)) return fail(failure);
    return yield* etcdSource(replica, kind, { options, version });
  }
  if (resourceVersion === '') return yield* consistentSource(replica, kind, options);
  if (version === 0) return ok(cacheSource(replica, kind, { ...options, limit: 0 }));
  if (!(yield* replica.etcdWatch.waitUntil(version, replica.freshTimeout))) {
    return fail(tooLarge(version, replica.etcdWatch.revision, 1));
  }
  return ok(cacheSource(replica, kind, options));
}

/** A list of the one object that its field selector names looks at that object alone, unless it goes on. */
function withSingleRead(source: ListSource, kind: Kind, options: DecodedListOptions): ListSource {
  const { filter, continueToken } = options;
  const name = singleName(filter);
  if (name === undefined || continueToken !== '') return source;
  if (kind.namespaced && filter.namespace === '') return source;
  const only = keyOf(kind, filter.namespace, name);
  return { ...source, entries: [...source.entries].filter(([key]) => key === only) };
}

interface AskedVersion {
  readonly options: DecodedListOptions;
  readonly version: number;
}

/** The most recent state, read where the kind is read. */
function* presentSource(
  replica: ReplicaView,
  kind: Kind,
  options: DecodedListOptions,
): Proc<Outcome<ListSource>> {
  if (hasWatchCache(kind) && replica.cacheFailure() === undefined) {
    return yield* consistentSource(replica, kind, options);
  }
  return yield* etcdSource(replica, kind, { options, version: 0 });
}

/** The most recent state: the cache's, as soon as it has seen what etcd has now. */
function* consistentSource(
  replica: ReplicaView,
  kind: Kind,
  options: DecodedListOptions,
): Proc<Outcome<ListSource>> {
  const revision = yield* replica.etcd.currentRevision();
  if (yield* replica.etcdWatch.waitUntil(revision, replica.freshTimeout)) {
    return ok(cacheSource(replica, kind, options));
  }
  return yield* etcdSource(replica, kind, { options, version: 0 });
}

/** What etcd has now, if that is not older than asked for. */
function* etcdSource(
  replica: ReplicaView,
  kind: Kind,
  { options, version }: AskedVersion,
): Proc<Outcome<ListSource>> {
  const snapshot = yield* replica.etcd.snapshot(kind.prefix);
  if (version > snapshot.revision) return fail(tooLarge(version, snapshot.revision, 0));
  return ok({ ...snapshot, limit: options.limit, start: '', from: 'etcd' });
}

function* continuedSource(
  replica: ReplicaView,
  kind: Kind,
  options: DecodedListOptions,
): Proc<Outcome<ListSource>> {
  const { resourceVersion, filter } = options;
  const prefix = keyPrefixOf(filter);
  const token = decodeContinue(options.continueToken);
  if (!token.ok) return fail(newBadRequest(`invalid continue token: ${token.error}`));
  if (resourceVersion !== '' && resourceVersion !== '0') {
    const text = 'specifying resource version is not allowed when using continue';
    return fail(newBadRequest(text));
  }
  const { revision } = token.value;
  const start = prefix + token.value.start;
  if (revision < 0) {
    const source = yield* presentSource(replica, kind, options);
    return source.ok ? ok({ ...source.value, start }) : source;
  }
  const snapshot = yield* snapshotAt(replica, kind, revision);
  if (snapshot.ok) {
    const isVoid = resourceVersion === '0' && snapshot.value.from === 'cache';
    return ok({ ...snapshot.value, limit: isVoid ? 0 : options.limit, start });
  }
  if (snapshot.error !== 'compacted') return fail(snapshot.error);
  return fail(continueExpired(token.value));
}

function cacheSource(replica: ReplicaView, kind: Kind, options: DecodedListOptions): ListSource {
  const entries = replica.cacherOf(kind).entries(options.filter);
  const { revision } = replica.etcdWatch;
  return { revision, entries, limit: options.limit, start: '', from: 'cache' };
}

function* exactSource(
  replica: ReplicaView,
  kind: Kind,
  { options, version }: AskedVersion,
): Proc<Outcome<ListSource>> {
  const snapshot = yield* snapshotAt(replica, kind, version);
  if (snapshot.ok) return ok({ ...snapshot.value, limit: options.limit, start: '' });
  if (snapshot.error !== 'compacted') return fail(snapshot.error);
  const text = 'The resourceVersion for the provided list is too old.';
  return fail(newResourceExpired(text));
}

/** The state at a revision; one in the future is waited for where there is a cache. */
function* snapshotAt(
  replica: ReplicaView,
  kind: Kind,
  revision: number,
): Proc<Result<SnapshotSource, 'compacted' | StatusError>> {
  const waits = hasWatchCache(kind) && replica.cacheFailure() === undefined;
  if (waits && !(yield* replica.etcdWatch.waitUntil(revision, replica.freshTimeout))) {
    return fail(tooLarge(revision, replica.etcdWatch.revision, 1));
  }
  const cached = waits ? replica.cacherOf(kind).snapshotAt(revision) : undefined;
  if (cached !== undefined) return ok({ ...cached, from: 'cache' });
  const snapshot = yield* replica.etcd.snapshotAt(kind.prefix, revision);
  if (snapshot.ok) return ok({ ...snapshot.value, from: 'etcd' });
  if (snapshot.error === 'compacted') return fail(snapshot.error);
  return fail(tooLarge(revision, yield* replica.etcd.currentRevision(), 0));
}

/** One page. It ends where it is full, whether or not something that is selected follows. */
function page(source: ListSource, options: DecodedListOptions) {
  const { filter } = options;
  const items: Unstructured[] = [];
  let lastKey = '';
  let remaining = 0;
  for (const [key, object] of source.entries) {
    if (key < source.start || !isInScope(filter, object)) continue;
    if (source.limit > 0 && items.length === source.limit) remaining++;
    else if (isSelected(filter, object)) {
      items.push(object);
      lastKey = key;
    }
  }
  const resourceVersion = String(source.revision);
  if (remaining === 0) return { items, metadata: { resourceVersion } };
  const slash = source.from === 'cache' ? '/' : '';
  const last = slash + lastKey.slice(keyPrefixOf(filter).length);
  const token = encodeContinue(last, source.revision);
  const counted = selectsAll(filter) ? { remainingItemCount: remaining } : {};
  return { items, metadata: { resourceVersion, continue: token, ...counted } };
}

/** What the keys of a list have in common. */
function keyPrefixOf({ namespace }: ObjectFilter): string {
  return namespace === '' ? '' : `${namespace}/`;
}

function tooLarge(version: number, current: number, retryAfter: number): StatusError {
  return newTooLargeResourceVersion(version, current, retryAfter);
}

function invalidVersionRequest(text: string): StatusError {
  return newBadRequest(`invalid resource version: ${invalidVersionText(text)}`);
}

const continueExpiredText =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

function continueExpired(token: ContinueToken): StatusError {
  const error = newResourceExpired(continueExpiredText);
  const metadata = { continue: encodeInconsistentContinue(token) };
  return { ...error, errStatus: { ...error.errStatus, metadata } };
}
