/** How long a key waits: its own failures, the bucket that all keys share, and who resets what. */

import type { Lesson, Predicate, Step } from '#tutor/lesson.ts';

const informer = 'config-agent/configmaps';
const a = 'key=default/a';

/** A ConfigMap, which the agent cannot carry out while it is broken. */
function configMap(name: string, broken: boolean): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}}
data: {broken: "${broken}"}`;
}

/** One object that the agent has carried out before the learner takes over. */
function single(code: readonly string[] = []): string {
  return `
start kubelet
file settings.yaml <<EOF
${configMap('a', false)}
EOF
${code.join('\n')}
program config-agent start
kubectl apply -f settings.yaml
run 3s
`;
}

/** Two hundred objects, and an agent that is not started yet. */
function many(broken: boolean, code: readonly string[] = []): string {
  const names = Array.from(
    { length: 200 },
    (_, index) => `s-${String(index + 1).padStart(3, '0')}`,
  );
  return `
start kubelet
file settings.yaml <<EOF
${names.map((name) => configMap(name, broken)).join('\n---\n')}
EOF
${code.join('\n')}
kubectl apply -f settings.yaml
run 1s
`;
}

const set = (broken: boolean): string =>
  `kubectl patch configmap/a -p '{"data":{"broken":"${broken}"}}'`;

const waits = (rest: string): Predicate => `event queue.ratelimited ${rest}`;
const eighth = waits(`${a} failures=8 delay=640000000`);

const steps: readonly Step[] = [
  {
    id: 'doubling',
    goals: [{ id: 'eighth', mode: 'latched', predicate: eighth }],
    solution: [set(true), 'run 10s'],
  },
  {
    id: 'cap',
    goals: [{ id: 'longest', mode: 'latched', predicate: waits(`${a} delay=1000000000000`) }],
    solution: ['run 45m'],
  },
  {
    id: 'forget',
    goals: [
      { id: 'forgotten', mode: 'latched', predicate: `event queue.forgotten ${a} failures>18` },
      { id: 'first', mode: 'latched', predicate: waits(`${a} delay=5000000 >= 2`) },
    ],
    solution: [set(false), 'run 5s', set(true), 'run 1s'],
  },
  {
    id: 'never-forget',
    scene: { script: single(['program config-agent code finish no-forget']) },
    goals: [
      {
        id: 'succeeded',
        mode: 'latched',
        predicate: `event reconcile.finished ${a} result=ok >= 3`,
      },
      { id: 'remembered', mode: 'latched', predicate: waits(`${a} delay>20s`) },
    ],
    solution: [
      set(true),
      'run 20s',
      set(false),
      'run 15s',
      'kubectl annotate configmap/a look=again',
      'run 5s',
      set(true),
      'run 5s',
    ],
  },
  {
    id: 'bucket',
    scene: { script: many(true) },
    goals: [
      { id: 'burst', mode: 'latched', predicate: waits('failures=1 delay=5000000 >= 100') },
      { id: 'drip', mode: 'latched', predicate: waits('failures=1 delay>5s') },
    ],
    solution: ['program config-agent start workers=64', 'run 12s'],
  },
  {
    id: 'polite',
    scene: { script: many(false, ['program config-agent code handler add-rate-limited']) },
    goals: [
      { id: 'late', mode: 'latched', predicate: waits('delay>9s') },
      {
        id: 'healthy',
        mode: 'must hold at the end',
        predicate: 'event reconcile.finished result=error == 0',
      },
    ],
    solution: ['program config-agent start workers=64', 'run 12s'],
  },
  {
    id: 'plain',
    workbench: { program: 'config-agent', slot: 'handler' },
    goals: [
      {
        id: 'all',
        mode: 'latched',
        predicate: 'event reconcile.finished result=ok >= 400',
      },
      {
        id: 'no-tokens',
        mode: 'must hold at the end',
        predicate: 'event queue.ratelimited == 200',
      },
    ],
    solution: ['program config-agent code handler add', 'program config-agent restart', 'run 4s'],
  },
];

export const lesson: Lesson = {
  id: 'L18',
  slug: 'back-off',
  profile: 'classic',
  seed: 'back-off',
  focus: informer,
  script: single(),
  bet: {
    provedBy: eighth,
    options: [
      { id: 'linear', right: false, refutedBy: waits(`${a} failures=8 delay>40ms`) },
      { id: 'token', right: false, refutedBy: waits(`${a} failures=8 delay>100ms`) },
      { id: 'doubled', right: true },
      { id: 'longest', right: false, refutedBy: waits(`${a} failures=8 delay<1000s`) },
    ],
  },
  steps,
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'util/workqueue/default_rate_limiters.go',
      functions: [
        'DefaultTypedControllerRateLimiter',
        'TypedItemExponentialFailureRateLimiter',
        'TypedBucketRateLimiter',
        'TypedMaxOfRateLimiter',
      ],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'util/workqueue/delaying_queue.go',
      functions: ['AddAfter', 'insert'],
    },
  ],
  claims: {
    doubles: { goal: 'doubling/eighth' },
    capped: { goal: 'cap/longest' },
    resets: { goal: 'forget/first' },
    'success-is-not-enough': { goal: 'never-forget/remembered' },
    'a-hundred': { goal: 'bucket/burst' },
    'ten-a-second': { goal: 'bucket/drip' },
    'healthy-wait': { goal: 'polite/late' },
    'add-takes-none': { goal: 'plain/no-tokens' },
    rule: { goal: 'plain/all' },
  },
  errors: [
    'controller waits minutes before it retries',
    'requeue delay grows although reconcile succeeds',
    'workqueue_retries_total',
  ],
  strip: [
    waits(`${a} failures=1`),
    eighth,
    waits(`${a} delay=1000000000000`),
    `event queue.forgotten ${a} failures>18`,
    waits('failures=1 delay>5s'),
  ],
};
