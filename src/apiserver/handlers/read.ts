/** GET and LIST: from etcd or from the watch cache, as new as the client asks for. */

import {
  newBadRequest,
  newNotFound,
  newResourceExpired,
  newTooLargeResourceVersion,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { isInScope, isSelected, selectsAll } from '#apiserver/cacher/object_filter.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import { keyOf, type Target } from '#apiserver/registry/object_store.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
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
  listOptionsFailure,
  parseResourceVersion,
} from './list_options.ts';
import type { ReplicaView } from './replica_view.ts';
import { failureResponse, objectResponse } from './response.ts';

type Entry = readonly [key: string, object: Unstructured];

/** The state that a list is read from. */
interface ListSource {
  readonly revision: number;
  readonly entries: Iterable<Entry>;
  /** 0 for no limit. */
  readonly limit: number;
  /** Entries before it were on earlier pages. */
  readonly start: string;
}

export function* handleGet(
  replica: ReplicaView,
  target: Target,
  resourceVersion: string,
): Proc<ServerResponse> {
  const { kind, namespace, name } = target;
  const key = keyOf(kind, namespace, name);
  const version = parseResourceVersion(resourceVersion);
  if (version === undefined) return failureResponse(invalidVersionFailure(resourceVersion));
  if (version > 0 && !(yield* replica.etcdWatch.waitUntil(version, replica.freshTimeout))) {
    return failureResponse(tooLarge(replica, version, 1));
  }
  const object =
    resourceVersion === ''
      ? (yield* replica.etcd.get(kind.prefix, key))?.object
      : replica.cacherOf(kind).get(key);
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
  const { items, metadata } = list.value;
  const listKind = `${kind.kind}List`;
  return objectResponse(200, { kind: listKind, apiVersion: apiVersionOf(kind), metadata, items });
}

/** The selected objects, and the metadata of the list. */
export function* listObjects(replica: ReplicaView, kind: Kind, options: DecodedListOptions) {
  const refused = listOptionsFailure(options);
  if (refused !== undefined) return fail(refused);
  const source = yield* listSource(replica, kind, options);
  return source.ok ? ok(page(source.value, options)) : source;
}

function* listSource(
  replica: ReplicaView,
  kind: Kind,
  options: DecodedListOptions,
): Proc<Outcome<ListSource>> {
  const { resourceVersion, match, limit, continueToken } = options;
  if (continueToken !== '') return yield* continuedSource(replica, kind, options);
  const version = parseResourceVersion(resourceVersion);
  if (version === undefined) {
    const text = invalidVersionText(resourceVersion);
    return fail(newBadRequest(`invalid resource version: ${text}`));
  }
  if (resourceVersion === '') return yield* consistentSource(replica, kind, options);
  if (version === 0) return ok(cacheSource(replica, kind, { ...options, limit: 0 }));
  if (match === 'Exact' || (match === '' && limit > 0)) {
    const snapshot = yield* replica.etcd.snapshotAt(kind.prefix, version);
    return exactSource(replica, snapshot, { options, version });
  }
  if (!(yield* replica.etcdWatch.waitUntil(version, replica.freshTimeout))) {
    return fail(tooLarge(replica, version, 1));
  }
  return ok(cacheSource(replica, kind, options));
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
  const snapshot = yield* replica.etcd.snapshot(kind.prefix);
  return ok({ ...snapshot, limit: options.limit, start: '' });
}

function* continuedSource(
  replica: ReplicaView,
  kind: Kind,
  options: DecodedListOptions,
): Proc<Outcome<ListSource>> {
  const { resourceVersion, limit } = options;
  if (resourceVersion !== '' && resourceVersion !== '0') {
    const text = 'specifying resource version is not allowed when using continue';
    return fail(newBadRequest(text));
  }
  const token = decodeContinue(options.continueToken);
  if (!token.ok) return fail(newBadRequest(`invalid continue token: ${token.error}`));
  const { revision, start } = token.value;
  if (revision < 0) {
    const snapshot = yield* replica.etcd.snapshot(kind.prefix);
    return ok({ ...snapshot, limit, start });
  }
  const snapshot = yield* replica.etcd.snapshotAt(kind.prefix, revision);
  if (snapshot.ok) return ok({ ...snapshot.value, limit, start });
  return fail(
    snapshot.error === 'future' ? tooLarge(replica, revision, 0) : continueExpired(token.value),
  );
}

function cacheSource(replica: ReplicaView, kind: Kind, options: DecodedListOptions): ListSource {
  const entries = replica.cacherOf(kind).list(options.filter);
  return { revision: replica.etcdWatch.revision, entries, limit: options.limit, start: '' };
}

function exactSource(
  replica: ReplicaView,
  snapshot: Result<Snapshot, 'compacted' | 'future'>,
  asked: { readonly options: DecodedListOptions; readonly version: number },
): Outcome<ListSource> {
  if (snapshot.ok) return ok({ ...snapshot.value, limit: asked.options.limit, start: '' });
  if (snapshot.error === 'future') return fail(tooLarge(replica, asked.version, 0));
  const text = 'The resourceVersion for the provided list is too old.';
  return fail(newResourceExpired(text));
}

function page(source: ListSource, options: DecodedListOptions) {
  const { filter } = options;
  const items: Unstructured[] = [];
  let lastKey = '';
  let remaining = 0;
  for (const [key, object] of source.entries) {
    if (key < source.start || !isInScope(filter, object) || !isSelected(filter, object)) continue;
    if (source.limit > 0 && items.length === source.limit) {
      remaining++;
      continue;
    }
    items.push(object);
    lastKey = key;
  }
  const resourceVersion = String(source.revision);
  if (remaining === 0) return { items, metadata: { resourceVersion } };
  const token = encodeContinue(lastKey, source.revision);
  const counted = selectsAll(filter) ? { remainingItemCount: remaining } : {};
  return { items, metadata: { resourceVersion, continue: token, ...counted } };
}

function tooLarge(replica: ReplicaView, version: number, retryAfter: number): StatusError {
  return newTooLargeResourceVersion(version, replica.etcdWatch.revision, retryAfter);
}

const continueExpiredText =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

function continueExpired(token: ContinueToken): StatusError {
  const error = newResourceExpired(continueExpiredText);
  const metadata = { continue: encodeInconsistentContinue(token) };
  return { ...error, errStatus: { ...error.errStatus, metadata } };
}
