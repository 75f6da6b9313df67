/** A leader stands still, another takes the lease, and the first one's reconcile goes on where it was. */

import type { Exhibit } from '#tutor/exhibit.ts';

const lease = 'kube-system/elected';

/** The same choice for both replicas. */
const code = (slot: string, piece: string): readonly string[] => [
  `program elected-a code ${slot} ${piece}`,
  `program elected-b code ${slot} ${piece}`,
];
const patch = code('write', 'patch');
const update = code('write', 'update');

const script = `
latency 20ms
latency response 40ms
file colour.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: colour, labels: {copied: 'yes'}}
data: {colour: red}
EOF
$repair
program elected-a start
run 3s
program elected-b start
run 3s
kubectl apply -f colour.yaml
run 5s
kubectl patch configmap/colour -p '{"data":{"colour":"green"}}'
run 400ms
program elected-a pause
run 200ms
kubectl patch configmap/colour -p '{"data":{"colour":"blue"}}'
until leader ${lease} == elected-b within 45s
until configmaps data.writtenBy=elected-b == 1 within 5s
run 2s
program elected-a resume
run 15s
`;

export const exhibit: Exhibit = {
  id: 'B19',
  slug: 'split-brain',
  profile: 'classic',
  seed: 'split-brain',
  focus: 'elected-a/configmaps',
  script,
  broken: patch,
  oracle: {
    predicate: `leaders ${lease} == 2 and program elected-a running and configmaps data.writtenBy=elected-a >= 1`,
    mode: 'latched',
  },
  works: `configmaps data.colour=blue == 2 and leaders ${lease} == 1 and program elected-b running`,
  repairs: [
    {
      id: 'long-lease',
      right: false,
      statements: [...patch, ...code('durations', 'long-lease')],
    },
    {
      id: 'short-retry',
      right: false,
      statements: [...patch, ...code('durations', 'short-retry')],
    },
    {
      id: 'short-deadline',
      right: false,
      statements: [...patch, ...code('durations', 'short-deadline')],
    },
    {
      id: 'exit-at-once',
      right: false,
      statements: [...patch, ...code('on-new-leader', 'exit-at-once')],
    },
    { id: 'conditional', right: true, statements: update },
    { id: 'both', right: true, statements: [...update, ...code('durations', 'short-deadline')] },
  ],
  issues: ['kubernetes/kubernetes#23731', 'kubernetes/kubernetes#67651', 'cilium/cilium#42920'],
  workbench: { program: 'elected-a', slot: 'write' },
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/leaderelection/leaderelection.go',
      functions: ['renew', 'tryAcquireOrRenew', 'maybeReportTransition'],
    },
  ],
  claims: {
    'not-told': {
      predicate: 'first leader.acquired identity=elected-b before leader.lost identity=elected-a',
      after: 'broken',
    },
    'goes-through': {
      predicate:
        'event request.sent client=elected-a verb=patch >= 1 and event request.completed client=elected-a status=409 == 0',
      after: 'broken',
    },
    'ten-seconds': {
      predicate:
        'event leader.lost identity=elected-a == 1 and program elected-a stopped and event leader.acquired == 2',
      after: 'broken',
    },
    'still-outlasted': {
      predicate:
        'event request.sent client=elected-a verb=patch >= 1 and event request.completed client=elected-a status=409 == 0',
      after: 'long-lease',
    },
    'too-late': {
      predicate:
        'first request.sent client=elected-a verb=patch before leader.changed identity=elected-a holder=elected-b',
      after: 'exit-at-once',
    },
    refused: {
      predicate: 'event request.completed client=elected-a status=409 >= 1',
      after: 'conditional',
    },
    fenced: {
      predicate: 'not configmaps data.writtenBy=elected-a >= 1',
      after: 'both',
    },
  },
  errors: [
    'leaderelection lost',
    'failed to renew lease kube-system/elected: timed out waiting for the condition',
    'the object has been modified; please apply your changes to the latest version and try again',
  ],
  strip: [
    'configmaps data.writtenBy=elected-a == 1',
    'program elected-a paused',
    `leader ${lease} == elected-b and configmaps data.writtenBy=elected-b == 1`,
    `leaders ${lease} == 2 and program elected-a running and configmaps data.writtenBy=elected-a == 1`,
    'program elected-a stopped',
  ],
};
