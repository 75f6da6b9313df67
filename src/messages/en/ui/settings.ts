/** English for the settings of a run. */

export const settings = {
  title: 'Settings of the run',
  about:
    'They stand at the head of the script. Applying them opens a new run of the same script; this one stays under Run.',
  newRun: 'other settings',
  newRunText: 'The same script with another head. The run before stays under Run.',
  refused: 'No run was opened.',
  cancel: 'Cancel',
  apply: 'Run with these',
  wrong: (count: number) =>
    count === 1 ? 'One setting is wrong.' : `${count} settings are wrong.`,
  unchanged: 'Nothing is changed yet.',
  groups: {
    run: 'Run',
    cluster: 'API server and cluster',
    clients: 'Clients',
    latencies: 'Latencies',
    programs: 'Programs, their workers and resync',
  },
  seed: 'Seed',
  seedAbout: 'Whatever is drawn by chance is drawn from it; the same seed gives the same run.',
  order: 'Order',
  orderAbout: 'Where Go leaves an order open: first come, first served, or shuffled by the seed.',
  arrival: 'arrival: first come, first served',
  shuffle: 'shuffle: any order, by the seed',
  workersAbout: 'Workers: so many keys are reconciled at the same time, usually 2.',
  resyncAbout: 'Resync: so often the whole cache is handed to the handlers again, usually never.',
  workersOf: (program: string) => `Workers of ${program}`,
  resyncOf: (program: string) => `Resync of ${program}`,
  workers: 'workers',
  resync: 'resync',
  noProgram: 'expected at least one program, got none',
  noSeed: 'expected a word or a text, got nothing',
  fault: (expected: string, value: string) => `expected ${expected}, got “${value}”`,
  expected: {
    'watch-window': 'a number of changes from 1 to 999999',
    'watch-buffer': 'a number of events from 1 to 999999',
    nodes: 'a number from 0 to 26',
    replicas: 'a number from 1 to 5',
    metrics: 'on, or off',
    'managed-fields': 'on, or off',
    qps: 'a number of requests a second from 1 to 999999',
    burst: 'a number of requests at once from 1 to 999999',
    latency: 'a duration such as 5s or 1m30s, at most 24h',
    workers: 'a whole number from 1 to 64',
    resync: 'a duration such as 5s or 1m30s, at most 24h',
  },
  fields: {
    'watch-window': {
      label: 'Watch-cache window',
      about:
        'So many changes per resource an API server remembers; a watch from further back gets 410.',
    },
    'watch-buffer': {
      label: 'Watch buffer',
      about:
        'So many events wait for a client that does not read, before the server closes its watch.',
    },
    nodes: { label: 'Nodes', about: 'Machines for pods to run on.' },
    replicas: {
      label: 'API servers',
      about: 'Replicas over one etcd, each with a watch cache of its own that can lag behind.',
    },
    metrics: {
      label: 'Metrics',
      about: 'Whether programs count what their informers and queues do, to be scraped.',
    },
    'managed-fields': {
      label: 'Managed fields',
      about: 'Whether objects say from their creation on who owns which field.',
    },
    qps: {
      label: 'Client requests a second',
      about:
        'How fast each controller’s client fills its bucket of tokens; every request takes one.',
    },
    burst: {
      label: 'Client burst',
      about: 'How many tokens the bucket holds: so many requests may go out at once.',
    },
    'latency-all': {
      label: 'All latencies',
      about:
        'Requests, responses and watch events take so long, unless their own latency says otherwise.',
    },
    'latency-request': {
      label: 'Latency of request',
      about: 'From a client to the API server.',
    },
    'latency-response': {
      label: 'Latency of response',
      about: 'From the API server back to the client.',
    },
    'latency-watch': {
      label: 'Latency of watch',
      about: 'From the API server to whoever watches, for each event.',
    },
    'latency-watchcache': {
      label: 'Latency of watchcache',
      about: 'From etcd to the watch cache of an API server.',
    },
    'latency-cachefill': {
      label: 'Latency of cachefill',
      about: 'To fill a watch cache from etcd when an API server starts.',
    },
  },
  /** What holds while a setting is left empty, where that is not a value. */
  usual: {
    'grows by itself': 'grows by itself',
    'each its own': 'each its own',
    never: 'never',
  } as Readonly<Record<string, string>>,
};
