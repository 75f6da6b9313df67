/** WATCH: where a stream begins. What goes wrong after the resourceVersion was read is told in the stream. */

import { newTooLargeResourceVersion } from '#apimachinery/pkg/api/errors/errors.ts';
import { randomTimeoutSeconds, type WatchRequest } from '#apiserver/cacher/cache_watcher.ts';
import type { WatchStart } from '#apiserver/cacher/cacher.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import {
  type DecodedListOptions,
  invalidVersionFailure,
  parseResourceVersion,
  watchOptionsFailure,
} from './list_options.ts';
import { type Conversion, partialObjectMetadata } from './negotiation.ts';
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
  const refused = watchOptionsFailure(options, replica.watchList);
  if (refused !== undefined) return failureResponse(refused);
  const version = parseResourceVersion(options.resourceVersion);
  if (version === undefined) return failureResponse(invalidVersionFailure(options.resourceVersion));
  const sendInitialEvents = options.sendInitialEvents ?? (version === 0 && replica.watchList);
  const request = watchRequest(replica, asked, sendInitialEvents);
  const fresh = yield* waitUntilFresh(replica, { options, version, sendInitialEvents });
  const cacher = replica.cacherOf(kind);
  if (fresh !== true) {
    const error = newTooLargeResourceVersion(fresh, replica.etcdWatch.revision, 1);
    return { kind: 'stream', stream: cacher.refuseWatch(request, error.errStatus) };
  }
  const start = yield* watchStart(replica, { options, version, sendInitialEvents });
  return { kind: 'stream', stream: cacher.watch(request, start) };
}

interface Beginning {
  readonly options: DecodedListOptions;
  readonly version: number;
  readonly sendInitialEvents: boolean;
}

/** Initial events are at least as new as asked for. Returns the revision that was not reached, or true. */
function* waitUntilFresh(replica: ReplicaView, beginning: Beginning): Proc<true | number> {
  const { options, version, sendInitialEvents } = beginning;
  if (!sendInitialEvents || options.resourceVersion === '0') return true;
  const wanted = options.resourceVersion === '' ? yield* replica.etcd.currentRevision() : version;
  const reached = yield* replica.etcdWatch.waitUntil(wanted, replica.freshTimeout);
  return reached ? true : wanted;
}

function* watchStart(replica: ReplicaView, beginning: Beginning): Proc<WatchStart> {
  const { options, version, sendInitialEvents } = beginning;
  if (sendInitialEvents) return { kind: 'initial events' };
  if (version > 0) return { kind: 'after', revision: version };
  if (options.sendInitialEvents === undefined) return { kind: 'initial events' };
  const current =
    options.resourceVersion === ''
      ? yield* replica.etcd.currentRevision()
      : replica.etcdWatch.revision;
  return { kind: 'now', revision: current };
}

function watchRequest(
  replica: ReplicaView,
  asked: AskedWatch,
  sendInitialEvents: boolean,
): WatchRequest {
  const { request, options, conversion } = asked;
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
      conversion === undefined
        ? undefined
        : (object) => partialObjectMetadata(object, conversion.apiVersion),
  };
}
