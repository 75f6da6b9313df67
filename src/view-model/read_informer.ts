/** Reads an informer's boxes: Reflector, queue, Indexer and event handlers. */

import type { EventOf } from '#trace/event.ts';
import { callbackIdentity, deltaIdentity } from './category.ts';
import type {
  CachedCell,
  DeltaCell,
  InformerTimeline,
  ListenerTimeline,
} from './informer_timeline.ts';
import { firstByKey, limitOf } from './object_rows.ts';
import type { RunView } from './run_view.ts';
import type {
  CachedRow,
  CallView,
  DeltaItem,
  DeltaQueueView,
  DeltaView,
  IndexView,
  InformerView,
  ListenerView,
  Pending,
  ReflectorView,
  StageOptions,
  StalenessView,
} from './stage_view.ts';
import type { Collection, Stay } from './timeline.ts';

export function readInformer(
  view: RunView,
  informer: InformerTimeline,
  cursor: number,
  options: StageOptions,
): InformerView {
  return {
    informer: informer.informer,
    resource: informer.resource,
    started: true,
    stopped: informer.stopped.at(cursor),
    synced: informer.synced.at(cursor),
    reflector: readReflector(view, informer, cursor),
    queue: readQueue(view, informer, cursor, options),
    indexer: {
      objects: firstByKey(informer.store.list(cursor), options, (stay) =>
        cachedRow(view, informer, stay, cursor),
      ),
      indexes: informer.started.data.indexes.map((name) =>
        readIndex(name, informer.indexes.get(name), cursor, options),
      ),
    },
    listeners: informer.listeners
      .list(cursor)
      .map((stay) => readListener(stay.key, stay.value.at(cursor), cursor)),
    slowness: informer.slowness.at(cursor),
    staleness: readStaleness(view, informer, cursor),
  };
}

function readReflector(view: RunView, informer: InformerTimeline, cursor: number): ReflectorView {
  const now = view.at(cursor);
  const running = (pending: Pending | undefined) =>
    pending !== undefined && pending.until > now ? pending : undefined;
  return {
    state: view.machines.state('reflector', informer.informer, cursor),
    resourceVersion: informer.resourceVersion.at(cursor),
    watchTimeout: running(informer.watchTimeout.at(cursor)),
    resync: running(informer.resync.at(cursor)),
    resyncPeriod: informer.started.data.resyncPeriod as ReflectorView['resyncPeriod'],
    backoff: running(informer.backoff.at(cursor)),
    lastError: informer.lastError.at(cursor),
    lists: informer.lists.count(cursor),
    watches: informer.watches.count(cursor),
    events: informer.events.count(cursor),
  };
}

function readQueue(
  view: RunView,
  informer: InformerTimeline,
  cursor: number,
  options: StageOptions,
): DeltaQueueView {
  const kind = informer.started.data.queue;
  const deltas = informer.deltas.list(cursor).map((stay) => stay.value.at(cursor));
  const items = kind === 'DeltaFIFO' ? byKey(deltas) : deltas.map((delta) => [delta]);
  const { search } = options;
  const matching = search
    ? items.filter((item) => item[0]?.event.data.key.includes(search))
    : items;
  const deltaOf = (event: EventOf<'delta.queued'>) => readDelta(view, informer, event, cursor);
  const popped = informer.popping.at(cursor);
  const stall = informer.stall.at(cursor);
  return {
    kind,
    deltas: deltas.length,
    items: {
      total: matching.length,
      rows: matching.slice(0, limitOf(options)).map((item) => ({
        key: item[0]?.event.data.key ?? '',
        deltas: item.map(({ event }) => deltaOf(event)),
      })),
    },
    popping: popped && readPopping(informer, popped, deltaOf),
    stall: stall !== undefined && stall.until > view.at(cursor) ? stall : undefined,
  };
}

