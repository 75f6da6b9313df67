/** Reads the API server's box. */

import { isJsonObject } from '#base/json.ts';
import { after, seconds } from '#base/time.ts';
import { watchIdentity } from './category.ts';
import { cacheKeyOf } from './object_key.ts';
import { firstByKey, limitOf } from './object_rows.ts';
import type { RunView } from './run_view.ts';
import type {
  ReplicaTimeline,
  RequestTimeline,
  ServerTimeline,
  StoredCell,
  WatchTimeline,
} from './server_timeline.ts';
import type {
  FrameView,
  HistoryEntry,
  ObjectRow,
  ReplicaView,
  RequestView,
  ResourceView,
  Rows,
  ServerView,
  StageOptions,
  WatchView,
} from './stage_view.ts';
import type { Stay } from './timeline.ts';

/** How many changes the ribbon shows. */
const ribbonLength = 14;

export function readServer(view: RunView, cursor: number, options: StageOptions): ServerView {
  const { server } = view.timelines;
  const replicas = server.replicaNames.list(cursor).map(({ key }) => key);
  return {
    replicas: replicas.map((name) => readReplica(server, name, cursor)),
    revision: server.revision.at(cursor),
    compacted: server.compacted.at(cursor),
    resources: server.resources
      .list(cursor)
      .filter(({ key }) => options.resources?.includes(key) ?? true)
      .map(({ key }) => readResource(view, key, cursor, options)),
    history: readHistory(server, cursor),
    watches: server.watches.list(cursor).map((stay) => readWatch(view, stay, cursor, options)),
    requests: readRequests(view, cursor, limitOf(options)),
  };
}

function readReplica(server: ServerTimeline, name: string, cursor: number): ReplicaView {
  const replica = server.replicas.get(name) as ReplicaTimeline;
  const state = replica.state.at(cursor);
  return { replica: name, ...state, revision: replica.revision.at(cursor) };
}

function readResource(
  view: RunView,
  resource: string,
  cursor: number,
  options: StageOptions,
): ResourceView {
  const stays = view.timelines.server.objects.get(resource)?.list(cursor) ?? [];
  return {
    resource,
    objects: firstByKey(stays, options, (stay) => objectRow(view, resource, stay, cursor)),
  };
}

function objectRow(
  view: RunView,
  resource: string,
  stay: Stay<StoredCell>,
  cursor: number,
): ObjectRow {
  const cell = stay.value.at(cursor);
  const metadata = view.object(cell.object)?.['metadata'];
  return {
    key: stay.key,
    name: cacheKeyOf(resource, stay.key),
    resourceVersion: String(cell.revision),
    object: cell.object,
    changedAt: cell.at,
    seq: cell.seq,
    deleting: isJsonObject(metadata) && metadata['deletionTimestamp'] !== undefined,
  };
}

function readHistory(server: ServerTimeline, cursor: number): readonly HistoryEntry[] {
  const { history } = server;
  const end = countAt(history, cursor);
  const compacted = server.compacted.at(cursor);
  return history.slice(Math.max(0, end - ribbonLength), end).map((cell) => ({
    revision: cell.revision,
    type: cell.type,
    identity: watchIdentity(cell.type),
    key: cell.key,
    seq: cell.seq,
    evicted: isEvicted(server, cell, cursor),
    compacted: cell.revision <= compacted,
  }));
}

function countAt(history: readonly { readonly seq: number }[], cursor: number): number {
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history[middle]?.seq ?? 0) <= cursor) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A replica can serve what lies within its window and after its own start. */
function isEvicted(
  server: ServerTimeline,
  change: { readonly revision: number; readonly resource: string },
  cursor: number,
): boolean {
  return server.replicaNames.list(cursor).every(({ key }) => {
    const replica = server.replicas.get(key);
    if (replica?.state.at(cursor).running !== true) return true;
    const oldest = replica.oldest.get(change.resource)?.at(cursor) ?? 0;
    return change.revision < oldest || change.revision <= replica.startedAt.at(cursor);
  });
}

function readWatch(
  view: RunView,
  stay: Stay<WatchTimeline>,
  cursor: number,
  options: StageOptions,
): WatchView {
  const watch = stay.value.at(cursor);
  const { at, data } = watch.opened;
  const { timeoutSeconds } = data;
  return {
    watch: data.watch,
    noun: data.noun,
    resource: data.resource,
    replica: data.replica,
    state: view.machines.state('watchStream', data.watch, cursor),
    held: watch.held.at(cursor),
    severed: watch.severed.at(cursor),
    delay: watch.delay.at(cursor),
    openedAt: at,
    timeoutDue: timeoutSeconds === 0 ? undefined : after(at, seconds(timeoutSeconds)),
    sentResourceVersion: watch.sentResourceVersion.at(cursor),
    sent: watch.sent.count(cursor),
    delivered: watch.delivered.count(cursor),
    inFlight: readFrames(watch, cursor, limitOf(options)),
  };
}

function readFrames(watch: WatchTimeline, cursor: number, limit: number): Rows<FrameView> {
  const held = watch.held.at(cursor);
  const cells = watch.frames.list(cursor).map((stay) => stay.value.at(cursor));
  const inOrder = cells.sort((left, right) => left.order - right.order || left.seq - right.seq);
  const rows = inOrder.slice(0, limit).map((cell, position) => ({
    frame: cell.event.frame,
    type: cell.event.type,
    identity: watchIdentity(cell.event.type),
    key: cell.event.key,
    resourceVersion: cell.event.resourceVersion,
    held,
    position,
    seq: cell.seq,
  }));
  return { total: cells.length, rows };
}

function readRequests(view: RunView, cursor: number, limit: number): Rows<RequestView> {
  const { asked, askedAt } = view.timelines.server;
  const total = askedAt.count(cursor);
  const latest = asked.slice(Math.max(0, total - limit), total).reverse();
  return { total, rows: latest.map((request) => readRequest(view, request, cursor)) };
}

/** One request as it stood at `cursor`. */
export function readRequest(view: RunView, request: RequestTimeline, cursor: number): RequestView {
  const { sent } = request;
  const answered = happened(request.answered, cursor);
  const done = happened(request.done, cursor);
  const failed = done?.kind === 'request.failed' ? done.data.error : undefined;
  const { data } = sent;
  return {
    request: data.request,
    client: data.client,
    noun: data.noun,
    verb: data.verb,
    method: data.method,
    url: data.url,
    resource: data.resource,
    key: data.key,
    state: view.machines.state('request', data.request, cursor),
    status: answered?.data.status ?? 0,
    reason: failed ?? answered?.data.reason,
    message: failed ?? answered?.data.message,
    items: answered?.data.items,
    lost: happened(request.lost, cursor)?.data.part,
    sentAt: sent.at,
    doneAt: done?.at,
    seq: sent.seq,
  };
}

function happened<E extends { readonly seq: number }>(
  event: E | undefined,
  cursor: number,
): E | undefined {
  return event !== undefined && event.seq <= cursor ? event : undefined;
}
