/** Where in Kubernetes' own code to read what an event shows: repository, file and function. */

import type { EventKind } from '#trace/event_shapes.ts';

export interface UpstreamLink {
  /** `kubernetes/client-go`. */
  readonly repository: string;
  readonly file: string;
  /** `Reflector.list`: a function, or a type and its method. */
  readonly function: string;
}

/** The address of a link's file at a commit or tag. */
export function upstreamAddress(link: UpstreamLink, commit: string): string {
  return `https://github.com/${link.repository}/blob/${commit}/${link.file}`;
}

/** What an event mirrors; `undefined` for the simulator's own doings. */
export function upstreamOf(kind: EventKind): UpstreamLink | undefined {
  return links[kind];
}

/** Every event that mirrors something, and what. */
export function allUpstreamLinks(): readonly (readonly [kind: EventKind, link: UpstreamLink])[] {
  return (Object.keys(links) as EventKind[]).flatMap((kind) => {
    const link = links[kind];
    return link === undefined ? [] : [[kind, link] as const];
  });
}

type Named = (name: string) => UpstreamLink;

function file(repository: string, path: string): Named {
  return (name) => ({ repository, file: path, function: name });
}

const clientGo = 'kubernetes/client-go';
const apiServer = 'kubernetes/apiserver';
const reflector = file(clientGo, 'tools/cache/reflector.go');
const deltaFIFO = file(clientGo, 'tools/cache/delta_fifo.go');
const controller = file(clientGo, 'tools/cache/controller.go');
const store = file(clientGo, 'tools/cache/thread_safe_store.go');
const informer = file(clientGo, 'tools/cache/shared_informer.go');
const listwatch = file(clientGo, 'tools/cache/listwatch.go');
const listers = file(clientGo, 'tools/cache/listers.go');
const request = file(clientGo, 'rest/request.go');
const queue = file(clientGo, 'util/workqueue/queue.go');
const delaying = file(clientGo, 'util/workqueue/delaying_queue.go');
const limiting = file(clientGo, 'util/workqueue/rate_limiting_queue.go');
const conflict = file(clientGo, 'util/retry/util.go');
const recorder = file(clientGo, 'tools/record/event.go');
const correlator = file(clientGo, 'tools/record/events_cache.go');
const leader = file(clientGo, 'tools/leaderelection/leaderelection.go');
const retryWatcher = file(clientGo, 'tools/watch/retrywatcher.go');
const broadcaster = file('kubernetes/apimachinery', 'pkg/watch/mux.go');
const cacher = file(apiServer, 'pkg/storage/cacher/cacher.go');
const watchCache = file(apiServer, 'pkg/storage/cacher/watch_cache.go');
const cacheWatcher = file(apiServer, 'pkg/storage/cacher/cache_watcher.go');
const etcd = file(apiServer, 'pkg/storage/etcd3/store.go');
const compactor = file(apiServer, 'pkg/storage/etcd3/compact.go');
const watchHandler = file(apiServer, 'pkg/endpoints/handlers/watch.go');
const sample = file('kubernetes/sample-controller', 'controller.go');

