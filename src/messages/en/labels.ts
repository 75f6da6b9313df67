/** English titles and short explanations. */

import type { Labels } from '#messages/locale.ts';

export const labels: Labels = {
  boxes: {
    apiserver: {
      title: 'kube-apiserver',
      what: 'One etcd with a global revision, behind replicas that each keep a watch cache.',
      simplified: 'Authentication, admission, API aggregation and most kinds are left out.',
    },
    reflector: {
      title: 'Reflector',
      what: 'Lists once, then watches, and hands every change to the queue.',
      simplified: 'Decoding takes no time, and there are no metrics.',
    },
    queue: {
      title: 'DeltaFIFO',
      what: 'What happened to each key since it was last popped.',
      simplified: 'Knows one key function, namespace and name.',
    },
    indexer: {
      title: 'Indexer',
      what: 'The cache: the last known state of every object, with indices.',
      simplified: 'Reading it takes no time.',
    },
    handlers: {
      title: 'Event handlers',
      what: 'Each listener has a backlog of its own, and is called one notification at a time.',
      simplified: 'A handler takes no time unless told to.',
    },
    workqueue: {
      title: 'Work queue',
      what: 'Keys to look at: queued once, processed by one worker at a time.',
      simplified: 'Its lock is not modelled: nobody ever waits for it.',
    },
    workers: {
      title: 'Workers',
      what: 'Each takes a key, reads the cache, and writes what is missing.',
      simplified: 'Computing takes no time; only requests and waits do.',
    },
  },
  lanes: {
    apiserver: 'apiserver',
    reflector: 'reflector',
    cache: 'fifo · cache',
    queue: 'queue · worker',
  },
  identities: {
    add: 'added',
    mod: 'modified',
    del: 'deleted',
    sync: 'sync or replaced',
    mark: 'bookmark',
    fault: 'fault',
    key: 'key',
    request: 'request',
  },
  flags: {
    command: 'command',
    fault: 'fault',
    conflict: 'conflict',
    relist: 'relist',
    crash: 'crash',
    leader: 'new leader',
    'broken invariant': 'broken invariant',
    'failed expectation': 'failed expectation',
    'refused by a machine': 'refused by a machine',
  },
};
