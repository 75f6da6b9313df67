/** An object of the cache that somebody edits in place, and what stays behind in an index. */

import type { Exhibit } from '#tutor/exhibit.ts';

const informer = 'pod-relabeler/pods';

const script = `
start gc
kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels: {app: a}
spec:
  containers:
  - {name: web, image: nginx}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-2
  labels: {app: a}
spec:
  containers:
  - {name: web, image: nginx}
EOF
run 2s
$repair
run 3s
kubectl delete pod/web-1
run 30s
expect object pods/default/web-1 absent
expect cache ${informer} current
`;

const ghost = `index ${informer} byApp a has default/web-1 and cache ${informer} lacks default/web-1`;
const misfiled = `index ${informer} byApp a has default/web-2 and object pods/default/web-2 metadata.labels.app == b and cache ${informer} current`;

export const exhibit: Exhibit = {
  id: 'B03',
  slug: 'poisoned-cache',
  profile: 'classic',
  seed: 'poisoned-cache',
  focus: informer,
  script,
  broken: ['program pod-relabeler code edit in-place', 'program pod-relabeler start'],
  oracle: { predicate: `( ${ghost} ) or ( ${misfiled} )`, mode: 'must hold at the end' },
  works: `index ${informer} byApp b has default/web-2 and object pods/default/web-2 metadata.labels.app == b and index ${informer} byApp a size == 0`,
  repairs: [
    {
      id: 'write',
      right: false,
      statements: [
        'program pod-relabeler code edit in-place-and-write',
        'program pod-relabeler start',
      ],
    },
    {
      id: 'resync',
      right: false,
      statements: [
        'program pod-relabeler code edit in-place',
        'program pod-relabeler start resync=10s',
      ],
    },
    {
      id: 'one-worker',
      right: false,
      statements: [
        'program pod-relabeler code edit in-place-and-write',
        'program pod-relabeler start workers=1',
      ],
    },
    {
      id: 'deep-copy',
      right: true,
      statements: ['program pod-relabeler code edit deep-copy', 'program pod-relabeler start'],
    },
  ],
  issues: [
    'kubesphere/kubesphere#3469',
    'kubesphere/kubesphere#4357',
    'kubesphere/kubesphere#4599',
    'kcp-dev/kcp#2841',
    'kubernetes-sigs/controller-runtime#2391',
    'openkruise/agents#386',
  ],
  workbench: { program: 'pod-relabeler', slot: 'edit' },
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/thread_safe_store.go',
      functions: ['updateSingleIndex', 'ByIndex'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/mutation_detector.go',
      functions: ['NewCacheMutationDetector'],
    },
  ],
  claims: {
    'in-place': {
      predicate: `event store.mutated informer=${informer} key=default/web-1 >= 1`,
      after: 'broken',
    },
    ghost: { predicate: ghost, after: 'broken' },
    nil: { predicate: 'dial pod-relabeler ghosts == 1', after: 'broken' },
    equal: { predicate: misfiled, after: 'write' },
    owner: {
      predicate: `event store.mutated informer=${informer} == 0 and dial pod-relabeler moved == 1`,
      after: 'deep-copy',
    },
  },
  errors: [
    'interface conversion: interface {} is nil, not *v1.Pod',
    'CACHE *v1.Pod[0] ALTERED!',
    'cache *v1.Pod modified',
  ],
  strip: [
    `index ${informer} byApp a size == 2`,
    `event store.mutated informer=${informer} key=default/web-1`,
    'object pods/default/web-1 absent',
    ghost,
    'dial pod-relabeler ghosts == 1',
  ],
};
