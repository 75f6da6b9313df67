/** A delete handler that expects an object and is given a tombstone. */

import type { Exhibit } from '#tutor/exhibit.ts';

const informer = 'pod-roster/pods';

const script = `
start kubelet
start scheduler
file pods.yaml <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: web-1
spec:
  containers:
  - {name: web, image: nginx}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-2
spec:
  containers:
  - {name: web, image: nginx}
EOF
$repair
kubectl apply -f pods.yaml
until pods running == 2 within 30s
until dial pod-roster known == 2 within 10s
watch ${informer} hold
kubectl label pod/web-1 tier=front
kubectl delete pod/web-1
run 3s
apiserver a restart
run 2s
watch ${informer} release
run 1m
expect object pods/default/web-1 absent
`;

export const exhibit: Exhibit = {
  id: 'B04',
  slug: 'tombstone',
  profile: 'classic',
  seed: 'tombstone',
  focus: informer,
  script,
  broken: ['program pod-roster code on-delete cast', 'program pod-roster start'],
  oracle: {
    predicate: 'program pod-roster crashed or dial pod-roster stale >= 1',
    mode: 'must hold at the end',
  },
  works: 'dial pod-roster known == 1 and program pod-roster running',
  repairs: [
    {
      id: 'comma-ok',
      right: false,
      statements: ['program pod-roster code on-delete comma-ok', 'program pod-roster start'],
    },
    {
      id: 'resync',
      right: false,
      statements: [
        'program pod-roster code on-delete comma-ok',
        'program pod-roster start resync=10s',
      ],
    },
    {
      id: 'unwrap',
      right: true,
      statements: ['program pod-roster code on-delete unwrap', 'program pod-roster start'],
    },
  ],
  issues: [
    'kubernetes-sigs/aws-load-balancer-controller#4879',
    'longhorn/longhorn#1900',
    'projectcalico/calico#13663',
    'koordinator-sh/koordinator#2911',
    'grafana/grafana-app-sdk#1352',
  ],
  workbench: { program: 'pod-roster', slot: 'on-delete' },
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/delta_fifo.go',
      functions: ['DeletedFinalStateUnknown', 'Replace'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/controller.go',
      functions: ['DeletionHandlingMetaNamespaceKeyFunc'],
    },
  ],
  claims: {
    inferred: { predicate: `tombstones ${informer} == 1`, after: 'broken' },
    'last-known': { catalogue: 'tools/cache DF10' },
    dies: { predicate: 'program pod-roster crashed', after: 'broken' },
    'key-is-there': { predicate: 'dial pod-roster stale == 0', after: 'unwrap' },
  },
  errors: [
    'interface conversion: interface {} is cache.DeletedFinalStateUnknown, not *v1.Pod',
    'unexpected object type cache.DeletedFinalStateUnknown',
  ],
  strip: [
    'dial pod-roster known == 2',
    'object pods/default/web-1 absent',
    `event reflector.watch.ended informer=${informer} outcome=expired`,
    `tombstones ${informer} == 1`,
    'program pod-roster crashed',
  ],
};
