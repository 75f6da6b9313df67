/** The moods of each box of the stage, each with the moment at which the box is in it. */

import type { BoxName } from '#ui/stage/geometry.ts';
import type { Moment } from './moment.ts';

const hold = 'watch rs-controller/pods hold';
const release = 'watch rs-controller/pods release';
const deletion = 'kubectl delete pod/web-*';

const server: readonly Moment[] = [
  {
    title: 'a stream is held back, with messages on it',
    run: 'faults',
    since: hold,
    is: ({ server }) => server.watches.some(({ held, inFlight }) => held && inFlight.total > 2),
  },
  {
    title: 'a request has been refused with 500',
    run: 'faults',
    since: 'client rs-controller fail',
    is: ({ server }) => server.requests.rows.slice(0, 5).some(({ status }) => status === 500),
  },
  {
    title: 'etcd is compacted and the watch cache starts anew',
    run: 'faults',
    since: 'apiserver a restart',
    is: ({ server }) => server.history.slice(-12).some(({ compacted }) => compacted),
  },
  {
    title: 'more objects than it has room for',
    run: 'crowd',
    since: 'handler',
    is: ({ informer }) => informer.staleness.staleKeys === 0,
  },
  {
    title: 'one of two replicas is behind',
    run: 'replicas',
    since: 'apiserver b hold',
    is: ({ server }) =>
      server.replicas.some(({ held, revision }) => held && revision < server.revision),
  },
  {
    title: 'one of two replicas is down',
    run: 'replicas',
    since: 'apiserver b stop',
    is: ({ server }) => server.replicas.some(({ running }) => !running),
  },
];

const reflector: readonly Moment[] = [
  {
    title: 'asks for a list',
    run: 'everyday',
    is: ({ informer }) => informer.reflector.state === 'listing',
  },
  {
    title: 'is streamed the list by its watch',
    run: 'everyday, modern',
    is: ({ informer }) => informer.reflector.state === 'streaming',
  },
  {
    title: 'watches',
    run: 'everyday',
    since: deletion,
    is: ({ informer }) => informer.reflector.state === 'watching',
  },
  {
    title: 'backs off after an error',
    run: 'faults',
    since: 'client rs-controller refuse',
    is: ({ informer }) =>
      informer.reflector.backoff !== undefined && informer.reflector.lastError !== undefined,
  },
];

const queue: readonly Moment[] = [
  {
    title: 'DeltaFIFO, empty',
    run: 'everyday',
    since: deletion,
    is: ({ informer }) => informer.queue.items.total === 0,
  },
  {
    title: 'DeltaFIFO, two deltas of one key',
    run: 'faults',
    since: release,
    is: ({ informer }) => informer.queue.items.rows.some(({ deltas }) => deltas.length > 1),
  },
  {
    title: 'DeltaFIFO, a long relist',
    run: 'crowd',
    since: 'program rs-controller restart',
    is: ({ informer }) => informer.queue.popping !== undefined && informer.queue.items.total > 30,
  },
  {
    title: 'DeltaFIFO, a tombstone is applied',
    run: 'faults',
    since: 'etcd compact',
    is: ({ informer }) =>
      informer.queue.popping?.deltas.some(({ tombstone }) => tombstone) === true,
  },
  {
    title: 'RealFIFO, empty',
    run: 'everyday, modern',
    since: deletion,
    is: ({ informer }) => informer.queue.items.total === 0,
  },
  {
    title: 'RealFIFO, three deltas',
    run: 'crowd, modern',
    since: 'kubectl apply',
    is: ({ informer }) => informer.queue.items.total === 3,
  },
];

const indexer: readonly Moment[] = [
  {
    title: 'has not been filled yet',
    run: 'everyday',
    is: ({ informer }) => informer.reflector.state === 'listing',
  },
  {
    title: 'knows what the server knows',
    run: 'everyday',
    since: deletion,
    is: ({ informer }) => informer.staleness.staleKeys === 0,
  },
  {
    title: 'has a copy of what the server has deleted',
    run: 'faults',
    since: 'etcd compact',
    is: ({ informer }) =>
      informer.indexer.objects.rows.some((row) => row.serverResourceVersion === undefined),
  },
  {
    title: 'more objects than it has room for',
    run: 'crowd',
    since: 'handler',
    is: ({ informer }) => informer.indexer.objects.total === 60,
  },
];

