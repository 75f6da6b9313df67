/** ListAndWatch, one hop at a time: what the Reflector asks for after each way of losing its watch. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'rs-controller/pods';
const listed = `event reflector.list.started informer=${informer}`;

const script = `
start kubelet
start scheduler
file pods.yaml <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels: {app: web}
spec:
  containers:
  - {name: web, image: nginx}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-2
  labels: {app: web}
spec:
  containers:
  - {name: web, image: nginx}
EOF
kubectl apply -f pods.yaml
until pods running == 2 within 30s
run 2s
program rs-controller start
`;

export const lesson: Lesson = {
  id: 'L05',
  slug: 'list-and-watch',
  profile: 'classic',
  seed: 'list-and-watch',
  focus: informer,
  script,
  bet: {
    provedBy: `first reflector.replaced informer=${informer} before reflector.watch.started informer=${informer}`,
    options: [
      {
        id: 'watch-first',
        right: false,
        refutedBy: `first reflector.list.finished informer=${informer} before reflector.watch.started informer=${informer}`,
      },
      {
        id: 'handlers-first',
        right: false,
        refutedBy: `first reflector.resourceversion.set informer=${informer} before handler.called informer=${informer}`,
      },
      {
        id: 'synced-by-list',
        right: false,
        refutedBy: `first reflector.replaced informer=${informer} before informer.synced informer=${informer}`,
      },
      { id: 'queued-first', right: true },
    ],
  },
  steps: [
    {
      id: 'start',
      goals: [
        { id: 'synced', mode: 'latched', predicate: `cache ${informer} synced` },
        { id: 'watching', mode: 'must hold at the end', predicate: `watch ${informer} open` },
      ],
      solution: ['run 5s'],
    },
    {
      id: 'close',
      goals: [
        {
          id: 'rewatched',
          mode: 'latched',
          predicate: `event reflector.watch.started informer=${informer} >= 2`,
        },
        { id: 'no-relist', mode: 'must hold at the end', predicate: `relists ${informer} == 0` },
      ],
      solution: [`watch ${informer} cut close`, 'run 5s'],
    },
    {
      id: 'gone',
      goals: [
        {
          id: 'expired',
          mode: 'latched',
          predicate: `event reflector.watch.ended informer=${informer} outcome=expired >= 1`,
        },
        {
          id: 'relisted',
          mode: 'latched',
          predicate: `${listed} resourceVersion!=0 resourceVersion!= >= 1`,
        },
      ],
      solution: [
        `watch ${informer} hold`,
        'kubectl delete pod/web-1',
        'run 2s',
        'apiserver a restart',
        `watch ${informer} release`,
        'run 1m',
      ],
    },
    {
      id: 'unavailable',
      goals: [
        { id: 'latest', mode: 'latched', predicate: `${listed} resourceVersion= >= 1` },
        { id: 'recovered', mode: 'must hold at the end', predicate: `cache ${informer} current` },
      ],
      solution: [
        'client rs-controller fail 410 verb=list resource=pods',
        `informer ${informer} relist`,
        'run 1m',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/reflector.go',
      functions: ['ListAndWatchWithContext', 'list', 'watch', 'relistResourceVersion'],
    },
  ],
  claims: {
    'one-replace': { bet: 'proved' },
    'handlers-later': { bet: 'handlers-first' },
    'synced-when-popped': {
      predicate: `first delta.popped informer=${informer} before informer.synced informer=${informer}`,
      after: 'start',
    },
    'clean-end': { goal: 'close/no-relist' },
    'expired-end': { goal: 'gone/relisted' },
    'refused-list': { goal: 'unavailable/latest' },
    ladder: { goal: 'unavailable/recovered' },
  },
  errors: [
    'too old resource version',
    'The resourceVersion for the provided list is too old.',
    'Too large resource version',
    'watch of *v1.Pod ended with: too old resource version',
  ],
  strip: [
    listed,
    `event reflector.replaced informer=${informer}`,
    `event reflector.watch.started informer=${informer}`,
    `event reflector.watch.ended informer=${informer} outcome=expired`,
    `${listed} resourceVersion=`,
  ],
};
