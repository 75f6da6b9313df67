/** Three kinds of synced: in the store, through the handlers, and fresh; and a rule that is none of them. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'pod-keeper/pods';
const started = 'event controller.started controller=pod-keeper';
const kept = 'pods metadata.labels.app=kept';

function pod(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {app: kept${name === 'kept-1' ? ", heartbeat: 'on'" : ''}}
spec:
  containers:
  - {name: main, image: nginx}`;
}

/** Five pods, which is what the keeper wants, and a keeper that waits in that way. Nobody else writes. */
function scene(wait: string, more = ''): string {
  return `
start gc
program pod-keeper code wait ${wait}
kubectl apply -f - <<EOF
${[1, 2, 3, 4, 5].map((number) => pod(`kept-${number}`)).join('\n---\n')}
EOF
run 2s
${more}`;
}

const slowHandler = `program pod-keeper start
run 1ms
handler ${informer} slow 500ms
`;
const order = `first informer.synced informer=${informer} before listener.synced informer=${informer}`;
const stale = `cache ${informer} synced and event listener.synced informer=${informer} >= 1 and not cache ${informer} current`;

export const lesson: Lesson = {
  id: 'L15',
  slug: 'three-kinds-of-synced',
  profile: 'classic',
  seed: 'three-kinds-of-synced',
  focus: informer,
  script: scene('store', slowHandler),
  bet: {
    provedBy: `${order} and ${stale}`,
    options: [
      {
        id: 'all-at-once',
        right: false,
        refutedBy: `${order} and first informer.synced informer=${informer} before handler.returned informer=${informer} key=default/kept-5`,
      },
      {
        id: 'handlers-first',
        right: false,
        refutedBy: order,
      },
      { id: 'store-then-handlers', right: true },
      {
        id: 'all-go-out',
        right: false,
        refutedBy: `${stale} and dial pod-keeper store-synced == 1 and dial pod-keeper handlers-synced == 1`,
      },
    ],
  },
  steps: [
    {
      id: 'lamps',
      goals: [
        { id: 'order', mode: 'latched', predicate: order },
        {
          id: 'stale',
          mode: 'must hold at the end',
          predicate: `${stale} and dial pod-keeper store-synced == 1 and dial pod-keeper handlers-synced == 1`,
        },
      ],
      solution: ['run 4s', `watch ${informer} hold`, 'kubectl delete pod/kept-2', 'run 2s'],
    },
    {
      id: 'early',
      scene: { script: scene('none') },
      goals: [
        {
          id: 'created',
          mode: 'latched',
          predicate: 'dial pod-keeper created == 5',
        },
        { id: 'ten', mode: 'must hold at the end', predicate: `${kept} == 10` },
      ],
      solution: ['program pod-keeper start', 'run 5s'],
    },
    {
      id: 'wait',
      scene: { script: scene('none') },
      workbench: { program: 'pod-keeper', slot: 'wait' },
      goals: [
        {
          id: 'works',
          mode: 'latched',
          predicate: `${started} >= 1 and cache ${informer} synced`,
        },
        {
          id: 'none-created',
          mode: 'must hold at the end',
          predicate: `program pod-keeper running and dial pod-keeper created == 0 and dial pod-keeper counted == 5 and ${kept} == 5`,
        },
      ],
      solution: ['program pod-keeper code wait store', 'program pod-keeper start', 'run 5s'],
    },
    {
      id: 'busy',
      scene: { script: scene('store', 'program pod-heartbeat start\nrun 2s\n') },
      workbench: { program: 'pod-keeper', slot: 'wait' },
      goals: [
        {
          id: 'never',
          mode: 'must hold at the end',
          predicate: `program pod-keeper running and cache ${informer} synced and event handler.called informer=${informer} >= 50 and ${started} == 0 and dial pod-keeper quiet == 0`,
        },
      ],
      solution: ['program pod-keeper code wait quiet', 'program pod-keeper start', 'run 20s'],
    },
    {
      id: 'dead',
      scene: { script: scene('quiet', 'program pod-keeper start\nrun 5s\n') },
      goals: [
        {
          id: 'quiet',
          mode: 'must hold at the end',
          predicate: `dial pod-keeper quiet == 1 and dial pod-keeper counted == 5 and ${kept} == 3`,
        },
        {
          id: 'stale',
          mode: 'must hold at the end',
          predicate: `cache ${informer} size == 5 and not cache ${informer} current`,
        },
      ],
      solution: [
        `watch ${informer} halfopen`,
        'kubectl delete pod/kept-2',
        'kubectl delete pod/kept-3',
        'run 10s',
      ],
    },
    {
      id: 'deaf',
      scene: { script: scene('quiet') },
      goals: [
        {
          id: 'began',
          mode: 'must hold at the end',
          predicate: `${started} == 1 and not cache ${informer} synced`,
        },
        {
          id: 'created',
          mode: 'must hold at the end',
          predicate: `dial pod-keeper created >= 5 and ${kept} >= 10`,
        },
      ],
      solution: ['client pod-keeper deny list pods', 'program pod-keeper start', 'run 5s'],
    },
    {
      id: 'fresh',
      scene: { script: scene('store', 'program pod-keeper start\nrun 5s\n'), profile: 'modern' },
      goals: [
        {
          id: 'behind',
          mode: 'latched',
          predicate: `dial pod-keeper fresh == 0 and dial pod-keeper store-synced == 1 and dial pod-keeper handlers-synced == 1`,
        },
        {
          id: 'caught-up',
          mode: 'must hold at the end',
          predicate: `dial pod-keeper fresh == 1 and dial pod-keeper created == 1 and cache ${informer} current`,
        },
      ],
      solution: [`watch ${informer} delay 2s`, 'kubectl delete pod/kept-2', 'run 10s'],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/shared_informer.go',
      functions: ['HasSynced', 'WaitForCacheSync', 'AddEventHandlerWithOptions'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/synctrack/synctrack.go',
      functions: ['SingleFileTracker', 'HasSynced'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/wait.go',
      functions: ['WaitFor'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/thread_safe_store.go',
      functions: ['LastStoreSyncResourceVersion'],
    },
  ],
  claims: {
    store: {
      predicate: `first delta.popped informer=${informer} key=default/kept-1 before informer.synced informer=${informer} and first delta.popped informer=${informer} key=default/kept-5 before informer.synced informer=${informer}`,
      after: 'lamps',
    },
    handlers: { goal: 'lamps/order' },
    latch: { bet: 'all-go-out' },
    fresh: { goal: 'lamps/stale' },
    absent: { goal: 'early/ten' },
    wait: { goal: 'wait/none-created' },
    ahead: {
      predicate: `first informer.synced informer=${informer} before handler.returned informer=${informer} key=default/kept-5`,
      after: 'lamps',
    },
    busy: { goal: 'busy/never' },
    dead: { goal: 'dead/stale' },
    deaf: { goal: 'deaf/created' },
    version: { goal: 'fresh/behind' },
    'not-told': { predicate: 'not dial pod-keeper fresh >= 0', after: 'dead' },
    principle: { goal: 'fresh/caught-up' },
  },
  errors: [
    'failed to wait for caches to sync',
    'timed out waiting for caches to sync',
    'unable to sync caches',
  ],
  strip: [
    `event informer.synced informer=${informer}`,
    `event listener.synced informer=${informer}`,
    stale,
    `${kept} == 10`,
    `dial pod-keeper quiet == 1 and cache ${informer} size == 5 and ${kept} == 3`,
  ],
};
