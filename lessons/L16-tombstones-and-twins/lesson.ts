/** Tombstones and twins: what a handler is given for what happened while nobody watched. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'pod-roster/pods';
const called = `event handler.called informer=${informer}`;

/** Creates one pod. */
function apply(name: string, finalizer?: string): string {
  const kept = finalizer === undefined ? '' : `\n  finalizers: [${finalizer}]`;
  return `kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: ${name}${kept}
spec:
  containers:
  - {name: web, image: nginx}
EOF`;
}

interface Handlers {
  readonly onDelete: string;
  readonly onUpdate: string;
}

/** A roster with these handlers, and the pods that it knows. */
function scene({ onDelete, onUpdate }: Handlers, pods: readonly string[]): string {
  return `
start kubelet
start scheduler
program pod-roster code on-delete ${onDelete}
program pod-roster code on-update ${onUpdate}
program pod-roster start
${pods.join('\n')}
until pods running == ${pods.length} within 30s
until dial pod-roster known == ${pods.length} within 10s
run 2s
`;
}

const two = [apply('web-1'), apply('web-2')];
const four = [apply('seen'), apply('missed'), apply('twin'), apply('kept', 'example.com/backup')];

/** What happens between these is missed, and the server forgets it. */
const away = [`watch ${informer} hold`];
const back = ['apiserver a restart', 'run 2s', `watch ${informer} release`, 'run 1m'];
const missDeletion = [...away, 'kubectl delete pod/web-1', 'run 3s', ...back];
const missTwin = [...away, 'kubectl delete pod/web-2', 'run 3s', apply('web-2'), 'run 3s', ...back];

const noTwinDeletion = `${called} callback=OnDelete key=default/web-2 == 0`;
const tombstoneOfFirst = `${called} callback=OnDelete key=default/web-1 tombstone=true == 1`;

