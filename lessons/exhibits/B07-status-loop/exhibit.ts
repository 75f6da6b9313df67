/** A controller that stamps the time into its status with every reconcile, and so wakes itself for ever. */

import type { Exhibit } from '#tutor/exhibit.ts';

const start = 'program website start';
const written = 'event etcd.committed key=websites/default/shop';

const script = `
start kubelet
start scheduler
kubectl apply -f lab/website-crd.yaml
run 1s
$repair
run 1s
kubectl apply -f lab/website.yaml
run 10s
watch website/websites delay 1200ms
kubectl label websites/shop touched=once
run 40s
`;

export const exhibit: Exhibit = {
  id: 'B07',
  slug: 'status-loop',
  profile: 'classic',
  seed: 'status-loop',
  focus: 'website/websites',
  script,
  broken: ['program website code status stamped', start],
  oracle: {
    predicate: `${written} > 20 and object websites/default/shop metadata.generation == 1`,
    mode: 'must hold at the end',
  },
  works:
    'pods running == 3 and object websites/default/shop status.readyReplicas == 3 and quiet 5s',
  repairs: [
    {
      id: 'one-worker',
      right: false,
      statements: ['program website code status stamped', `${start} workers=1`],
    },
    {
      id: 'whole-seconds',
      right: false,
      statements: ['program website code status whole-seconds', start],
    },
    {
      id: 'compared',
      right: true,
      statements: ['program website code status compared', start],
    },
    {
      id: 'on-change',
      right: true,
      statements: ['program website code status on-change', start],
    },
  ],
  issues: [
    'kubeflow/notebooks#1343',
    'kubernetes-sigs/controller-runtime#2831',
    'kube-rs/kube#354',
  ],
  workbench: { program: 'website', slot: 'status' },
  reading: [
    {
      repository: 'kubernetes/apiserver',
      file: 'pkg/storage/etcd3/store.go',
      functions: ['GuaranteedUpdate'],
    },
    {
      repository: 'kubernetes/kubernetes',
      file: 'pkg/controller/replicaset/replica_set_utils.go',
      functions: ['updateReplicaSetStatus'],
    },
  ],
  claims: {
    own: { predicate: 'event reconcile.started controller=website > 50', after: 'broken' },
    healthy: {
      predicate: 'event reconcile.finished controller=website result=error == 0',
      after: 'broken',
    },
    bound: { predicate: 'event client.throttled client=website >= 1', after: 'broken' },
    dropped: {
      predicate: 'event etcd.unchanged key=websites/default/shop >= 1',
      after: 'whole-seconds',
    },
    compare: { predicate: `${written} < 10`, after: 'compared' },
  },
  errors: ['Waited before sending request', 'client-side throttling, not priority and fairness'],
  strip: [
    'event request.sent client=website verb=update',
    `${written} >= 3`,
    'event client.throttled client=website',
    `${written} > 20`,
    `${written} > 100`,
  ],
};
