/** WATCH: where a stream begins. What goes wrong after the resourceVersion was read is told in the stream. */

import {
  newResourceExpired,
  newTooLargeResourceVersion,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import { randomTimeoutSeconds, type WatchRequest } from '#apiserver/cacher/cache_watcher.ts';
import type { WatchStart } from '#apiserver/cacher/cacher.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { hasWatchCache } from '#apiserver/registry/watch_cache.ts';
import { fail, ok } from '#base/result.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import {
  type DecodedListOptions,
  invalidVersionFailure,
  parseResourceVersion,
} from './list_options.ts';
import { type Conversion, eventRepresentation } from './negotiation.ts';
import type { ReplicaView } from './replica_view.ts';
import { failureResponse } from './response.ts';

interface AskedWatch {
  readonly request: ServerRequest;
  readonly options: DecodedListOptions;
  readonly conversion?: Conversion | undefined;
}

export function* handleWatch(
  replica: ReplicaView,
  kind: Kind,
  asked: AskedWatch,
): Proc<ServerResponse> {
  const { options } = asked;
  const version = parseResourceVersion(options.resourceVersion);
  if (version === undefined) return failureResponse(invalidVersionFailure(options.resourceVersion));
  const failure = hasWatchCache(kind) ? replica.cacheFailure() : undefined;
  if (failure !== undefined) return failureResponse(failure);
  const sendInitialEvents = options.sendInitialEvents ?? (version === 0 && replica.watchList);
  const request = watchRequest(replica, kind, { ...asked, sendInitialEvents });
  const beginning = { kind, options, version, sendInitialEvents };
  const start = hasWatchCache(kind)
    ? yield* cachedStart(replica, beginning)
    : yield* uncachedStart(replica, beginning);
  const cacher = replica.cacherOf(kind);
  const stream = start.ok
    ? cacher.watch(request, start.value)
    : cacher.refuseWatch(request, start.error.errStatus);
  return { kind: 'stream', stream };
}

interface Beginning {
  readonly kind: Kind;
  readonly options: DecodedListOptions;
  readonly version: number;
  readonly sendInitialEvents: boolean;
}

function* cachedStart(replica: ReplicaView, beginning: Beginning): Proc<Outcome<WatchStart>> {
  const { options, version, sendInitialEvents } = beginning;
  const late = yield* untilFresh(replica, beginning);
  if (late !== undefined) return fail(late);
  if (sendInitialEvents) return ok({ kind: 'initial events' });
  if (version > 0) return ok({ kind: 'after', revision: version });
  if (options.sendInitialEvents === undefined) return ok({ kind: 'initial events' });
  const current =
    options.resourceVersion === ''
      ? yield* replica.etcd.currentRevision()
      : replica.etcdWatch.revision;
  return ok({ kind: 'now', revision: current });
}

/** Initial events are at least as new as asked for. Says what is wrong if they cannot be. */
function* untilFresh(replica: ReplicaView, beginning: Beginning): Proc<StatusError | undefined> {
  const { options, version, sendInitialEvents } = beginning;
  if (!sendInitialEvents || options.resourceVersion === '0') return undefined;
  const wanted = options.resourceVersion === '' ? yield* replica.etcd.currentRevision() : version;
  if (yield* replica.etcdWatch.waitUntil(wanted, replica.freshTimeout)) return undefined;
  return newTooLargeResourceVersion(wanted, replica.etcdWatch.revision, 1);
}

/** Without a cache etcd tells the present state and the past, as far as it is not compacted. */
function* uncachedStart(replica: ReplicaView, beginning: Beginning): Proc<Outcome<WatchStart>> {
  const { kind, options, version, sendInitialEvents } = beginning;
  if (sendInitialEvents || (version === 0 && options.sendInitialEvents === undefined)) {
    const snapshot = yield* replica.etcd.snapshot(kind.prefix);
    if (version > snapshot.revision) {
      return fail(newTooLargeResourceVersion(version, snapshot.revision, 0));
    }
    return ok({ kind: 'state', snapshot });
  }
  if (version === 0) {
    return ok({ kind: 'now', revision: yield* replica.etcd.currentRevision() });
  }
  const changes = yield* replica.etcd.changesSince(kind.prefix, version);
  if (changes.ok) return ok({ kind: 'changes', since: version, changes: changes.value });
  return fail(newResourceExpired('The resourceVersion for the provided watch is too old.'));
}

function watchRequest(
  replica: ReplicaView,
  kind: Kind,
  asked: AskedWatch & { readonly sendInitialEvents: boolean },
): WatchRequest {
  const { request, options, conversion, sendInitialEvents } = asked;
  const chance = () => replica.sim.chooser.jitter('apiserver.watch.timeout');
  return {
    id: request.id,
    noun: request.origin.noun,
    filter: options.filter,
    resourceVersion: options.resourceVersion,
    timeoutSeconds: options.timeoutSeconds || randomTimeoutSeconds(chance()),
    allowWatchBookmarks: options.allowWatchBookmarks,
    sendInitialEvents,
    represent:
      conversion === undefined ? undefined : eventRepresentation(replica.sim, kind, conversion),
  };
}
