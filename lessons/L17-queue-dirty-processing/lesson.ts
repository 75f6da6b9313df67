/** The work queue's three sets: what a key goes through, and what two wrong lines do to it. */

import type { Lesson, Predicate, Step } from '#tutor/lesson.ts';

const informer = 'config-agent/configmaps';
const a = 'key=default/a';

/** Two settings; the agent has carried out both of them before the learner takes over. */
function scene(workers: number, code: readonly string[] = []): string {
  return `
start kubelet
file settings.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data: {colour: red}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
data: {colour: blue}
EOF
${code.join('\n')}
program config-agent start workers=${workers}
kubectl apply -f settings.yaml
run 3s
`;
}

/** Five changes of one object, a moment apart. */
const hammer: readonly string[] = [1, 2, 3, 4, 5].map(
  (number) => `kubectl annotate configmap/a change=${number} --overwrite`,
);

/** How often the object was reconciled; once before the learner took over. */
const runs = (comparison: string): Predicate => `event reconcile.started ${a} ${comparison}`;

const steps: readonly Step[] = [
  {
    id: 'hammer',
    goals: [
      {
        id: 'refused',
        mode: 'latched',
        predicate: `event queue.deduplicated ${a} reason='key already dirty' >= 3`,
      },
      { id: 'runs', mode: 'must hold at the end', predicate: runs('== 3') },
    ],
    solution: ['worker config-agent/worker-1 stall 3s', ...hammer, 'run 10s'],
  },
  {
    id: 'four',
    scene: { script: scene(4) },
    goals: [
      {
        id: 'hammered',
        mode: 'latched',
        predicate: `event queue.deduplicated ${a} reason='key already processing' >= 1`,
      },
      {
        id: 'others',
        mode: 'latched',
        predicate: 'event queue.got key=default/b waited<100ms >= 2',
      },
      {
        id: 'alone',
        mode: 'must hold at the end',
        predicate: 'not event program.reported dial=at-once value>1',
      },
    ],
    solution: [...hammer, 'kubectl annotate configmap/b change=1', 'run 10s'],
  },
  {
    id: 'no-done',
    scene: { script: scene(2, ['program config-agent code finish no-done']) },
    goals: [
      { id: 'dirty', mode: 'must hold at the end', predicate: 'queue config-agent has default/a' },
      { id: 'stuck', mode: 'must hold at the end', predicate: runs('== 1') },
      { id: 'waited', mode: 'must hold at the end', predicate: 'quiet 30s' },
    ],
    solution: ['kubectl annotate configmap/a change=1', 'run 1m'],
  },
  {
    id: 'pointers',
    scene: { script: scene(4, ['program config-agent code handler add-pointer']) },
    goals: [
      {
        id: 'together',
        mode: 'latched',
        predicate: 'event program.reported dial=at-once value>1',
      },
    ],
    solution: [...hammer, 'run 10s'],
  },
  {
    id: 'keys-again',
    scene: {
      script: scene(4, [
        'program config-agent code handler add-pointer',
        'program config-agent code finish no-done',
      ]),
    },
    workbench: { program: 'config-agent', slot: 'handler' },
    goals: [
      {
        id: 'equal',
        mode: 'latched',
        predicate: `event queue.deduplicated ${a} reason='key already processing' >= 1`,
      },
    ],
    solution: [
      'program config-agent code handler add',
      'program config-agent restart',
      'run 2s',
      ...hammer,
      'run 10s',
    ],
  },
  {
    id: 'done-again',
    workbench: { program: 'config-agent', slot: 'finish' },
    goals: [
      { id: 'done', mode: 'latched', predicate: `event queue.done ${a} >= 2` },
      {
        id: 'alone',
        mode: 'must hold at the end',
        predicate: 'dial config-agent at-once == 0 and queue config-agent lacks default/a',
      },
    ],
    solution: [
      'program config-agent code finish forget-and-done',
      'program config-agent restart',
      'run 2s',
      ...hammer,
      'run 10s',
    ],
  },
];

export const lesson: Lesson = {
  id: 'L17',
  slug: 'queue-dirty-processing',
  profile: 'classic',
  seed: 'queue',
  focus: informer,
  script: scene(1),
  bet: {
    provedBy: runs('== 3'),
    options: [
      { id: 'six', right: false, refutedBy: `event queue.deduplicated ${a} >= 4` },
      { id: 'one', right: false, refutedBy: `event queue.done ${a} requeued=true >= 1` },
      { id: 'two', right: true },
      { id: 'anew', right: false, refutedBy: `event reconcile.finished ${a} result=ok == 3` },
    ],
  },
  steps,
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'util/workqueue/queue.go',
      functions: ['Add', 'Get', 'Done'],
    },
  ],
  claims: {
    once: { goal: 'hammer/refused' },
    again: { goal: 'hammer/runs' },
    alone: { goal: 'four/alone' },
    'others-go-on': { goal: 'four/others' },
    'no-done': { goal: 'no-done/stuck' },
    equality: { goal: 'pointers/together' },
    pair: { goal: 'done-again/done' },
  },
  errors: [
    'the same object is reconciled concurrently',
    'controller stopped reconciling one object',
    'workqueue_unfinished_work_seconds keeps growing',
  ],
  strip: [
    runs('>= 2'),
    `event queue.deduplicated ${a} reason='key already processing'`,
    `event queue.deduplicated ${a} reason='key already dirty'`,
    `event queue.done ${a} requeued=true`,
    runs('== 3'),
  ],
};
