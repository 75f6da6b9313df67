/** English for the gallery of scenes. */

export const scenes = {
  title: 'Scenes',
  about:
    'Each opens as a run of its own; what is in view now stays under Run. The pictures show API server, Reflector, cache and queue over time.',
  cannotOpen: (title: string) => `“${title}” cannot be opened`,
  offline: 'Its script could not be fetched. Are you offline?',
  scenes: {
    opening: {
      title: 'A Deployment appears, grows, and loses a pod',
      about: 'A minute of an ordinary cluster: four controllers, five pods, nothing breaks.',
    },
    tombstone: {
      title: 'A tombstone',
      about: 'A pod is deleted while nobody who watches can hear of it; a relist finds out.',
    },
    '410_ladder': {
      title: 'How far back a watch can go',
      about: 'Rung by rung the server remembers less, until only the last ones bring 410 Gone.',
    },
    time_travel: {
      title: 'Back in time',
      about:
        'Two API servers over one etcd, one of them behind: whoever starts anew sees the past.',
    },
    paused_leader: {
      title: 'A paused leader',
      about:
        'The leader stands still for 20 s, another takes over, and then both write: nothing fences the first.',
    },
    skewed_clocks: {
      title: 'Clocks that disagree',
      about:
        'Candidates for a lease whose clocks are hours apart, and nobody minds: only lapse is counted.',
    },
    edge_vs_level: {
      title: 'Edge against level',
      about:
        'Three observers lose one event: who adds up events is wrong for good, who reads the state is late.',
    },
    slow_watcher: {
      title: 'A watcher that does not read',
      about:
        'Events pile up for a client that is slow, and the server ends its watch without a word.',
    },
    too_many_requests: {
      title: 'Too many requests',
      about: 'A server that works on one write at a time turns the others away with 429.',
    },
    owners_and_finalizers: {
      title: 'Owners and finalizers',
      about:
        'Dependents follow their owner in the background, and a finalizer holds an object back.',
    },
    namespace_deletion: {
      title: 'A namespace is deleted',
      about: 'The server only marks it; a controller empties it, pods first, and lets it go.',
    },
  },
  tags: {
    deployment: 'deployment',
    everyday: 'everyday',
    relist: 'relist',
    DeletedFinalStateUnknown: 'DeletedFinalStateUnknown',
    restart: 'restart',
    '410': '410',
    'watch cache': 'watch cache',
    compaction: 'compaction',
    'stale read': 'stale read',
    replicas: 'replicas',
    'leader election': 'leader election',
    'split brain': 'split brain',
    '409': '409',
    resourceVersion: 'resourceVersion',
    'clock skew': 'clock skew',
    'edge-triggered': 'edge-triggered',
    'level-triggered': 'level-triggered',
    watch: 'watch',
    'back-pressure': 'back-pressure',
    '429': '429',
    inflight: 'inflight',
    'garbage collector': 'garbage collector',
    finalizers: 'finalizers',
    namespaces: 'namespaces',
  },
};
