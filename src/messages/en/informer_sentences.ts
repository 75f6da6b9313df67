/** English for informers: Reflector, queue, Indexer, listeners and handlers. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import type { EventData } from '#trace/event.ts';
import { because, counted, keyed, listed } from './phrases.ts';
import { reasons } from './reasons.ts';

export const reflectorSentences = {
  'informer.started': ({ informer, resource, queue, resyncPeriod, indexes }) =>
    `Informer ${informer} starts for ${resource}, with ${queue}` +
    `${resyncPeriod === 0 ? '' : `, a resync every ${lasting(resyncPeriod)}`}` +
    `${indexes.length === 0 ? '' : `, indexed by ${listed(indexes)}`}.`,
  'informer.synced': ({ informer }) =>
    `${informer} has synced: everything of its first list is in the Indexer.`,
  'informer.stopped': ({ informer }) => `Informer ${informer} has stopped.`,
  'reflector.started': ({ informer }) => `The Reflector of ${informer} starts.`,
  'reflector.list.started': ({ informer, resourceVersion, limit }) =>
    `The Reflector of ${informer} LISTs at resourceVersion ${keyed(resourceVersion, '""')}` +
    `${limit === 0 ? '' : `, ${limit} a page`}.`,
  'reflector.list.finished': ({ informer, resourceVersion, items, pages }) =>
    `The Reflector of ${informer} has ${counted(items, 'object')} at ${resourceVersion}` +
    `${pages > 1 ? `, from ${pages} pages` : ''}${pages === 0 ? ', streamed by its watch' : ''}.`,
  'reflector.list.failed': ({ informer, message, immediateRetry }) =>
    `The LIST of ${informer} failed${because(message)}.` +
    `${immediateRetry ? ' It lists again at once, at the most recent resourceVersion.' : ''}`,
  'reflector.replaced': ({ informer, resourceVersion, items }) =>
    `The Reflector of ${informer} has handed its list of ${counted(items, 'object')} at ${resourceVersion} to the queue.`,
  'reflector.watch.started': ({ informer, resourceVersion, timeoutSeconds, sendInitialEvents }) =>
    sendInitialEvents
      ? `The Reflector of ${informer} asks for a WATCH that streams the list first.`
      : `The Reflector of ${informer} WATCHes from resourceVersion ${keyed(resourceVersion, '""')}, for ${timeoutSeconds} s.`,
  'reflector.watch.failed': ({ informer, message, retry }) =>
    `The WATCH of ${informer} could not be opened${because(message)}.` +
    `${retry ? ' It will be tried again at the same resourceVersion.' : ''}`,
  'reflector.watch.ended': ({ informer, outcome, message, events, lasted }) =>
    `The watch of ${informer} ended after ${counted(events, 'event')} in ${lasting(lasted)}` +
    `${because(message === '' ? outcome : message)}.`,
  'reflector.event.received': ({ informer, type, key, resourceVersion }) =>
    type === 'BOOKMARK'
      ? `The Reflector of ${informer} receives a BOOKMARK at ${resourceVersion}.`
      : `The Reflector of ${informer} receives ${type} ${key} at ${resourceVersion}.`,
  'reflector.event.skipped': ({ informer, type, key, reason }) =>
    `The Reflector of ${informer} passes over ${type} ${keyed(key)}: ${reasons[reason]}.`,
  'reflector.bookmark.awaited': ({ informer, events, since }) =>
    events === 0
      ? `The Reflector of ${informer} awaits the bookmark that ends the initial events: no event for ${lasting(since)}.`
      : `The Reflector of ${informer} awaits the bookmark that ends the initial events: the last event came ${lasting(since)} ago.`,
  'reflector.resourceversion.set': ({ informer, resourceVersion }) =>
    `The Reflector of ${informer} notes ${resourceVersion} as its last resourceVersion.`,
  'reflector.resourceversion.unavailable': ({ informer, resourceVersion }) =>
    `Resource version ${keyed(resourceVersion, '""')} cannot be served: ${informer} will list the most recent state instead.`,
  'reflector.backoff.started': ({ informer, delay }) =>
    `The Reflector of ${informer} backs off for ${lasting(delay)}.`,
  'reflector.backoff.ended': ({ informer }) =>
    `The Reflector of ${informer} has waited long enough, and tries again.`,
  'reflector.resync.armed': ({ informer, due }, { at }) =>
    `The next resync of ${informer} is due in ${lasting(due - at)}.`,
  'reflector.resync.forced': ({ informer }) =>
    `${informer} resyncs: every cached object is queued again, without asking the server.`,
  'reflector.resync.skipped': ({ informer, reason }) =>
    `${informer} does not resync: ${reasons[reason]}.`,
  'reflector.failed': ({ informer, message }) =>
    `ListAndWatch of ${informer} failed, and the watch error handler hears of it${because(message)}.`,
  'reflector.stopped': ({ informer }) => `The Reflector of ${informer} has stopped.`,
} as const satisfies Partial<Sentences>;

export const cacheSentences = {
  'delta.queued': ({ informer, type, key, tombstone, keys, items }) =>
    `${type} ${keyed(key, 'for the whole list')} enters the queue of ${informer}` +
    `${tombstone === true ? ' as DeletedFinalStateUnknown: nobody saw the delete' : ''}` +
    `; it holds ${counted(items, 'delta')} for ${counted(keys, 'key')}.`,
  'delta.merged': ({ informer, type, key }) =>
    `In the queue of ${informer}, two ${type} deltas of ${key} become one.`,
  'delta.dropped': ({ informer, type, key, reason }) =>
    `${type} ${keyed(key)} does not enter the queue of ${informer}: ${reasons[reason]}.`,
  'delta.popped': ({ informer, key, types }) =>
    `${informer} pops ${keyed(key, 'a batch')}: ${listed(types)}.`,
  'delta.applying': ({ informer, type, key }) =>
    `${informer} applies ${type} ${keyed(key, 'to the whole store')}.`,
  'delta.processed': ({ informer, type, key }) =>
    `${informer} is done with ${type} ${keyed(key, 'of the whole list')}.`,
  'delta.synced': ({ informer }) =>
    `The queue of ${informer} has synced: its first list has been popped.`,
  'store.added': ({ informer, key, resourceVersion }) =>
    `The Indexer of ${informer} now holds ${key} at ${resourceVersion}.`,
  'store.updated': ({ informer, key, resourceVersion }) =>
    `The Indexer of ${informer} replaces ${key} by its version ${resourceVersion}.`,
  'store.mutated': ({ informer, key }) =>
    `The program changes ${key} in place, in the cache of ${informer}: no index is told.`,
  'store.deleted': ({ informer, key, known, left }) =>
    known
      ? `The Indexer of ${informer} forgets ${key}${left === undefined ? '' : ', but the key stays behind in an index'}.`
      : `The Indexer of ${informer} was to forget ${key}, but did not know it.`,
  'store.replaced': ({ informer, items, resourceVersion }) =>
    `The Indexer of ${informer} now holds exactly ${counted(items, 'object')}, at ${keyed(resourceVersion, '""')}.`,
} as const satisfies Partial<Sentences>;

export const listenerSentences = {
  'listener.added': ({ informer, listener, resyncPeriod, late }) =>
    `${listener} joins ${informer}` +
    `${late ? ', which runs already: it is told of every cached object' : ''}` +
    `${resyncPeriod === 0 ? '' : `, to be resynced every ${lasting(resyncPeriod)}`}.`,
  'listener.removed': ({ informer, listener, dropped }) =>
    `${listener} leaves ${informer}${dropped === 0 ? '' : `; ${counted(dropped, 'notification')} it never got`}.`,
  'listener.synced': ({ informer, listener }) =>
    `${listener} of ${informer} has synced: its handler has returned from the whole first list.`,
  'listener.notified': ({ listener, callback, key, pending, sync }) =>
    `${callback} ${key} is put before ${listener}${sync ? ' as a sync' : ''}; ${pending} waiting.`,
  'listener.skipped': ({ listener, key, reason }) =>
    `${listener} is not told of ${key}: ${reasons[reason]}.`,
  'handler.called': (data) => `${call(data)} is called for ${data.listener}.`,
  'handler.slowed': ({ informer, lasting: each }) =>
    each === 0
      ? `The handlers of ${informer} are as quick as ever again.`
      : `Each call of a handler of ${informer} takes ${lasting(each)} from now on.`,
  'informer.stalled': ({ informer, lasting: whole }) =>
    `The goroutine that pops the queue of ${informer} does not run for ${lasting(whole)}; the Reflector goes on.`,
  'informer.resumed': ({ informer }) =>
    `The goroutine that pops the queue of ${informer} runs again.`,
  'handler.filtered': ({ listener, callback, key, reason }) =>
    `${listener} does not pass ${callback} ${key} on: ${reasons[reason]}.`,
  'handler.returned': ({ listener, callback, key }) =>
    `${callback} ${key} has returned in ${listener}.`,
  'handler.panicked': ({ listener, callback, key, message, survives }) =>
    `${callback} ${key} panicked in ${listener}${because(message)}; ` +
    `${survives ? 'the listener goes on after a second' : 'the program ends'}.`,
} as const satisfies Partial<Sentences>;

function call(data: EventData<'handler.called'>): string {
  const { callback, key, tombstone, isInInitialList } = data;
  if (tombstone) return `${callback}(DeletedFinalStateUnknown ${key})`;
  return isInInitialList === true ? `${callback}(${key}, isInInitialList)` : `${callback}(${key})`;
}
