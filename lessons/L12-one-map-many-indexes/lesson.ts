/** One map, many indexes: where an object stands in a cache, how it moves, and what a lookup reads. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'pod-finder/pods';
const unknownIndex = 'Index with name field:spec.nodeName does not exist';

interface PodAt {
  readonly name: string;
  readonly app: string;
  readonly node: string;
  readonly configMaps?: readonly string[];
}

function manifest({ name, app, node, configMaps = [] }: PodAt): string {
  const volumes = configMaps.map((each) => `{name: ${each}, configMap: {name: ${each}}}`);
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {app: ${app}}
spec:
  nodeName: ${node}
  volumes: [${volumes.join(', ')}]
  containers:
  - {name: main, image: nginx}`;
}

const pods: readonly PodAt[] = [
  { name: 'web-1', app: 'a', node: 'node-a' },
  { name: 'web-2', app: 'a', node: 'node-b' },
  { name: 'web-3', app: 'a', node: 'node-b' },
  { name: 'web-4', app: 'b', node: 'node-b' },
  { name: 'db-1', app: 'b', node: 'node-a', configMaps: ['settings', 'scripts'] },
];

const script = `
set nodes 2
start kubelet
kubectl apply -f - <<EOF
${pods.map(manifest).join('\n---\n')}
EOF
until pods running == ${pods.length} within 30s
program pod-finder code indexers by-app
program pod-finder start
until cache ${informer} synced within 10s
run 2s
`;

function bucket(index: string, value: string, key: string): string {
  return `index ${informer} ${index} ${value} has default/${key}`;
}

export const lesson: Lesson = {
  id: 'L12',
  slug: 'one-map-many-indexes',
  profile: 'classic',
  seed: 'one-map-many-indexes',
  focus: informer,
  script,
  bet: {
    provedBy: `index ${informer} byApp a lacks default/web-1 and ${bucket('byApp', 'b', 'web-1')} and ${bucket('byNode', 'node-a', 'web-1')}`,
    options: [
      {
        id: 'both',
        right: false,
        refutedBy: `index ${informer} byApp a lacks default/web-1 and relists ${informer} == 0`,
      },
      {
        id: 'everywhere',
        right: false,
        refutedBy: `${bucket('byNode', 'node-a', 'web-1')} and ${bucket('byApp', 'b', 'web-1')} and relists ${informer} == 0`,
      },
      { id: 'moves', right: true },
      {
        id: 'later',
        right: false,
        refutedBy: `${bucket('byApp', 'b', 'web-1')} and event reflector.resync.forced informer=${informer} == 0 and relists ${informer} == 0`,
      },
    ],
  },
  steps: [
    {
      id: 'build',
      workbench: { program: 'pod-finder', slot: 'indexers' },
      goals: [
        {
          id: 'node-a',
          mode: 'must hold at the end',
          predicate: `${bucket('byNode', 'node-a', 'web-1')} and ${bucket('byNode', 'node-a', 'db-1')} and index ${informer} byNode node-a size == 2`,
        },
        {
          id: 'by-app',
          mode: 'must hold at the end',
          predicate: bucket('byApp', 'a', 'web-1'),
        },
      ],
      solution: [
        'program pod-finder code indexers by-app,by-node',
        'program pod-finder restart',
        'run 3s',
      ],
    },
    {
      id: 'move',
      goals: [
        {
          id: 'left',
          mode: 'must hold at the end',
          predicate: `index ${informer} byApp a lacks default/web-1`,
        },
        { id: 'entered', mode: 'must hold at the end', predicate: bucket('byApp', 'b', 'web-1') },
      ],
      grid: {
        rows: ['a', 'b', 'node-a', 'node-b', 'default'],
        columns: ['key'],
        cells: {
          'a key': bucket('byApp', 'a', 'web-1'),
          'b key': bucket('byApp', 'b', 'web-1'),
          'node-a key': bucket('byNode', 'node-a', 'web-1'),
          'node-b key': bucket('byNode', 'node-b', 'web-1'),
          'default key': bucket('namespace', 'default', 'web-1'),
        },
        holds: ['b key', 'node-a key', 'default key'],
      },
      solution: ['kubectl label pod/web-1 app=b --overwrite', 'run 2s'],
    },
    {
      id: 'many',
      workbench: { program: 'pod-finder', slot: 'indexers' },
      goals: [
        {
          id: 'two-values',
          mode: 'must hold at the end',
          predicate: `${bucket('byConfigMap', 'settings', 'db-1')} and ${bucket('byConfigMap', 'scripts', 'db-1')}`,
        },
        {
          id: 'once',
          mode: 'must hold at the end',
          predicate: `cache ${informer} size == 5 and index ${informer} byConfigMap settings size == 1`,
        },
      ],
      solution: [
        'program pod-finder code indexers by-app,by-node,by-config-map',
        'program pod-finder restart',
        'run 3s',
      ],
    },
    {
      id: 'lookup',
      workbench: { program: 'pod-finder', slot: 'lookup' },
      goals: [
        {
          id: 'looks-at-two',
          mode: 'must hold at the end',
          predicate: 'dial pod-finder looked-at == 2',
        },
        {
          id: 'finds-two',
          mode: 'must hold at the end',
          predicate: 'dial pod-finder found == 2',
        },
      ],
      solution: ['program pod-finder code lookup by-index', 'program pod-finder restart', 'run 3s'],
    },
    {
      id: 'unknown',
      workbench: { program: 'pod-finder', slot: 'lookup' },
      goals: [
        {
          id: 'error',
          mode: 'latched',
          predicate: `event reconcile.finished controller=pod-finder result=error "error=${unknownIndex}" >= 1`,
        },
      ],
      solution: [
        'program pod-finder code lookup field-selector',
        'program pod-finder restart',
        'run 3s',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/thread_safe_store.go',
      functions: ['updateSingleIndex', 'ByIndex', 'AddIndexers'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/index.go',
      functions: ['Indexer', 'IndexFunc', 'Indexers', 'MetaNamespaceIndexFunc'],
    },
  ],
  claims: {
    functions: { goal: 'build/node-a' },
    'value-to-keys': { catalogue: 'tools/cache ST12' },
    once: { goal: 'many/once' },
    several: { goal: 'many/two-values' },
    none: {
      predicate: `index ${informer} byConfigMap settings lacks default/web-1 and index ${informer} byConfigMap scripts size == 1 and cache ${informer} has default/web-1`,
      after: 'many',
    },
    moves: { bet: 'proved' },
    'one-bucket': { goal: 'lookup/looks-at-two' },
    scan: {
      predicate: 'event program.reported program=pod-finder dial=looked-at value=5 >= 1',
      after: 'many',
    },
    'no-server': {
      predicate: `event reconcile.finished controller=pod-finder result=error "error=${unknownIndex}" >= 1 and event request.sent client=pod-finder verb=get == 0`,
      after: 'unknown',
    },
    principle: { goal: 'lookup/finds-two' },
  },
  errors: [
    unknownIndex,
    'Index with name byNode does not exist',
    'indexer conflict',
    'unable to calculate an index entry for key',
  ],
  strip: [
    `cache ${informer} size == 5`,
    bucket('byNode', 'node-a', 'web-1'),
    bucket('byApp', 'b', 'web-1'),
    bucket('byConfigMap', 'settings', 'db-1'),
    'dial pod-finder looked-at == 2',
  ],
};