const handlers: readonly Moment[] = [
  {
    title: 'nobody listens yet',
    run: 'everyday',
    is: ({ informer }) => informer.started && informer.listeners.length === 0,
  },
  {
    title: 'called with an object of the first list',
    run: 'crowd',
    since: 'program rs-controller restart',
    is: ({ informer }) => informer.listeners.some(({ calling }) => calling?.isInInitialList),
  },
  {
    title: 'was called and waits',
    run: 'everyday',
    since: deletion,
    is: ({ informer }) => informer.listeners.every(({ calling }) => calling === undefined),
  },
  {
    title: 'a slow handler and its backlog',
    run: 'faults',
    since: 'handler rs-controller/pods slow 2s',
    is: ({ informer }) => informer.listeners.some(({ pending }) => pending > 5),
  },
  {
    title: 'a tombstone is delivered',
    run: 'faults',
    since: 'etcd compact',
    is: ({ informer }) => informer.listeners.some(({ calling }) => calling?.tombstone),
  },
];

const workqueue: readonly Moment[] = [
  {
    title: 'empty',
    run: 'everyday',
    since: deletion,
    is: ({ program }) => program.controller?.workqueue?.waiting.total === 0,
  },
  {
    title: 'a key waits',
    run: 'everyday',
    since: deletion,
    is: ({ program }) => program.controller?.workqueue?.waiting.total === 1,
  },
  {
    title: 'a key is added while it is being processed',
    run: 'faults',
    is: ({ program }) => program.controller?.workqueue?.dirty.total === 1,
  },
  {
    title: 'a key that failed waits for its time',
    run: 'faults',
    since: 'client rs-controller fail',
    is: ({ program }) =>
      (program.controller?.workqueue?.delayed.total ?? 0) > 0 &&
      (program.controller?.workqueue?.failures.total ?? 0) > 0,
  },
  {
    title: 'more keys than it has room for',
    run: 'crowd',
    since: 'kubectl apply',
    informer: 'scheduler/pods',
    is: ({ program }) => (program.controller?.workqueue?.waiting.total ?? 0) > 12,
  },
];

const workers: readonly Moment[] = [
  {
    title: 'none has started',
    run: 'everyday',
    is: ({ program }) => program.controller?.workers.length !== 2,
  },
  {
    title: 'one reconciles and has met a conflict',
    run: 'faults',
    is: ({ program }) =>
      program.controller?.workers.some(({ doings }) => doings.at(-1)?.kind === 'conflict') === true,
  },
  {
    title: 'the last reconcile failed',
    run: 'faults',
    since: 'client rs-controller fail',
    is: ({ program }) =>
      program.controller?.workers.some(
        ({ state, lastResult }) => state === 'idle' && lastResult === 'error',
      ) === true,
  },
  {
    title: 'a stalled worker',
    run: 'faults',
    since: 'worker rs-controller/worker-1 stall',
    is: ({ program }) =>
      program.controller?.workers.some(({ doings }) => doings.at(-1)?.kind === 'stall') === true,
  },
  {
    title: 'waits for a client token',
    run: 'faults',
    since: 'client rs-controller starve',
    is: ({ program }) => program.throttled !== undefined,
  },
  {
    title: 'refused, denied, its clock ahead',
    run: 'faults',
    since: 'client rs-controller refuse',
    is: ({ program }) => program.refused && program.denied.length > 0 && program.clockSkew > 0,
  },
  {
    title: 'its program has crashed',
    run: 'faults',
    since: 'program rs-controller crash',
    is: ({ program }) => program.state === 'crashed',
  },
];

export const boxMoments: Readonly<Record<BoxName, readonly Moment[]>> = {
  server,
  reflector,
  queue,
  indexer,
  handlers,
  workqueue,
  workers,
};
