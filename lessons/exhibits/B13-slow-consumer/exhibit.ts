/** Slow work between the watch and the cache: the API server loses patience. */

import type { Exhibit } from '#tutor/exhibit.ts';

const informer = 'pod-shipper/pods';
const givenUp = `event watch.ended noun=${informer} "reason=the client does not read"`;

const script = `
set watch-buffer 10
allow cache-equals-server
file web.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 16
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - {name: web, image: nginx}
EOF
$repair
run 2s
kubectl apply -f web.yaml
run 8s
expect pods running == 16
`;

const shipping = (piece: string, start = ''): readonly string[] => [
  `program pod-shipper code ship ${piece}`,
  `program pod-shipper start ${start}`.trimEnd(),
];

export const exhibit: Exhibit = {
  id: 'B13',
  slug: 'slow-consumer',
  profile: 'classic',
  seed: 'slow-consumer',
  focus: informer,
  script,
  broken: shipping('in-transform'),
  oracle: {
    predicate: `${givenUp} >= 1 or dial pod-shipper behind >= 1`,
    mode: 'must hold at the end',
  },
  works: `dial pod-shipper behind == 0 and cache ${informer} current and cache ${informer} size == 16`,
  repairs: [
    {
      id: 'an-hour',
      right: false,
      statements: ['program pod-shipper code list-options an-hour', ...shipping('in-transform')],
    },
    { id: 'resync', right: false, statements: shipping('in-transform', 'resync=5s') },
    { id: 'workers', right: false, statements: shipping('in-transform', 'workers=8') },
    { id: 'modern', right: false, statements: shipping('in-transform'), profile: 'modern' },
    { id: 'handler', right: false, statements: shipping('in-handler') },
    { id: 'worker', right: true, statements: shipping('in-worker') },
  ],
  issues: [
    'kubernetes/kubernetes#103789',
    'kubernetes/kubernetes#103917',
    'kubernetes/kubernetes#136264',
    'openservicemesh/osm#4623',
  ],
  workbench: { program: 'pod-shipper', slot: 'ship' },
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/delta_fifo.go',
      functions: ['queueActionInternalLocked', 'TransformFunc'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/shared_informer.go',
      functions: ['SetTransform'],
    },
    {
      repository: 'kubernetes/apiserver',
      file: 'pkg/storage/cacher/cache_watcher.go',
      functions: ['add'],
    },
  ],
  claims: {
    'reads-slowly': {
      predicate: `event reflector.event.received informer=${informer} <= 45`,
      after: 'broken',
    },
    locked: {
      predicate: `event lock.waited lock=${informer}.queue.lock >= 10`,
      after: 'broken',
    },
    'given-up': { predicate: `${givenUp} >= 1`, after: 'broken' },
    stale: { predicate: `not cache ${informer} current`, after: 'broken' },
    'modern-too': { predicate: `${givenUp} >= 1`, after: 'modern' },
    'own-listener': {
      predicate: `cache ${informer} current and ${givenUp} == 0 and dial pod-shipper behind >= 1`,
      after: 'handler',
    },
    merged: { predicate: 'event queue.deduplicated queue=pod-shipper >= 1', after: 'worker' },
    'behind-the-queue': {
      predicate: `cache ${informer} current and dial pod-shipper behind == 0`,
      after: 'worker',
    },
  },
  errors: [
    'DeltaFIFO Pop Process',
    'watcher close due to unresponsiveness',
    'Forcing pods watcher close due to unresponsiveness',
  ],
  strip: [
    `cache ${informer} synced`,
    `event lock.waited lock=${informer}.queue.lock`,
    'pods running == 16 or event watch.event.sent noun=pod-shipper/pods >= 20',
    `${givenUp}`,
    `pods running == 16 and not cache ${informer} current`,
  ],
};
