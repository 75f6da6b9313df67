/** DeltaFIFO under the microscope: what waits for each key while the goroutine that pops does not run. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'config-reader/configmaps';

const script = `
start config-reader
run 2s
`;

const fourOfA = `fifo ${informer} holds default/a Added,Updated,Updated,Deleted`;
const sixOfTwo = `fifo ${informer} keys == 2 and fifo ${informer} deltas == 6`;

export const lesson: Lesson = {
  id: 'L09',
  slug: 'deltafifo-under-the-microscope',
  profile: 'classic',
  seed: 'deltafifo-under-the-microscope',
  focus: informer,
  script,
  bet: {
    provedBy: `${fourOfA} and fifo ${informer} holds default/b Added,Replaced`,
    options: [
      { id: 'seven', right: false, refutedBy: sixOfTwo },
      { id: 'newest', right: false, refutedBy: fourOfA },
      { id: 'cancelled', right: false, refutedBy: `fifo ${informer} order default/a,default/b` },
      { id: 'four-and-two', right: true },
    ],
  },
  steps: [
    {
      id: 'burst',
      goals: [
        {
          id: 'keys',
          mode: 'must hold at the end',
          predicate: `fifo ${informer} order default/a,default/b`,
        },
        { id: 'deltas', mode: 'must hold at the end', predicate: fourOfA },
        { id: 'unseen', mode: 'must hold at the end', predicate: `cache ${informer} size == 0` },
      ],
      solution: [
        `informer ${informer} stall 10m`,
        'kubectl apply -f lab/a.yaml',
        'run 200ms',
        'kubectl apply -f lab/b.yaml',
        'run 200ms',
        'kubectl label configmap/a round=2 --overwrite',
        'run 200ms',
        'kubectl label configmap/a round=3 --overwrite',
        'run 200ms',
        'kubectl delete configmap/a',
        'run 1s',
      ],
    },
    {
      id: 'twice',
      goals: [
        {
          id: 'merged',
          mode: 'latched',
          predicate: `event delta.merged informer=${informer} >= 1`,
        },
        { id: 'four', mode: 'must hold at the end', predicate: fourOfA },
        {
          id: 'two',
          mode: 'must hold at the end',
          predicate: `fifo ${informer} holds default/b Added,Replaced`,
        },
      ],
      solution: [
        `informer ${informer} relist`,
        'kubectl label configmap/b round=2 --overwrite',
        'run 4s',
      ],
    },
    {
      id: 'pop',
      goals: [
        {
          id: 'key-by-key',
          mode: 'latched',
          predicate: `first store.deleted informer=${informer} key=default/a before store.added informer=${informer} key=default/b`,
        },
        {
          id: 'all-told',
          mode: 'latched',
          predicate: `event handler.called informer=${informer} key=default/a >= 4`,
        },
        {
          id: 'current',
          mode: 'must hold at the end',
          predicate: `cache ${informer} current and cache ${informer} size == 1`,
        },
      ],
      solution: [`informer ${informer} stall 0s`, 'run 1s'],
    },
    {
      id: 'missing',
      goals: [
        {
          id: 'tombstone',
          mode: 'latched',
          predicate: `event delta.queued informer=${informer} key=default/b tombstone=true >= 1`,
        },
        {
          id: 'waits',
          mode: 'must hold at the end',
          predicate: `fifo ${informer} holds default/b Deleted and cache ${informer} has default/b`,
        },
      ],
      solution: [
        `informer ${informer} stall 10m`,
        `informer ${informer} relist`,
        'kubectl delete configmap/b',
        'run 4s',
      ],
    },
    {
      id: 'buried',
      goals: [
        { id: 'told', mode: 'latched', predicate: `tombstones ${informer} == 1` },
        { id: 'empty', mode: 'must hold at the end', predicate: `cache ${informer} size == 0` },
      ],
      solution: [`informer ${informer} stall 0s`, 'run 1s'],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/delta_fifo.go',
      functions: ['queueActionInternalLocked', 'dedupDeltas', 'Replace', 'Pop'],
    },
  ],
  claims: {
    grouped: { goal: 'burst/keys' },
    kept: { goal: 'burst/deltas' },
    unmerged: { bet: 'newest' },
    deduplicated: { goal: 'twice/merged' },
    'real-object': { catalogue: 'tools/cache DF15' },
    replayed: { goal: 'pop/all-told' },
    'cache-decides': {
      predicate: `event handler.called informer=${informer} key=default/b callback=OnUpdate == 1`,
      after: 'pop',
    },
    'place-of-first': { goal: 'pop/key-by-key' },
    inferred: { goal: 'missing/tombstone' },
    handed: { goal: 'buried/told' },
    unknown: { catalogue: 'tools/cache DF4' },
    principle: { bet: 'proved' },
  },
  errors: [],
  strip: [
    `event informer.stalled informer=${informer}`,
    fourOfA,
    `event delta.merged informer=${informer}`,
    `event delta.popped informer=${informer} key=default/a`,
    `tombstones ${informer} >= 1`,
  ],
};
