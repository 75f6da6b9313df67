/** Moments for what is larger than a box, and for what opens over the page. */

import type { Moment } from './moment.ts';

const hold = 'watch rs-controller/pods hold';

const current: Moment = {
  title: 'everybody knows the same',
  run: 'everyday',
  since: 'kubectl delete',
  is: ({ informer }) => informer.staleness.staleKeys === 0,
};

/** The stream is held with messages on it: most verbs are possible. */
export const heldMoment: Moment = {
  title: 'a held stream',
  run: 'faults',
  since: hold,
  is: ({ server }) => server.watches.some(({ held, inFlight }) => held && inFlight.total > 2),
};

/** Most verbs are impossible, and say why. */
export const crashedMoment: Moment = {
  title: 'a crashed program',
  run: 'faults',
  since: 'program rs-controller crash',
  is: ({ program }) => program.state === 'crashed',
};

export const rulerMoments: readonly Moment[] = [
  { ...current, title: 'the cache is current' },
  {
    title: 'the cache is behind',
    run: 'faults',
    since: hold,
    is: ({ informer }) => informer.staleness.staleKeys > 1,
  },
];

export const stripMoments: readonly Moment[] = [
  { ...current, title: 'all programs run' },
  crashedMoment,
  {
    title: 'two replicas act as the leader',
    run: 'election',
    since: 'program elected-a resume',
    informer: 'elected-a/configmaps',
    is: ({ program }) => program.election?.leading === true,
  },
];

export const stageMoments: readonly Moment[] = [
  {
    title: 'pods are created',
    run: 'everyday',
    since: 'kubectl apply',
    is: ({ program }) =>
      program.controller?.workers.some(({ doings }) => doings.at(-1)?.kind === 'request') === true,
  },
  { ...heldMoment, title: 'the watch is held' },
  {
    title: 'no watch is open',
    run: 'faults',
    since: 'client rs-controller refuse',
    is: ({ informer }) => informer.reflector.backoff !== undefined,
  },
];
