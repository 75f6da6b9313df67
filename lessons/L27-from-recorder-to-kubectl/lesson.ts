/** An Event's way from the recorder to kubectl, and the five places where it may end. */

import type { Lesson } from '#tutor/lesson.ts';

/** Work of some parts, and an announcer that tells of each. */
function scene(every: string, code: readonly string[] = []): string {
  return `
file work.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: work}
data: {parts: "0", every: ${every}}
EOF
${code.map((choice) => `program announcer code ${choice}\n`).join('')}program announcer start
kubectl apply -f work.yaml
run 2s
`;
}

const parts = (count: number): string =>
  `kubectl patch configmap/work -p '{"data":{"parts":"${count}"}}'`;

export const lesson: Lesson = {
  id: 'L27',
  slug: 'from-recorder-to-kubectl',
  profile: 'classic',
  seed: 'events',
  script: scene('250ms'),
  focus: 'announcer/configmaps',
  bet: {
    provedBy:
      'event event.recorded == 40 and event event.written == 25 and dial announcer parts == 40',
    options: [
      { id: 'forty', right: false, refutedBy: 'event event.skipped >= 15' },
      { id: 'one', right: false, refutedBy: 'event event.written verb=patch >= 24' },
      { id: 'ten', right: false, refutedBy: 'event event.written > 10' },
      { id: 'twenty-five', right: true },
    ],
  },
  steps: [
    {
      id: 'spam',
      goals: [
        { id: 'recorded', mode: 'latched', predicate: 'event event.recorded == 40' },
        {
          id: 'filtered',
          mode: 'latched',
          predicate: 'event event.written == 25 and event event.skipped == 15',
        },
      ],
      solution: [parts(40), 'run 15s'],
    },
    {
      id: 'one-more',
      goals: [
        {
          id: 'one',
          mode: 'must hold at the end',
          predicate: 'event event.written == 26 and event event.recorded >= 42',
        },
        { id: 'count', mode: 'must hold at the end', predicate: 'events count=41 == 1' },
      ],
      solution: ['run 5m', parts(42), 'run 5s'],
    },
    {
      id: 'hour',
      goals: [
        {
          id: 'gone',
          mode: 'must hold at the end',
          predicate: 'events == 0 and object configmaps/default/work present',
        },
      ],
      solution: ['run 65m'],
    },
    {
      id: 'similar',
      scene: { script: scene('250ms', ['message numbered']) },
      goals: [
        {
          id: 'ten',
          mode: 'must hold at the end',
          predicate: 'events == 10 and event event.recorded == 40',
        },
        {
          id: 'combined',
          mode: 'latched',
          predicate: "events 'message~(combined from similar events)' count>15 == 1",
        },
      ],
      solution: [parts(40), 'run 15s'],
    },
    {
      id: 'full',
      scene: { script: scene('20ms') },
      goals: [
        { id: 'dropped', mode: 'latched', predicate: 'event broadcast.dropped >= 1000' },
        {
          id: 'unhindered',
          mode: 'must hold at the end',
          predicate: 'dial announcer parts == 2100 and dial announcer waited == 0',
        },
      ],
      solution: ['client announcer refuse', parts(2100), 'run 50s'],
    },
    {
      id: 'retry',
      goals: [
        { id: 'abandoned', mode: 'latched', predicate: 'event event.abandoned tries=12 == 1' },
        { id: 'written', mode: 'latched', predicate: 'event event.written >= 20' },
      ],
      solution: ['run 2m', 'client announcer accept', 'run 30s'],
    },
    {
      id: 'blocking',
      scene: { script: scene('20ms') },
      workbench: { program: 'announcer', slot: 'delivery' },
      goals: [
        { id: 'held-up', mode: 'latched', predicate: 'dial announcer waited >= 30' },
        {
          id: 'nothing-lost',
          mode: 'must hold at the end',
          predicate: 'dial announcer parts == 2100 and event broadcast.dropped == 0',
        },
      ],
      solution: [
        'program announcer code delivery blocking',
        'program announcer restart',
        'run 2s',
        'client announcer refuse',
        parts(2100),
        'run 90s',
        'client announcer accept',
        'run 30s',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/record/event.go',
      functions: ['StartRecordingToSink', 'recordToSink', 'generateEvent'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/record/events_cache.go',
      functions: ['EventCorrelate', 'EventAggregate', 'Filter'],
    },
    {
      repository: 'kubernetes/apimachinery',
      file: 'pkg/watch/mux.go',
      functions: ['ActionOrDrop', 'distribute'],
    },
  ],
  claims: {
    burst: { bet: 'proved' },
    refill: { goal: 'one-more/one' },
    counted: { goal: 'one-more/count' },
    alike: { goal: 'similar/ten' },
    combined: { goal: 'similar/combined' },
    hour: { goal: 'hour/gone' },
    full: { goal: 'full/dropped' },
    unhindered: { goal: 'full/unhindered' },
    twelve: { goal: 'retry/abandoned' },
    'held-up': { goal: 'blocking/held-up' },
    'nothing-lost': { goal: 'blocking/nothing-lost' },
    hints: { goal: 'full/unhindered' },
  },
  errors: [
    'Unable to write event (retry limit exceeded!)',
    '(combined from similar events)',
    'Server rejected event (will not retry!)',
  ],
  strip: [
    'event event.written verb=create',
    'event event.skipped',
    "events 'message~(combined from similar events)' == 1",
    'event broadcast.dropped',
    'event event.abandoned tries=12',
  ],
};
