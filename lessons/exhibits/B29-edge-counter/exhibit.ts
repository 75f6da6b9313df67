/** A counter that believes every event will reach it once. */

import type { Exhibit } from '#tutor/exhibit.ts';

const informer = 'claim-meter/persistentvolumeclaims';
const raw = 'claim-meter/edge';
const wrong = 'dial claim-meter edge != cached';

/** Bound, and nothing keeps it from being deleted. */
function claim(name: string, size: number): string {
  return `kubectl apply -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: ${size}Gi
EOF
kubectl patch pvc/${name} -p '{"metadata":{"finalizers":null}}'
kubectl patch pvc/${name} --subresource=status -p '{"status":{"phase":"Bound"}}'`;
}

const script = `
start kubelet
$repair
run 2s
${claim('a', 2)}
${claim('b', 3)}
${claim('c', 5)}
until dial claim-meter edge == 10 within 10s
run 5s
client claim-meter refuse
apiserver a restart
run 2s
kubectl patch pvc/c -p '{"spec":{"resources":{"requests":{"storage":"8Gi"}}}}'
kubectl delete pvc/b
run 5s
client claim-meter accept
run 1m
expect dial claim-meter cached == 10
`;

const counting = (piece: string) => [
  `program claim-meter code count ${piece}`,
  'program claim-meter start',
];

export const exhibit: Exhibit = {
  id: 'B29',
  slug: 'edge-counter',
  profile: 'classic',
  seed: 'edge-counter',
  focus: informer,
  script,
  broken: counting('add-and-subtract'),
  oracle: { predicate: wrong, mode: 'must hold at the end' },
  works: `dial claim-meter edge == 10 and cache ${informer} current`,
  repairs: [
    { id: 'also-modified', right: false, statements: counting('also-modified') },
    { id: 'list-then-watch', right: false, statements: counting('list-then-watch') },
    {
      id: 'resync',
      right: false,
      statements: [
        'program claim-meter code count add-and-subtract',
        'program claim-meter start resync=10s',
      ],
    },
    { id: 'recompute', right: true, statements: counting('recompute') },
  ],
  issues: [],
  workbench: { program: 'claim-meter', slot: 'count' },
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/reflector.go',
      functions: ['watch', 'handleAnyWatch'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/watch/retrywatcher.go',
      functions: ['doReceive'],
    },
  ],
  claims: {
    lost: {
      predicate: `event watch.event.delivered noun=${raw} type=DELETED == 0 and object persistentvolumeclaims/default/b absent`,
      after: 'broken',
    },
    replay: {
      predicate: `event watch.event.delivered noun=${raw} type=ADDED key~default/a == 2`,
      after: 'broken',
    },
    resumed: {
      predicate: `event watch.event.delivered noun=${informer} type=DELETED == 1 and relists ${informer} == 0 and cache ${informer} current`,
      after: 'broken',
    },
    principle: { predicate: 'dial claim-meter edge == cached', after: 'recompute' },
  },
  errors: [],
  strip: [
    'dial claim-meter edge == 10',
    `watch ${raw} closed`,
    'object persistentvolumeclaims/default/b absent',
    `event watch.opened noun=${raw} >= 2`,
    'dial claim-meter edge == 20',
  ],
};
