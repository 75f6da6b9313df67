/** ListAndWatch, one hop at a time: what the Reflector asks for after each way of losing its watch. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'rs-controller/pods';
const listed = `event reflector.list.started informer=${informer}`;

const script = `
file web.yaml <<EOF
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - {name: web, image: nginx}
EOF
kubectl apply -f web.yaml
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
      solution: ['until pods running == 2 within 30s', 'run 5s'],
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
        'kubectl delete pods -l app=web',
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
};
