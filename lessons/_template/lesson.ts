/** Say in a sentence what the lesson is about. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'rs-controller/pods';

/** The scene: what is there when the learner takes over. Every statement is explained by `help` in the console. */
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
EOF
kubectl apply -f pods.yaml
until pods running == 1 within 30s
program rs-controller start
until cache ${informer} synced within 30s
run 2s
`;

export const lesson: Lesson = {
  id: 'L00',
  slug: 'template',
  profile: 'classic',
  seed: 'template',
  focus: informer,
  script,
  bet: {
    // Holds in the solved run, and makes the right answer right.
    provedBy: `event reflector.watch.started informer=${informer} >= 2 and relists ${informer} == 0`,
    options: [
      { id: 'rewatch', right: true },
      {
        id: 'relist',
        right: false,
        // Holds in the solved run, and could not if this answer were right.
        refutedBy: `event reflector.watch.started informer=${informer} >= 2 and relists ${informer} == 0`,
      },
    ],
  },
  steps: [
    {
      id: 'close',
      goals: [
        {
          id: 'rewatched',
          // As soon as it held once; the other mode is 'must hold at the end'.
          mode: 'latched',
          predicate: `event reflector.watch.started informer=${informer} >= 2`,
        },
      ],
      solution: [`watch ${informer} cut close`, 'run 5s'],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/reflector.go',
      functions: ['ListAndWatchWithContext'],
    },
  ],
  // What each sentence of "Explain" and "Principle" rests on, by the id at its end.
  claims: {
    resumed: { goal: 'close/rewatched' },
    'no-list': { bet: 'proved' },
  },
  // Error messages that it explains, as they are logged.
  errors: [],
  // Five moments of the solved run, in order: each the first after the one before at which it holds.
  strip: [
    'pods running == 1',
    `event reflector.list.started informer=${informer}`,
    `cache ${informer} synced`,
    `event reflector.watch.ended informer=${informer}`,
    `event reflector.watch.started informer=${informer} >= 2`,
  ],
};
