/** The identity of watch events, deltas and callbacks, and the category of every kind of event. */

import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import type { Category, Identity } from './identity.ts';

const watchIdentities = {
  ADDED: 'add',
  MODIFIED: 'mod',
  DELETED: 'del',
  BOOKMARK: 'mark',
  ERROR: 'fault',
} as const satisfies Readonly<Record<string, Identity>>;

const deltaIdentities = {
  Added: 'add',
  Updated: 'mod',
  Deleted: 'del',
  Replaced: 'sync',
  Sync: 'sync',
  ReplacedAll: 'sync',
  SyncAll: 'sync',
  Bookmark: 'mark',
} as const satisfies Readonly<Record<string, Identity>>;

const callbackIdentities = {
  OnAdd: 'add',
  OnUpdate: 'mod',
  OnDelete: 'del',
} as const satisfies Readonly<Record<string, Identity>>;

export function watchIdentity(type: keyof typeof watchIdentities): Identity {
  return watchIdentities[type];
}

export function deltaIdentity(type: keyof typeof deltaIdentities): Identity {
  return deltaIdentities[type];
}

export function callbackIdentity(callback: keyof typeof callbackIdentities): Identity {
  return callbackIdentities[callback];
}

/** What each kind is where its data do not say more. */
const categories: Readonly<Record<EventKind, Category>> = {
  'run.started': 'neutral',
  'command.applied': 'neutral',
  'command.refused': 'fault',
  'expect.checked': 'neutral',
  'invariant.broken': 'fault',
  'program.started': 'neutral',
  'program.paused': 'fault',
  'program.resumed': 'neutral',
  'program.crashed': 'fault',
  'program.stopped': 'neutral',
  'program.scraped': 'neutral',
  'program.clock.set': 'fault',
  'program.code.set': 'neutral',
  'program.reported': 'neutral',
  'process.started': 'neutral',
  'process.ended': 'neutral',
  'process.panicked': 'fault',
  'chooser.chose': 'neutral',
  'lock.waited': 'neutral',
  'lock.acquired': 'neutral',
  'request.sent': 'request',
  'request.received': 'request',
  'request.answered': 'request',
  'request.completed': 'request',
  'request.failed': 'fault',
  'request.lost': 'fault',
  'etcd.committed': 'mod',
  'etcd.unchanged': 'neutral',
  'etcd.compacted': 'fault',
  'watchcache.applied': 'mod',
  'watchcache.evicted': 'neutral',
  'replica.started': 'neutral',
  'replica.stopped': 'fault',
  'replica.held': 'fault',
  'replica.released': 'neutral',
  'replica.features': 'fault',
  'watch.opened': 'request',
  'watch.event.sent': 'mod',
  'watch.event.skipped': 'neutral',
  'watch.event.held': 'fault',
  'watch.event.swapped': 'fault',
  'watch.event.duplicated': 'fault',
  'watch.event.dropped': 'fault',
  'watch.event.delivered': 'mod',
  'watch.held': 'fault',
  'watch.released': 'neutral',
  'watch.severed': 'fault',
  'watch.delayed': 'fault',
  'watch.ended': 'neutral',
  'watch.closed': 'neutral',
  'informer.started': 'neutral',
  'informer.synced': 'sync',
  'informer.stopped': 'neutral',
  'reflector.started': 'neutral',
  'reflector.list.started': 'request',
  'reflector.list.finished': 'sync',
  'reflector.list.failed': 'fault',
  'reflector.replaced': 'sync',
  'reflector.watch.started': 'request',
  'reflector.watch.failed': 'fault',
  'reflector.watch.ended': 'neutral',
  'reflector.event.received': 'mod',
  'reflector.event.skipped': 'neutral',
  'reflector.bookmark.awaited': 'fault',
  'reflector.resourceversion.set': 'neutral',
  'reflector.resourceversion.unavailable': 'fault',
  'reflector.backoff.started': 'fault',
  'reflector.backoff.ended': 'neutral',
  'reflector.resync.armed': 'neutral',
  'reflector.resync.forced': 'sync',
  'reflector.resync.skipped': 'neutral',
  'reflector.failed': 'fault',
  'reflector.stopped': 'neutral',
  'delta.queued': 'mod',
  'delta.merged': 'neutral',
  'delta.dropped': 'neutral',
  'delta.popped': 'neutral',
  'delta.applying': 'mod',
  'delta.processed': 'neutral',
  'delta.synced': 'sync',
  'store.added': 'add',
  'store.updated': 'mod',
  'store.mutated': 'fault',
  'store.deleted': 'del',
  'store.replaced': 'sync',
  'listener.added': 'neutral',
  'listener.removed': 'neutral',
  'listener.synced': 'sync',
  'listener.notified': 'mod',
  'listener.skipped': 'neutral',
  'handler.called': 'mod',
  'handler.filtered': 'neutral',
  'handler.slowed': 'fault',
  'informer.stalled': 'fault',
  'informer.resumed': 'neutral',
  'handler.returned': 'neutral',
  'handler.panicked': 'fault',
  'queue.created': 'neutral',
  'queue.added': 'key',
  'queue.deduplicated': 'key',
  'queue.got': 'key',
  'queue.done': 'key',
  'queue.delayed': 'key',
  'queue.due': 'key',
  'queue.raised': 'key',
  'queue.ratelimited': 'fault',
  'queue.forgotten': 'neutral',
  'queue.refused': 'fault',
  'queue.shutdown': 'neutral',
  'controller.started': 'neutral',
  'kubectl.started': 'neutral',
  'kubectl.printed': 'neutral',
  'kubectl.ended': 'neutral',
  'controller.logged': 'neutral',
  'reconcile.started': 'key',
  'reconcile.stalled': 'fault',
  'reconcile.skipped': 'neutral',
  'reconcile.finished': 'key',
  'lister.read': 'request',
  'client.starved': 'fault',
  'client.refused': 'fault',
  'client.accepted': 'neutral',
  'client.denied': 'fault',
  'client.permitted': 'neutral',
  'client.switched': 'fault',
  'client.throttled': 'neutral',
  'retry.conflict': 'fault',
  'broadcast.dropped': 'fault',
  'event.recorded': 'neutral',
  'event.dropped': 'fault',
  'event.aggregated': 'neutral',
  'event.counted': 'neutral',
  'event.skipped': 'neutral',
  'event.written': 'request',
  'event.retried': 'fault',
  'event.abandoned': 'fault',
  'leader.refused': 'neutral',
  'leader.failed': 'fault',
  'leader.acquired': 'sync',
  'leader.renewed': 'neutral',
  'leader.observed': 'neutral',
  'leader.changed': 'sync',
  'leader.waiting': 'neutral',
  'leader.lost': 'fault',
  'leader.released': 'neutral',
  'leader.stopped': 'neutral',
  'retrywatch.started': 'request',
  'retrywatch.interrupted': 'fault',
  'retrywatch.ended': 'neutral',
};

/** What an event is, for its glyph and colour. */
export function categoryOf(event: TraceEvent): Category {
  const { data } = event;
  const usual = categories[event.kind];
  if ('callback' in data) return usual === 'mod' ? callbackIdentities[data.callback] : usual;
  if (usual === 'mod' && 'type' in data) return typeIdentities[data.type] ?? usual;
  if ('status' in data && data.status >= 400) return 'fault';
  if (event.kind === 'reconcile.finished' && event.data.result === 'error') return 'fault';
  if (event.kind === 'expect.checked' && !event.data.held) return 'fault';
  return usual;
}

const typeIdentities: Readonly<Record<string, Identity>> = {
  ...watchIdentities,
  ...deltaIdentities,
};
