/** resourceVersion, uid, generation: what moves each of them, and which two of them can be compared. */

import type { Lesson, Predicate } from '#tutor/lesson.ts';

const informer = 'generation-noter/configmaps';
const waiting = 'dial generation-noter waiting';
const note = 'object configmaps/default/web-note data.generation';

function deployment(name: string, finalizer?: string): string {
  const kept = finalizer === undefined ? '' : `\n  finalizers: [${finalizer}]`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}${kept}
spec:
  replicas: 1
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
      - {name: web, image: nginx}`;
}

/** Six Deployments, and no controller that would touch them. */
const six = `
start kubelet
file same.yaml <<EOF
${deployment('same')}
EOF
file again.yaml <<EOF
${deployment('again')}
EOF
kubectl create -f same.yaml
kubectl create -f again.yaml
${['status', 'label', 'spec'].map((name) => `kubectl create -f - <<EOF\n${deployment(name)}\nEOF`).join('\n')}
kubectl create -f - <<EOF
${deployment('kept', 'example.com/backup')}
EOF
run 1s
`;

/** A program that notes the generation of a Deployment, and waits until its cache shows the note. */
function noter(piece: 'same-type' | 'other-type'): string {
  return `
start kubelet
program generation-noter code arrived ${piece}
program generation-noter start
kubectl create -f - <<EOF
${deployment('web')}
EOF
run 2s
`;
}

const values = (name: string, member: string): Predicate =>
  `values deployments/default/${name} metadata.${member}`;

const rows = ['status', 'label', 'spec', 'same', 'kept', 'again'] as const;
const columns = { version: 'resourceVersion', generation: 'generation', uid: 'uid' };

export const lesson: Lesson = {
  id: 'L02',
  slug: 'versions',
  profile: 'classic',
  seed: 'versions',
  focus: 'kubelet/pods',
  script: six,
  bet: {
    provedBy: `${values('spec', 'generation')} == 2 and ${values('kept', 'generation')} == 2 and ${values('label', 'generation')} == 1`,
    options: [
      { id: 'spec-only', right: false, refutedBy: `${values('kept', 'generation')} == 2` },
      {
        id: 'every-write',
        right: false,
        refutedBy: `${values('status', 'resourceVersion')} == 2 and ${values('status', 'generation')} == 1`,
      },
      {
        id: 'every-put',
        right: false,
        refutedBy: `event etcd.unchanged key=deployments/default/same >= 1 and ${values('same', 'generation')} == 1`,
      },
      { id: 'spec-and-delete', right: true },
    ],
  },
  steps: [
    {
      id: 'writes',
      goals: [
        {
          id: 'status',
          mode: 'latched',
          predicate: 'object deployments/default/status status.observedGeneration == 1',
        },
        {
          id: 'label',
          mode: 'latched',
          predicate: 'object deployments/default/label metadata.labels.tier == front',
        },
        {
          id: 'spec',
          mode: 'latched',
          predicate: `${values('spec', 'generation')} == 2`,
        },
        {
          id: 'same',
          mode: 'latched',
          predicate: 'event etcd.unchanged key=deployments/default/same',
        },
      ],
      solution: [
        `kubectl patch deployment/status --subresource=status -p '{"status":{"observedGeneration":1}}'`,
        'kubectl label deployment/label tier=front',
        'kubectl scale deployment/spec --replicas=2',
        'kubectl replace -f same.yaml',
        'run 1s',
      ],
    },
    {
      id: 'deletes',
      goals: [
        {
          id: 'marked',
          mode: 'must hold at the end',
          predicate: `event etcd.committed key=deployments/default/kept type=MODIFIED >= 1 and object deployments/default/kept metadata.generation == 2`,
        },
        {
          id: 'reborn',
          mode: 'must hold at the end',
          predicate: `${values('again', 'uid')} == 2 and object deployments/default/again present`,
        },
      ],
      grid: {
        rows,
        columns: Object.keys(columns),
        cells: Object.fromEntries(
          rows.flatMap((row) =>
            Object.entries(columns).map(([column, member]) => [
              `${row} ${column}`,
              `${values(row, member)} >= 2`,
            ]),
          ),
        ),
        holds: [
          'status version',
          'label version',
          'spec version',
          'spec generation',
          'kept version',
          'kept generation',
          'again version',
          'again uid',
        ],
      },
      solution: [
        'kubectl delete deployment/kept --wait=false',
        'kubectl delete deployment/again',
        'kubectl create -f again.yaml',
        'run 1s',
      ],
    },
    {
      id: 'one-type',
      scene: { script: noter('same-type'), focus: informer },
      goals: [
        {
          id: 'waits',
          mode: 'latched',
          predicate: `${note} == '2' and ${waiting} == 1 and not cache ${informer} current`,
        },
        {
          id: 'seen',
          mode: 'must hold at the end',
          predicate: `${note} == '2' and ${waiting} == 0 and cache ${informer} current`,
        },
      ],
      solution: [
        `watch ${informer} hold`,
        'kubectl scale deployment/web --replicas=2',
        'run 2s',
        `watch ${informer} release`,
        'run 1s',
      ],
    },
    {
      id: 'two-types',
      scene: { script: noter('other-type'), focus: informer },
      goals: [
        {
          id: 'in-vain',
          mode: 'latched',
          predicate: `${note} == '2' and ${waiting} == 1 and cache ${informer} current`,
        },
        {
          id: 'too-early',
          mode: 'latched',
          predicate: `${note} == '3' and ${waiting} == 0 and not cache ${informer} current`,
        },
      ],
      solution: [
        'kubectl scale deployment/web --replicas=2',
        'run 2s',
        `watch ${informer} hold`,
        'kubectl scale deployment/web --replicas=3',
        'run 1s',
        'kubectl label deployment/web tier=front',
        'run 2s',
        `watch ${informer} release`,
        'run 1s',
      ],
    },
    {
      id: 'repair',
      workbench: { program: 'generation-noter', slot: 'arrived' },
      goals: [
        {
          id: 'waits',
          mode: 'latched',
          predicate: `event program.started program=generation-noter >= 2 and ${note} == '4' and ${waiting} == 1 and not cache ${informer} current`,
        },
        {
          id: 'seen',
          mode: 'must hold at the end',
          predicate: `${note} == '4' and ${waiting} == 0 and cache ${informer} current`,
        },
      ],
      solution: [
        'program generation-noter code arrived same-type',
        'program generation-noter restart',
        'run 2s',
        `watch ${informer} hold`,
        'kubectl scale deployment/web --replicas=4',
        'run 1s',
        'kubectl label deployment/web tier=back --overwrite',
        'run 1s',
        `watch ${informer} release`,
        'run 1s',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/apimachinery',
      file: 'pkg/util/resourceversion/resourceversion.go',
      functions: ['CompareResourceVersion'],
    },
    {
      repository: 'kubernetes/apiserver',
      file: 'pkg/registry/rest/update.go',
      functions: ['BeforeUpdate'],
    },
    {
      repository: 'kubernetes/apiserver',
      file: 'pkg/registry/generic/registry/store.go',
      functions: ['markAsDeleting'],
    },
    {
      repository: 'kubernetes/apiserver',
      file: 'pkg/storage/etcd3/store.go',
      functions: ['GuaranteedUpdate'],
    },
  ],
  claims: {
    'every-write': { cell: 'deletes/label version' },
    'no-op': { goal: 'writes/same' },
    spec: { cell: 'deletes/spec generation' },
    'not-status': { bet: 'every-write' },
    deletion: { goal: 'deletes/marked' },
    recreated: { goal: 'deletes/reborn' },
    'one-again': {
      predicate: `${values('again', 'generation')} == 1 and object deployments/default/again metadata.generation == 1`,
      after: 'deletes',
    },
    compared: { goal: 'one-type/seen' },
    'in-vain': { goal: 'two-types/in-vain' },
    'too-early': { goal: 'two-types/too-early' },
    principle: { goal: 'repair/seen' },
  },
  errors: [
    'resource version is not well formed',
    'the object has been modified; please apply your changes to the latest version and try again',
  ],
  strip: [
    'object deployments/default/label metadata.labels.tier == front',
    'event etcd.unchanged key=deployments/default/same',
    'object deployments/default/kept metadata.generation == 2',
    `${values('again', 'uid')} == 2`,
    `${note} == '3' and ${waiting} == 0 and not cache ${informer} current`,
  ],
};
