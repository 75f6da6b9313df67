/** Why not just call the API: what three pollers ask for, and what one informer asks for instead. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'pod-reader/pods';
const asked = 'event request.sent';
const reads = `event lister.read informer=${informer}`;
const delivered = `event watch.event.delivered noun=${informer} type=MODIFIED`;

const podCount = 20;
const pods = Array.from(
  { length: podCount },
  (_, index) => `apiVersion: v1
kind: Pod
metadata: {name: web-${index + 1}}
spec:
  containers:
  - {name: web, image: nginx}`,
).join('\n---\n');

/** Twenty pods run; then the reader starts. */
function scene(source: 'poll' | 'informer'): string {
  return `
start kubelet
start scheduler
file pods.yaml <<EOF
${pods}
EOF
kubectl apply -f pods.yaml
until pods running == ${podCount} within 60s
run 2s
program pod-reader code source ${source}
program pod-reader start
`;
}

export const lesson: Lesson = {
  id: 'L01',
  slug: 'why-not-just-call-the-api',
  profile: 'classic',
  seed: 'why-not-just-call-the-api',
  focus: informer,
  script: scene('poll'),
  bet: {
    provedBy: `${asked} client=pod-reader noun~goroutine verb=list >= 180 and ${asked} noun=${informer} == 2 and ${reads} >= 1000`,
    options: [
      {
        id: 'get-each-change',
        right: false,
        refutedBy: `${asked} client=pod-reader verb=get == 0 and event handler.called informer=${informer} callback=OnUpdate >= 5`,
      },
      {
        id: 'one-for-each',
        right: false,
        refutedBy: `${asked} noun=${informer} verb=watch == 1 and ${reads} >= 1000`,
      },
      {
        id: 'reads-ask',
        right: false,
        refutedBy: `${reads} >= 1000 and ${asked} noun=${informer} == 2`,
      },
      { id: 'two', right: true },
    ],
  },
  steps: [
    {
      id: 'poll',
      goals: [
        {
          id: 'polled',
          mode: 'latched',
          predicate: `${asked} client=pod-reader verb=list >= 180`,
        },
      ],
      solution: ['run 1m'],
    },
    {
      id: 'watch',
      workbench: { program: 'pod-reader', slot: 'source' },
      goals: [
        {
          id: 'told',
          mode: 'latched',
          predicate: `event handler.called informer=${informer} callback=OnUpdate >= 5`,
        },
        {
          id: 'one-list',
          mode: 'must hold at the end',
          predicate: `${asked} noun=${informer} verb=list == 1 and cache ${informer} current`,
        },
      ],
      solution: [
        'program pod-reader code source informer',
        'program pod-reader restart',
        'run 2s',
        ...[1, 2, 3, 4, 5].map((number) => `kubectl label pod/web-${number} tier=front`),
        'run 1s',
      ],
    },
    {
      id: 'read',
      goals: [
        { id: 'thousand', mode: 'latched', predicate: `${reads} >= 1000` },
        {
          id: 'flat',
          mode: 'must hold at the end',
          predicate: `${asked} noun=${informer} == 2`,
        },
      ],
      solution: ['run 20s'],
    },
    {
      id: 'x-ray',
      scene: { script: `${scene('informer')}run 2s\n` },
      goals: [
        { id: 'refused', mode: 'latched', predicate: 'event client.refused client=pod-reader' },
        { id: 'whole', mode: 'latched', predicate: `${delivered} object!=` },
        {
          id: 'no-get',
          mode: 'must hold at the end',
          predicate: `${asked} client=pod-reader verb=get == 0 and cache ${informer} current`,
        },
      ],
      solution: ['client pod-reader refuse', 'kubectl label pod/web-1 tier=front', 'run 2s'],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/shared_informer.go',
      functions: ['NewSharedIndexInformer'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/reflector.go',
      functions: ['ListAndWatchWithContext', 'handleAnyWatch'],
    },
  ],
  claims: {
    'all-each-time': { goal: 'poll/polled' },
    once: { goal: 'watch/one-list' },
    'only-changes': {
      predicate: `${delivered} == 5 and event handler.called informer=${informer} callback=OnUpdate == 5`,
      after: 'watch',
    },
    memory: { goal: 'read/flat' },
    shared: { bet: 'one-for-each' },
    whole: { goal: 'x-ray/whole' },
    'no-get': { goal: 'x-ray/no-get' },
    principle: { bet: 'proved' },
  },
  errors: [
    'client-side throttling, not priority and fairness',
    'Waited for 1.2s due to client-side throttling',
    'the server has received too many requests and has asked us to try again later',
  ],
  strip: [
    `${asked} client=pod-reader verb=list >= 3`,
    `${asked} client=pod-reader verb=list >= 180`,
    `cache ${informer} synced`,
    `event handler.called informer=${informer} callback=OnUpdate >= 5`,
    `${reads} >= 1000`,
  ],
};
