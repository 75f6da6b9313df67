/** Resync is not relist: what a resync repeats, who hears of it, and what it cannot repair. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'config-reader/configmaps';
const lists = `event reflector.list.started informer=${informer}`;
const toldOfGhost = `event handler.called informer=${informer} callback=OnUpdate key=default/b`;

const maps = `file maps.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  labels: {polled: "yes"}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: b
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: c
EOF
kubectl apply -f maps.yaml
`;

const script = `
start config-reader resync=5s
${maps}until cache ${informer} size == 3 within 10s
run 1s
`;

export const lesson: Lesson = {
  id: 'L08',
  slug: 'resync-is-not-relist',
  profile: 'classic',
  seed: 'resync-is-not-relist',
  focus: informer,
  script,
  bet: {
    provedBy: `${lists} == 1 and ${toldOfGhost} >= 3 and cache ${informer} has default/b`,
    options: [
      { id: 'three-lists', right: false, refutedBy: `${lists} == 1 and ${toldOfGhost} >= 3` },
      {
        id: 'compares',
        right: false,
        refutedBy: `${toldOfGhost} >= 3 and cache ${informer} has default/b`,
      },
      { id: 'silent', right: false, refutedBy: `${toldOfGhost} >= 3` },
      { id: 'ghost', right: true },
    ],
  },
  steps: [
    {
      id: 'ghost',
      goals: [
        { id: 'dead', mode: 'latched', predicate: `event watch.severed noun=${informer} >= 1` },
        {
          id: 'made',
          mode: 'must hold at the end',
          predicate: `object configmaps/default/b absent and cache ${informer} has default/b`,
        },
      ],
      solution: [`watch ${informer} halfopen`, 'kubectl delete configmap/b', 'run 1s'],
    },
    {
      id: 'resyncs',
      goals: [
        { id: 'told', mode: 'latched', predicate: `${toldOfGhost} >= 3` },
        { id: 'flat', mode: 'must hold at the end', predicate: `${lists} == 1` },
        {
          id: 'still-there',
          mode: 'must hold at the end',
          predicate: `cache ${informer} has default/b`,
        },
      ],
      solution: ['run 17s'],
    },
    {
      id: 'relist',
      goals: [
        { id: 'listed', mode: 'latched', predicate: `relists ${informer} == 1` },
        {
          id: 'gone',
          mode: 'must hold at the end',
          predicate: `cache ${informer} lacks default/b and tombstones ${informer} == 1`,
        },
      ],
      solution: ['run 40s'],
    },
    {
      id: 'rounded',
      workbench: { program: 'config-reader', slot: 'handlers' },
      goals: [{ id: 'ten', mode: 'latched', predicate: 'dial config-reader every-7s == 10' }],
      solution: [
        'program config-reader code handlers every-7s',
        'program config-reader restart',
        'run 22s',
      ],
    },
    {
      id: 'clamped',
      workbench: { program: 'config-reader', slot: 'handlers' },
      goals: [
        { id: 'second', mode: 'latched', predicate: 'dial config-reader every-200ms == 1' },
        { id: 'seven', mode: 'latched', predicate: 'dial config-reader every-7s == 7' },
      ],
      solution: [
        'program config-reader code handlers every-7s,every-200ms',
        'program config-reader restart',
        'run 16s',
      ],
    },
    {
      id: 'ignored',
      workbench: { program: 'config-reader', slot: 'handlers' },
      goals: [
        {
          id: 'never',
          mode: 'latched',
          predicate: `event listener.added informer=${informer} listener=every-7s resyncPeriod=0 >= 1`,
        },
        {
          id: 'quiet',
          mode: 'must hold at the end',
          predicate: 'not dial config-reader every-7s >= 1 and program config-reader running',
        },
      ],
      solution: [
        'program config-reader code handlers every-7s',
        'program config-reader stop',
        'program config-reader start resync=0s',
        'run 16s',
      ],
    },
    {
      id: 'requeue',
      workbench: { program: 'config-reader', slot: 'look-again' },
      goals: [
        {
          id: 'again',
          mode: 'latched',
          predicate: 'event queue.due queue=config-reader key=default/a >= 2',
        },
        {
          id: 'alone',
          mode: 'must hold at the end',
          predicate: 'event reconcile.started controller=config-reader key=default/c == 0',
        },
      ],
      solution: [
        'program config-reader code look-again add-after',
        'program config-reader restart',
        'run 22s',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/shared_informer.go',
      functions: ['determineResyncPeriod', 'shouldResync', 'AddEventHandlerWithOptions'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/reflector.go',
      functions: ['startResync'],
    },
  ],
  claims: {
    'no-request': { goal: 'resyncs/flat' },
    'told-again': { goal: 'resyncs/told' },
    'no-repair': { goal: 'resyncs/still-there' },
    'list-repairs': { goal: 'relist/gone' },
    'same-version': {
      predicate: `event listener.notified informer=${informer} callback=OnUpdate key=default/b sync=true >= 3 and event listener.notified informer=${informer} callback=OnUpdate sync=false == 0`,
      after: 'relist',
    },
    rounding: { goal: 'rounded/ten' },
    minimum: { goal: 'clamped/second' },
    'for-all': { goal: 'clamped/seven' },
    'zero-is-off': { goal: 'ignored/never' },
    'no-tick': { goal: 'ignored/quiet' },
    'own-set': { catalogue: 'tools/cache SI21' },
    'one-key': { goal: 'requeue/alone' },
    principle: { bet: 'proved' },
  },
  errors: [],
  strip: [
    `cache ${informer} size == 3`,
    `event watch.severed noun=${informer} and object configmaps/default/b absent`,
    `event reflector.resync.forced informer=${informer} >= 2`,
    `${toldOfGhost} >= 3`,
    `tombstones ${informer} >= 1`,
  ],
};
