/** Why something did not happen: the end of a sentence, without a full stop. */

import type { Locale } from '#messages/locale.ts';

export const reasons: Locale['reasons'] = {
  'key already dirty': 'the key is dirty already, so it will be processed anyway',
  'key already processing':
    'a worker is processing the key; it is queued again when that worker calls Done',
  'not due yet': 'the key already waits, and for a shorter time',
  'same resourceVersion, treated as a sync':
    'the resourceVersion is the same, so it counts as a sync and only listeners due a resync hear of it',
  'listener not in the resync set': 'the listener is not due a resync',
  'nobody is due a resync': 'no listener is due a resync',
  'not synced': 'the cache has not synced yet',
  'not leader': 'this instance is not the leader',
  'selector does not match': 'the selector does not match',
  'filter does not match': 'the filter does not match',
  'buffer full': 'the buffer is full',
  'unknown to queue and store': 'neither the queue nor the store knows the key',
  'already queued': 'a delta for the key is queued already',
  'queue shutting down': 'the queue is shutting down',
  stopped: 'it has been stopped',
  'wrong type': 'the object is not of the expected type',
  'refused by the store': 'the store refused it',
  'no change': 'nothing in the object changed',
  'own write not seen': 'the cache has not come to what the controller itself wrote',
  'expectations not met': 'the controller still waits to see what it created or deleted before',
  'injected fault': 'somebody asked for this fault',
  'connection lost': 'the connection was lost',
  'lease held by another': 'another instance holds the lease',
  'rate limited': 'the rate limit is reached',
  'unsupported event type': 'the event type is not supported',
  'unknown event type': 'nobody knows this type of event',
};