export const lesson: Lesson = {
  id: 'L16',
  slug: 'tombstones-and-twins',
  profile: 'classic',
  seed: 'tombstones-and-twins',
  focus: informer,
  script: scene({ onDelete: 'unwrap', onUpdate: 'same-key' }, two),
  bet: {
    provedBy: `${tombstoneOfFirst} and ${noTwinDeletion} and dial pod-roster stale == 1`,
    options: [
      {
        id: 'as-it-happened',
        right: false,
        refutedBy: `${called} callback=OnDelete tombstone=false == 0 and tombstones ${informer} == 1`,
      },
      {
        id: 'two-tombstones',
        right: false,
        refutedBy: `tombstones ${informer} == 1 and ${called} callback=OnAdd key=default/web-2 == 1`,
      },
      { id: 'tombstone-and-update', right: true },
      {
        id: 'silence',
        right: false,
        refutedBy: `${tombstoneOfFirst} and dial pod-roster removed == 1`,
      },
    ],
  },
  steps: [
    {
      id: 'away',
      goals: [
        { id: 'tombstone', mode: 'latched', predicate: tombstoneOfFirst },
        {
          id: 'reborn',
          mode: 'must hold at the end',
          predicate: 'dial pod-roster stale == 1 and pods running == 1',
        },
      ],
      grid: {
        rows: ['web-1', 'web-2'],
        columns: ['object', 'stand-in', 'new-add'],
        cells: {
          'web-1 object': `${called} callback=OnDelete key=default/web-1 tombstone=false >= 1`,
          'web-1 stand-in': `${called} callback=OnDelete key=default/web-1 tombstone=true >= 1`,
          'web-1 new-add': `${called} callback=OnAdd key=default/web-1 >= 2`,
          'web-2 object': `${called} callback=OnDelete key=default/web-2 tombstone=false >= 1`,
          'web-2 stand-in': `${called} callback=OnDelete key=default/web-2 tombstone=true >= 1`,
          'web-2 new-add': `${called} callback=OnAdd key=default/web-2 >= 2`,
        },
        holds: ['web-1 stand-in'],
      },
      solution: [
        ...away,
        'kubectl delete pod/web-1',
        'kubectl delete pod/web-2',
        'run 3s',
        apply('web-2'),
        'run 3s',
        ...back,
      ],
    },
    {
      id: 'cast',
      scene: { script: scene({ onDelete: 'cast', onUpdate: 'same-key' }, two) },
      goals: [
        {
          id: 'crashed',
          mode: 'must hold at the end',
          predicate: 'program pod-roster crashed',
        },
      ],
      solution: missDeletion,
    },
    {
      id: 'comma-ok',
      scene: { script: scene({ onDelete: 'comma-ok', onUpdate: 'same-key' }, two) },
      goals: [
        { id: 'told', mode: 'latched', predicate: tombstoneOfFirst },
        {
          id: 'leaks',
          mode: 'must hold at the end',
          predicate: 'program pod-roster running and dial pod-roster stale == 1',
        },
      ],
      solution: missDeletion,
    },
    {
      id: 'twin',
      scene: { script: scene({ onDelete: 'unwrap', onUpdate: 'same-key' }, two) },
      workbench: { program: 'pod-roster', slot: 'on-update' },
      goals: [
        {
          id: 'update',
          mode: 'latched',
          predicate: `dial pod-roster removed == 1 and ${noTwinDeletion} and tombstones ${informer} == 0`,
        },
        {
          id: 'follows',
          mode: 'must hold at the end',
          predicate:
            'dial pod-roster stale == 0 and dial pod-roster missing == 0 and dial pod-roster removed >= 1',
        },
      ],
      solution: [
        'program pod-roster code on-update compare-uid',
        'program pod-roster restart',
        'run 3s',
        ...missTwin,
      ],
    },
    {
      id: 'four',
      scene: { script: scene({ onDelete: 'cast', onUpdate: 'compare-uid' }, four) },
      workbench: { program: 'pod-roster', slot: 'on-delete' },
      goals: [
        {
          id: 'seen',
          mode: 'latched',
          predicate: `${called} callback=OnDelete key=default/seen tombstone=false >= 1`,
        },
        {
          id: 'missed',
          mode: 'latched',
          predicate: `${called} callback=OnDelete key=default/missed tombstone=true >= 1`,
        },
        {
          id: 'recreated',
          mode: 'latched',
          predicate: `event etcd.committed key=pods/default/twin type=DELETED >= 1 and object pods/default/twin present and cache ${informer} current and ${called} callback=OnDelete key=default/twin == 0`,
        },
        {
          id: 'two-phase',
          mode: 'latched',
          predicate: `pods terminating metadata.name=kept == 1 and cache ${informer} current and dial pod-roster missing == 0 and ${called} callback=OnDelete key=default/kept == 0`,
        },
        {
          id: 'clean',
          mode: 'must hold at the end',
          predicate:
            'program pod-roster running and dial pod-roster stale == 0 and dial pod-roster missing == 0 and dial pod-roster removed >= 4',
        },
      ],
      solution: [
        'program pod-roster code on-delete unwrap',
        'program pod-roster restart',
        'run 3s',
        'kubectl delete pod/seen',
        'run 3s',
        ...away,
        'kubectl delete pod/missed',
        'kubectl delete pod/twin',
        'run 3s',
        apply('twin'),
        'run 3s',
        ...back,
        'kubectl delete pod/kept --wait=false',
        'run 5s',
        `kubectl patch pod/kept -p '{"metadata":{"finalizers":null}}'`,
        'run 3s',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/controller.go',
      functions: ['DeletionHandlingMetaNamespaceKeyFunc', 'DeletionHandlingObjectToName'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/delta_fifo.go',
      functions: ['DeletedFinalStateUnknown', 'Replace'],
    },
  ],
  claims: {
    compared: { goal: 'away/tombstone' },
    'one-update': { bet: 'proved' },
    'crash-or-leak': {
      predicate: `${tombstoneOfFirst} and program pod-roster crashed`,
      after: 'cast',
    },
    silent: { goal: 'comma-ok/leaks' },
    'same-handler': { goal: 'twin/follows' },
    marked: { goal: 'four/two-phase' },
    'key-and-uid': { goal: 'four/clean' },
  },
  errors: [
    'interface conversion: interface {} is cache.DeletedFinalStateUnknown, not *v1.Pod',
    'error decoding object, invalid type',
    'error decoding object tombstone, invalid type',
    "couldn't get object from tombstone",
  ],
  strip: [
    `cache ${informer} size == 2`,
    'object pods/default/web-1 absent and object pods/default/web-2 absent',
    'object pods/default/web-2 present',
    tombstoneOfFirst,
    'program pod-roster crashed',
  ],
};
