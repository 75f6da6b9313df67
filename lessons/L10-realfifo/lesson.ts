/** RealFIFO: the same burst through both queues, and a relist that is one item. */

import type { Lesson } from '#tutor/lesson.ts';

const delta = 'delta-reader/configmaps';
const real = 'real-reader/configmaps';
const modern = 'config-reader/configmaps';

const script = `
start delta-reader
start real-reader
run 2s
`;

const modernScript = `
start config-reader
kubectl apply -f lab/a.yaml
kubectl apply -f lab/b.yaml
kubectl apply -f lab/c.yaml
until cache ${modern} size == 3 within 10s
run 1s
`;

const newABeforeB = `first store.updated informer=${delta} key=default/a before store.added informer=${delta} key=default/b`;
const bBeforeNewA = `first store.added informer=${real} key=default/b before store.updated informer=${real} key=default/a`;

export const lesson: Lesson = {
  id: 'L10',
  slug: 'realfifo',
  profile: 'classic',
  seed: 'realfifo',
  focus: delta,
  script,
  bet: {
    provedBy: `${newABeforeB} and ${bBeforeNewA}`,
    options: [
      { id: 'both-after', right: false, refutedBy: newABeforeB },
      { id: 'delta-before', right: true },
      { id: 'real-before', right: false, refutedBy: bBeforeNewA },
      {
        id: 'both-before',
        right: false,
        refutedBy: `${bBeforeNewA} and impossible ${real} == 0`,
      },
    ],
  },
  steps: [
    {
      id: 'burst',
      goals: [
        {
          id: 'by-key',
          mode: 'must hold at the end',
          predicate: `fifo ${delta} order default/a,default/b and fifo ${delta} holds default/a Added,Updated`,
        },
        {
          id: 'in-order',
          mode: 'must hold at the end',
          predicate: `fifo ${real} order default/a,default/b,default/a`,
        },
      ],
      solution: [
        `informer ${delta} stall 10m`,
        `informer ${real} stall 10m`,
        'kubectl apply -f lab/a.yaml',
        'run 200ms',
        'kubectl apply -f lab/b.yaml',
        'run 200ms',
        'kubectl label configmap/a round=2 --overwrite',
        'run 1s',
      ],
    },
    {
      id: 'pop',
      goals: [
        { id: 'invented', mode: 'latched', predicate: `impossible ${delta} == 1` },
        {
          id: 'never',
          mode: 'must hold at the end',
          predicate: `impossible ${real} == 0 and cache ${real} current`,
        },
        { id: 'same-end', mode: 'must hold at the end', predicate: `cache ${delta} current` },
      ],
      solution: [`informer ${delta} stall 0s`, `informer ${real} stall 0s`, 'run 1s'],
    },
    {
      id: 'relist',
      scene: { focus: real },
      goals: [
        {
          id: 'each',
          mode: 'must hold at the end',
          predicate: `fifo ${real} order default/a,default/b`,
        },
      ],
      solution: [
        'kubectl apply -f lab/a.yaml',
        'run 200ms',
        'kubectl apply -f lab/b.yaml',
        'run 1s',
        `informer ${real} stall 10m`,
        `informer ${real} relist`,
        'kubectl label configmap/b round=2 --overwrite',
        'run 200ms',
        'kubectl label configmap/a round=2 --overwrite',
        'run 4s',
      ],
    },
    {
      id: 'halfway',
      goals: [
        { id: 'invented', mode: 'latched', predicate: `impossible ${real} == 1` },
        { id: 'current', mode: 'must hold at the end', predicate: `cache ${real} current` },
      ],
      solution: [`informer ${real} stall 0s`, 'run 1s'],
    },
    {
      id: 'one-item',
      scene: { script: modernScript, profile: 'modern', focus: modern },
      goals: [
        { id: 'one', mode: 'must hold at the end', predicate: `fifo ${modern} order ReplacedAll` },
        {
          id: 'waits',
          mode: 'must hold at the end',
          predicate: `not cache ${modern} current`,
        },
      ],
      solution: [
        `informer ${modern} stall 10m`,
        `informer ${modern} relist`,
        'kubectl label configmap/c round=2 --overwrite',
        'run 200ms',
        'kubectl label configmap/b round=2 --overwrite',
        'run 200ms',
        'kubectl label configmap/a round=2 --overwrite',
        'run 4s',
      ],
    },
    {
      id: 'swap',
      goals: [
        {
          id: 'once',
          mode: 'latched',
          predicate: `event store.replaced informer=${modern} items=3 >= 1`,
        },
        {
          id: 'snapshot',
          mode: 'must hold at the end',
          predicate: `dial config-reader mixed == 0 and event handler.called informer=${modern} callback=OnUpdate >= 3`,
        },
        {
          id: 'possible',
          mode: 'must hold at the end',
          predicate: `impossible ${modern} == 0 and cache ${modern} current`,
        },
      ],
      solution: [`informer ${modern} stall 0s`, 'run 1s'],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/the_real_fifo.go',
      functions: ['Pop', 'PopBatch', 'Replace'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/controller.go',
      functions: ['processReplacedAllInfo'],
    },
  ],
  claims: {
    'by-key': { goal: 'burst/by-key' },
    invented: { goal: 'pop/invented' },
    'every-change': { goal: 'burst/in-order' },
    prefix: { goal: 'pop/never' },
    'built-with': {
      predicate: `event informer.started informer=${delta} queue=DeltaFIFO == 1 and event informer.started informer=${real} queue=RealFIFO == 1`,
      after: 'pop',
    },
    'same-end': { goal: 'pop/same-end' },
    expanded: { goal: 'relist/each' },
    halfway: { goal: 'halfway/invented' },
    'one-item': { goal: 'one-item/one' },
    swapped: { goal: 'swap/once' },
    snapshot: { goal: 'swap/snapshot' },
    'unknown-delete': { catalogue: 'tools/cache QF3' },
    principle: { bet: 'proved' },
  },
  errors: [],
  strip: [
    `fifo ${delta} holds default/a Added,Updated and fifo ${real} order default/a,default/b,default/a`,
    `impossible ${delta} == 1`,
    `fifo ${real} order default/a,default/b`,
    `fifo ${modern} order ReplacedAll`,
    `event store.replaced informer=${modern} items=3 and dial config-reader mixed == 0 and cache ${modern} current`,
  ],
};