function readPopping(
  informer: InformerTimeline,
  popped: EventOf<'delta.popped'>,
  deltaOf: (event: EventOf<'delta.queued'>) => DeltaView,
): DeltaItem {
  const queued = popped.data.deltas.map((delta) => informer.delta(delta));
  const deltas = queued.filter((event) => event !== undefined).map(deltaOf);
  return { key: popped.data.key, deltas };
}

/** Under DeltaFIFO a key's deltas wait together, where the key's first one entered. */
function byKey(deltas: readonly DeltaCell[]): readonly (readonly DeltaCell[])[] {
  const items = new Map<string, DeltaCell[]>();
  for (const delta of deltas) {
    const item = items.get(delta.event.data.key);
    if (item === undefined) items.set(delta.event.data.key, [delta]);
    else item.push(delta);
  }
  const since = (item: readonly DeltaCell[]) => item[0]?.itemSince ?? 0;
  return [...items.values()].sort((left, right) => since(left) - since(right));
}

function readDelta(
  view: RunView,
  informer: InformerTimeline,
  event: EventOf<'delta.queued'>,
  cursor: number,
): DeltaView {
  const { delta, type, tombstone = false, object } = event.data;
  return {
    delta,
    type,
    identity: deltaIdentity(type),
    tombstone,
    object,
    seq: event.seq,
    state: view.machines.state('delta', `${informer.informer}#${delta}`, cursor),
  };
}

function cachedRow(
  view: RunView,
  informer: InformerTimeline,
  stay: Stay<CachedCell>,
  cursor: number,
): CachedRow {
  const { resourceVersion, object, at, seq } = stay.value.at(cursor);
  const objectKey = informer.objectKey(stay.key);
  const stored = view.timelines.server.objects.get(informer.resource)?.at(objectKey, cursor);
  const serverResourceVersion = stored === undefined ? undefined : String(stored.revision);
  return {
    key: stay.key,
    objectKey,
    resourceVersion,
    object,
    serverResourceVersion,
    stale: serverResourceVersion !== resourceVersion,
    changedAt: at,
    seq,
  };
}

/** How many keys of a bucket are shown. */
const bucketKeys = 6;

function readIndex(
  name: string,
  filled: Collection<Collection<true>> | undefined,
  cursor: number,
  options: StageOptions,
): IndexView {
  const limit = limitOf(options);
  const buckets = firstByKey(filled?.list(cursor) ?? [], { limit }, (stay) => {
    const keys = stay.value.at(cursor).list(cursor);
    const first = firstByKey(keys, { limit: bucketKeys }, ({ key }) => key);
    return { value: stay.key, size: first.total, keys: first.rows };
  });
  return { name, buckets };
}

function readListener(name: string, listener: ListenerTimeline, cursor: number): ListenerView {
  const calling = listener.calling.at(cursor);
  const lastCall = listener.lastCall.at(cursor);
  return {
    listener: name,
    resyncPeriod: (listener.added?.data.resyncPeriod ?? 0) as ListenerView['resyncPeriod'],
    synced: listener.synced.at(cursor),
    pending: listener.pending.at(cursor),
    calling: calling && readCall(calling),
    lastCall: lastCall && readCall(lastCall),
  };
}

function readCall(event: EventOf<'handler.called'>): CallView {
  const { data } = event;
  return {
    notification: data.notification,
    callback: data.callback,
    identity: callbackIdentity(data.callback),
    key: data.key,
    object: data.object,
    old: data.old,
    tombstone: data.tombstone,
    isInInitialList: data.isInInitialList ?? false,
    since: event.at,
    seq: event.seq,
  };
}

function readStaleness(view: RunView, informer: InformerTimeline, cursor: number): StalenessView {
  const latest = view.timelines.server.latest.get(informer.resource)?.at(cursor) ?? 0;
  const cache = informer.cacheVersion(cursor);
  const server = Math.max(latest, Number(cache));
  return {
    server: server === 0 ? '' : String(server),
    cache,
    actedOn: informer.actedOn.at(cursor),
    staleKeys: informer.staleKeys.at(cursor),
  };
}
