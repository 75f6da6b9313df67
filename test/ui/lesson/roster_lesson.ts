/** A lesson made for tests: a step with code to choose, one with a scene of its own, one with a table. */

import type { Lesson, LessonText } from '#tutor/lesson.ts';

const informer = 'pod-roster/pods';

const cluster = `start kubelet
start scheduler
file pods.yaml <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: web-1
spec:
  containers:
  - {name: web, image: nginx}
EOF
program pod-roster start
kubectl apply -f pods.yaml
until pods running == 1 within 30s
`;

export const rosterLesson: Lesson = {
  id: 'L99',
  slug: 'roster',
  profile: 'classic',
  seed: 'roster',
  script: cluster,
  focus: informer,
  bet: {
    provedBy: 'program pod-roster running',
    options: [
      { id: 'lives', right: true },
      { id: 'forgets', right: false, refutedBy: 'dial pod-roster known == 1' },
    ],
  },
  steps: [
    {
      id: 'choose',
      workbench: { program: 'pod-roster', slot: 'on-delete' },
      goals: [
        {
          id: 'unwraps',
          mode: 'must hold at the end',
          predicate: 'event program.code.set program=pod-roster >= 1',
        },
        { id: 'knows', mode: 'must hold at the end', predicate: 'dial pod-roster known == 1' },
      ],
      solution: [
        'program pod-roster code on-delete unwrap',
        'program pod-roster restart',
        'run 5s',
      ],
    },
    {
      id: 'scene',
      scene: { script: `${cluster}watch ${informer} hold\n` },
      goals: [{ id: 'gone', mode: 'latched', predicate: 'object pods/default/web-1 absent' }],
      solution: ['kubectl delete pod/web-1', 'run 5s'],
    },
    {
      id: 'table',
      grid: {
        rows: ['server', 'roster'],
        columns: ['knows', 'lacks'],
        cells: {
          'server knows': 'object pods/default/web-1 present',
          'server lacks': 'object pods/default/web-1 absent',
          'roster knows': 'dial pod-roster known == 1',
          'roster lacks': 'dial pod-roster known == 0',
        },
        holds: ['server lacks', 'roster knows'],
      },
      goals: [{ id: 'later', mode: 'latched', predicate: 'time >= 20s' }],
      solution: ['run 30s', 'latency 10ms', 'run 5s'],
    },
  ],
  reading: [],
  claims: {},
  errors: [],
  strip: [],
};

export const rosterText: LessonText = {
  title: 'A roster',
  objective: 'Know who is there.',
  tell: 'A roster keeps names.',
  bet: { question: 'Does it live?', options: { lives: 'It lives.', forgets: 'It forgets.' } },
  steps: {
    choose: step('Choose', { unwraps: 'nobody chose', knows: 'it knows nobody' }),
    scene: step('Delete', { gone: 'the pod is there' }),
    table: step('Fill the table', { later: 'it is early' }),
  },
  explain: [],
  principle: [],
  strip: [],
};

function step(title: string, goals: Readonly<Record<string, string>>) {
  return { title, text: title, grid: {}, goals, hints: ['one', 'two', 'three'] };
}