const links: Readonly<Record<EventKind, UpstreamLink | undefined>> = {
  'run.started': undefined,
  'command.applied': undefined,
  'command.refused': undefined,
  'expect.checked': undefined,
  'invariant.broken': undefined,
  'program.started': undefined,
  'program.paused': undefined,
  'program.resumed': undefined,
  'program.crashed': undefined,
  'program.stopped': undefined,
  'program.scraped': undefined,
  'program.clock.set': undefined,
  'program.code.set': undefined,
  'program.reported': undefined,
  'process.started': undefined,
  'process.ended': undefined,
  'process.panicked': file('kubernetes/apimachinery', 'pkg/util/runtime/runtime.go')('HandleCrash'),
  'chooser.chose': undefined,
  'lock.waited': undefined,
  'lock.acquired': undefined,
  'request.sent': request('Request.request'),
  'request.received': undefined,
  'request.answered': undefined,
  'request.completed': request('Request.transformResponse'),
  'request.failed': request('Request.request'),
  'request.lost': undefined,
  'etcd.committed': etcd('store.GuaranteedUpdate'),
  'etcd.unchanged': etcd('store.GuaranteedUpdate'),
  'etcd.compacted': compactor('compact'),
  'watchcache.applied': watchCache('watchCache.processEvent'),
  'watchcache.evicted': watchCache('watchCache.updateCache'),
  'replica.started': cacher('NewCacherFromConfig'),
  'replica.stopped': cacher('Cacher.Stop'),
  'replica.held': undefined,
  'replica.released': undefined,
  'replica.features': undefined,
  'watch.opened': watchHandler('WatchServer.HandleHTTP'),
  'watch.event.sent': cacheWatcher('cacheWatcher.sendWatchCacheEvent'),
  'watch.event.skipped': cacheWatcher('cacheWatcher.convertToWatchEvent'),
  'watch.event.held': undefined,
  'watch.event.swapped': undefined,
  'watch.event.duplicated': undefined,
  'watch.event.dropped': undefined,
  'watch.event.delivered': file(
    'kubernetes/apimachinery',
    'pkg/watch/streamwatcher.go',
  )('StreamWatcher.receive'),
  'watch.held': undefined,
  'watch.released': undefined,
  'watch.severed': undefined,
  'watch.delayed': undefined,
  'watch.ended': watchHandler('WatchServer.HandleHTTP'),
  'watch.closed': file(
    'kubernetes/apimachinery',
    'pkg/watch/streamwatcher.go',
  )('StreamWatcher.Stop'),
  'informer.started': informer('sharedIndexInformer.RunWithContext'),
  'informer.synced': informer('sharedIndexInformer.HasSynced'),
  'informer.stopped': informer('sharedIndexInformer.RunWithContext'),
  'reflector.started': reflector('Reflector.RunWithContext'),
  'reflector.list.started': reflector('Reflector.list'),
  'reflector.list.finished': reflector('Reflector.list'),
  'reflector.list.failed': reflector('Reflector.list'),
  'reflector.replaced': reflector('Reflector.syncWith'),
  'reflector.watch.started': listwatch('ListWatch.WatchWithContext'),
  'reflector.watch.failed': reflector('Reflector.watch'),
  'reflector.watch.ended': reflector('handleAnyWatch'),
  'reflector.event.received': reflector('handleAnyWatch'),
  'reflector.event.skipped': reflector('handleAnyWatch'),
  'reflector.bookmark.awaited': reflector('initialEventsEndBookmarkTicker.warnIfExpired'),
  'reflector.resourceversion.set': reflector('Reflector.setLastSyncResourceVersion'),
  'reflector.resourceversion.unavailable': reflector(
    'Reflector.setIsLastSyncResourceVersionUnavailable',
  ),
  'reflector.backoff.started': reflector('Reflector.RunWithContext'),
  'reflector.backoff.ended': reflector('Reflector.RunWithContext'),
  'reflector.resync.armed': reflector('Reflector.resyncChan'),
  'reflector.resync.forced': reflector('Reflector.startResync'),
  'reflector.resync.skipped': reflector('Reflector.startResync'),
  'reflector.failed': reflector('DefaultWatchErrorHandler'),
  'reflector.stopped': reflector('Reflector.RunWithContext'),
  'delta.queued': deltaFIFO('DeltaFIFO.queueActionLocked'),
  'delta.merged': deltaFIFO('dedupDeltas'),
  'delta.dropped': deltaFIFO('DeltaFIFO.Delete'),
  'delta.popped': deltaFIFO('DeltaFIFO.Pop'),
  'delta.applying': controller('processDeltas'),
  'delta.processed': controller('processDeltas'),
  'delta.synced': deltaFIFO('DeltaFIFO.hasSynced_locked'),
  'store.added': store('threadSafeMap.Update'),
  'store.updated': store('threadSafeMap.Update'),
  'store.mutated': undefined,
  'store.deleted': store('threadSafeMap.Delete'),
  'store.replaced': store('threadSafeMap.Replace'),
  'listener.added': informer('sharedIndexInformer.AddEventHandlerWithOptions'),
  'listener.removed': informer('sharedIndexInformer.RemoveEventHandler'),
  'listener.synced': informer('processorListener.HasSynced'),
  'listener.notified': informer('processorListener.add'),
  'listener.skipped': informer('sharedProcessor.distribute'),
  'handler.called': informer('processorListener.run'),
  'handler.slowed': undefined,
  'informer.stalled': undefined,
  'informer.resumed': undefined,
  'handler.filtered': controller('FilteringResourceEventHandler.OnUpdate'),
  'handler.returned': informer('processorListener.run'),
  'handler.panicked': informer('processorListener.run'),
  'queue.created': queue('newQueue'),
  'queue.added': queue('Typed.Add'),
  'queue.deduplicated': queue('Typed.Add'),
  'queue.raised': undefined,
  'queue.got': queue('Typed.Get'),
  'queue.done': queue('Typed.Done'),
  'queue.delayed': delaying('delayingType.AddAfter'),
  'queue.due': delaying('delayingType.waitingLoop'),
  'queue.ratelimited': limiting('rateLimitingType.AddRateLimited'),
  'queue.forgotten': limiting('rateLimitingType.Forget'),
  'queue.refused': queue('Typed.Add'),
  'queue.shutdown': queue('Typed.ShutDown'),
  'controller.started': sample('Controller.Run'),
  'kubectl.started': undefined,
  'kubectl.printed': undefined,
  'kubectl.ended': undefined,
  'controller.logged': undefined,
  'reconcile.started': sample('Controller.processNextWorkItem'),
  'reconcile.stalled': undefined,
  'reconcile.skipped': sample('Controller.syncHandler'),
  'reconcile.finished': sample('Controller.processNextWorkItem'),
  'lister.read': listers('ListAll'),
  'client.starved': file(
    'kubernetes/client-go',
    'util/flowcontrol/throttle.go',
  )('tokenBucketRateLimiter.Accept'),
  'client.refused': undefined,
  'client.accepted': undefined,
  'client.denied': undefined,
  'client.permitted': undefined,
  'client.switched': undefined,
  'client.throttled': request('Request.tryThrottleWithInfo'),
  'retry.conflict': conflict('RetryOnConflict'),
  'broadcast.dropped': broadcaster('Broadcaster.distribute'),
  'event.recorded': recorder('recorderImpl.generateEvent'),
  'event.dropped': recorder('recorderImpl.generateEvent'),
  'event.aggregated': correlator('EventAggregator.EventAggregate'),
  'event.counted': correlator('eventLogger.eventObserve'),
  'event.skipped': correlator('EventSourceObjectSpamFilter.Filter'),
  'event.written': recorder('recordEvent'),
  'event.retried': recorder('recordToSink'),
  'event.abandoned': recorder('recordToSink'),
  'leader.refused': leader('LeaderElector.tryAcquireOrRenew'),
  'leader.failed': leader('LeaderElector.tryAcquireOrRenew'),
  'leader.acquired': leader('LeaderElector.acquire'),
  'leader.renewed': leader('LeaderElector.renew'),
  'leader.observed': leader('LeaderElector.setObservedRecord'),
  'leader.changed': leader('LeaderElector.maybeReportTransition'),
  'leader.waiting': leader('LeaderElector.acquire'),
  'leader.lost': leader('LeaderElector.renew'),
  'leader.released': leader('LeaderElector.release'),
  'leader.stopped': leader('LeaderElector.Run'),
  'retrywatch.started': retryWatcher('RetryWatcher.receive'),
  'retrywatch.interrupted': retryWatcher('RetryWatcher.receive'),
  'retrywatch.ended': retryWatcher('RetryWatcher.receive'),
};
