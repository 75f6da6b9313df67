/** One mechanism each, in at most two sentences; `[words](box)` point at a box of the stage. */

import type { Locale } from '#messages/locale.ts';

export const captions: Locale['captions'] = {
  list: 'The [Reflector](reflector) first lists everything: resourceVersion "0" lets the [API server](apiserver) answer from its watch cache.',
  watch:
    'From the list’s resourceVersion on, the [Reflector](reflector) only hears of changes, one watch event each.',
  relist:
    'The [Reflector](reflector) lists again. What vanished meanwhile becomes a Deleted delta that nobody ever saw happen.',
  watchEnded:
    'A watch that ends normally is opened again at the last resourceVersion: nothing is listed, nothing is lost.',
  backoff:
    'The [Reflector](reflector) waits before it tries again; each failure doubles the wait, up to 30 s.',
  gone: '410 Gone: the [API server](apiserver) no longer has the history that this watch asks for. Only a new list helps.',
  bookmark: 'A BOOKMARK carries no object, only a resourceVersion: a later watch can begin there.',
  deltas:
    'The [queue](queue) keeps what happened to each key, in order, until it is popped: the change, not just the state.',
  replace:
    'A list reaches the [queue](queue) as one Replaced delta per object, and a Deleted delta for each one that is missing.',
  tombstone:
    'DeletedFinalStateUnknown: the delete itself was missed, so the handler gets the last state that the [cache](indexer) knew.',
  resync:
    'A resync asks the server nothing. Every object in the [Indexer](indexer) is queued again, so that handlers see it once more.',
  cacheThenHandlers:
    'The [Indexer](indexer) is updated before any [handler](handlers) is called: a handler never finds the cache behind its event.',
  keyOnly:
    'Only the key travels on to the [work queue](workqueue). What changed is forgotten; the worker will look at the state.',
  deduplicated:
    'The key is in the [work queue](workqueue) already. However often it is added, it is processed once.',
  dirtyWhileProcessing:
    'A [worker](workers) has this key in hand, so it becomes dirty and runs again after Done: never two at once.',
  rateLimited:
    'A failed key waits before its next try: 5 ms, doubled with each failure, until Forget.',
  conflict:
    '409 Conflict: somebody else wrote first. The [worker](workers) read an older version from its [cache](indexer).',
  staleRead:
    'The lister reads the [cache](indexer), never the server: what it returns may be older than what has been written.',
  heldWatch:
    'Nothing arrives, and nothing says so: the [cache](indexer) grows stale while every part of it works.',
  synced:
    'HasSynced: everything of the first list is in the [Indexer](indexer). Workers wait for this before they start.',
};
