/** Do not touch the cache: what an edit in place leaves in the indexes, and who can tell. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'pod-relabeler/pods';

function pod(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {app: a}
spec:
  containers:
  - {name: web, image: nginx}`;
}

/** Two pods, and a relabeler with that piece which has not been started. Nobody else writes to the pods. */
function scene(edit: string): string {
  return `
start gc
program pod-relabeler code edit ${edit}
kubectl apply -f - <<EOF
${pod('web-1')}
---
${pod('web-2')}
EOF
run 2s
`;
}

const mutated = `event store.mutated informer=${informer} key=default/web-1 >= 1`;
const underA = `index ${informer} byApp a has default/web-1`;
const ghost = `${underA} and cache ${informer} lacks default/web-1`;
const misfiled = `object pods/default/web-1 metadata.labels.app == b and cache ${informer} current and ${underA} and index ${informer} byApp b lacks default/web-1`;
const filed = `object pods/default/web-1 metadata.labels.app == b and cache ${informer} current and index ${informer} byApp a lacks default/web-1 and index ${informer} byApp b has default/web-1`;

export const lesson: Lesson = {
  id: 'L13',
  slug: 'do-not-touch-the-cache',
  profile: 'classic',
  seed: 'do-not-touch-the-cache',
  focus: informer,
  script: scene('in-place'),
  bet: {
    provedBy: misfiled,
    options: [
      { id: 'clean', right: false, refutedBy: ghost },
      {
        id: 'follows',
        right: false,
        refutedBy: `${underA} and index ${informer} byApp b lacks default/web-1 and cache ${informer} lacks default/web-1`,
      },
      { id: 'stays', right: true },
      {
        id: 'both',
        right: false,
        refutedBy: `${misfiled} and index ${informer} byApp b size == 0`,
      },
    ],
  },
  steps: [
    {
      id: 'ghost',
      goals: [
        { id: 'mutated', mode: 'latched', predicate: mutated },
        { id: 'ghost', mode: 'must hold at the end', predicate: ghost },
      ],
      solution: ['program pod-relabeler start', 'run 2s', 'kubectl delete pod/web-1', 'run 2s'],
    },
    {
      id: 'misfiled',
      scene: { script: scene('in-place-and-write') },
      goals: [{ id: 'misfiled', mode: 'must hold at the end', predicate: misfiled }],
      solution: ['program pod-relabeler start', 'run 3s'],
    },
    {
      id: 'relist',
      goals: [
        { id: 'relisted', mode: 'latched', predicate: `relists ${informer} >= 1` },
        {
          id: 'still',
          mode: 'must hold at the end',
          predicate: `relists ${informer} >= 1 and ${misfiled}`,
        },
      ],
      solution: [`informer ${informer} relist`, 'run 5s'],
    },
    {
      id: 'modern',
      scene: {
        script: `${scene('in-place-and-write')}program pod-relabeler start\nrun 3s\nexpect ${misfiled}\n`,
        profile: 'modern',
      },
      goals: [
        {
          id: 'rebuilt',
          mode: 'must hold at the end',
          predicate: `relists ${informer} >= 1 and ${filed}`,
        },
      ],
      solution: [`informer ${informer} relist`, 'run 5s'],
    },
    {
      id: 'detector',
      scene: { script: `${scene('in-place')}program pod-relabeler start\nrun 3s\n` },
      workbench: { program: 'pod-relabeler', slot: 'environment' },
      goals: [
        {
          id: 'named',
          mode: 'latched',
          predicate:
            'event controller.logged controller=pod-relabeler message~ALTERED message~default/web-1 >= 1',
        },
        {
          id: 'crashed',
          mode: 'must hold at the end',
          predicate: 'program pod-relabeler crashed',
        },
      ],
      solution: [
        'program pod-relabeler code environment mutation-detector',
        'program pod-relabeler restart',
        'run 5s',
      ],
    },
    {
      id: 'copy',
      workbench: { program: 'pod-relabeler', slot: 'edit' },
      goals: [
        {
          id: 'filed',
          mode: 'must hold at the end',
          predicate: `${filed} and dial pod-relabeler moved == 2`,
        },
        {
          id: 'silent',
          mode: 'must hold at the end',
          predicate:
            'program pod-relabeler running and dial pod-relabeler misfiled == 0 and dial pod-relabeler ghosts == 0 and event program.code.set slot=environment pieces~mutation-detector >= 1',
        },
      ],
      solution: [
        'program pod-relabeler code edit deep-copy',
        'program pod-relabeler start',
        'run 10s',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/thread_safe_store.go',
      functions: ['updateSingleIndex', 'ByIndex'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/mutation_detector.go',
      functions: ['NewCacheMutationDetector', 'CompareObjects'],
    },
  ],
  claims: {
    'same-pointer': { goal: 'ghost/mutated' },
    'from-the-old': { goal: 'ghost/ghost' },
    nil: { predicate: 'dial pod-relabeler ghosts == 1', after: 'ghost' },
    skipped: { bet: 'proved' },
    'delta-by-delta': { goal: 'relist/still' },
    'whole-swap': { goal: 'modern/rebuilt' },
    panics: { goal: 'detector/named' },
    copy: { goal: 'copy/filed' },
  },
  errors: [
    'CACHE *v1.Pod[0] ALTERED!',
    'cache *v1.Pod modified',
    'interface conversion: interface {} is nil, not *v1.Pod',
  ],
  strip: [
    underA,
    mutated,
    ghost,
    misfiled,
    'event controller.logged controller=pod-relabeler message~ALTERED',
  ],
};
