/** A controller that counts its pods in a cache that does not show them yet, and creates them again. */

import type { Exhibit } from '#tutor/exhibit.ts';

const informer = 'website/pods';
const start = 'program website start';
const generated = 'program website code child-names generated';

const script = `
start kubelet
start scheduler
kubectl apply -f lab/website-crd.yaml
run 1s
$repair
run 2s
watch ${informer} delay 1500ms
kubectl apply -f lab/website.yaml
run 200ms
kubectl label websites/shop touched=once
run 30s
`;

export const exhibit: Exhibit = {
  id: 'B01',
  slug: 'duplicate-creates',
  profile: 'classic',
  seed: 'duplicate-creates',
  focus: informer,
  script,
  broken: [generated, start],
  oracle: { predicate: 'pods > 3', mode: 'latched' },
  works: 'pods running == 3 and object websites/default/shop status.readyReplicas == 3',
  repairs: [
    { id: 'one-worker', right: false, statements: [generated, `${start} workers=1`] },
    {
      id: 'one-second',
      right: false,
      statements: [generated, 'program website code wait one-second', start],
    },
    {
      id: 'names',
      right: true,
      statements: ['program website code child-names fixed', start],
    },
    {
      id: 'expectations',
      right: true,
      statements: [generated, 'program website code wait expectations', start],
    },
    {
      id: 'version',
      right: true,
      statements: [generated, 'program website code wait resource-version', start],
    },
  ],
  issues: [
    'ray-project/kuberay#715',
    'elastic/cloud-on-k8s#290',
    'kubernetes/kubernetes#92928',
    'kubernetes/kubernetes#100033',
    'openstack-k8s-operators/nova-operator#110',
  ],
  workbench: { program: 'website', slot: 'wait' },
  reading: [
    {
      repository: 'kubernetes/kubernetes',
      file: 'pkg/controller/controller_utils.go',
      functions: ['SatisfiedExpectations', 'ExpectCreations'],
    },
    {
      repository: 'kubernetes/kubernetes',
      file: 'pkg/controller/util/consistency/consistency.go',
      functions: ['WroteAt', 'EnsureReady'],
    },
  ],
  claims: {
    stale: {
      predicate: `event lister.read informer=${informer} found=0 >= 2`,
      after: 'broken',
    },
    again: {
      predicate: 'event etcd.committed resource=pods type=ADDED >= 6',
      after: 'broken',
    },
    random: {
      predicate: 'pods == 3 and event etcd.committed resource=pods type=DELETED >= 3',
      after: 'broken',
    },
    name: {
      predicate: 'event request.completed client=website status=409 reason=AlreadyExists >= 1',
      after: 'names',
    },
    known: {
      predicate: `event reconcile.skipped controller=website reason='own write not seen' >= 1`,
      after: 'version',
    },
  },
  errors: ['pods "shop-0" already exists', 'AlreadyExists'],
  strip: [
    'event request.sent client=website verb=create',
    'pods == 3',
    `pods > 3 and cache ${informer} size == 0`,
    `cache ${informer} size > 3`,
    'event etcd.committed resource=pods type=DELETED >= 3 and pods running == 3',
  ],
};
