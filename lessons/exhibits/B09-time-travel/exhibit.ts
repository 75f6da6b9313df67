/** A controller that restarts into the past, sees a deletion that is long done, and deletes what is there now. */

import type { Exhibit } from '#tutor/exhibit.ts';

const informer = 'website/websites';
const byLabel = 'program website code owner-match by-label';
const byName = 'program website code removal by-name';
const start = 'program website start';
/** Three pods go with the first website. Any more are the second one's. */
const lost = 'event etcd.committed resource=pods type=DELETED > 3';

const script = `
set replicas 2
start kubelet
start scheduler
file shop.yaml <<EOF
apiVersion: web.lab/v1
kind: Website
metadata:
  name: shop
  finalizers: [web.lab/pods]
spec:
  replicas: 3
EOF
kubectl apply -f lab/website-crd.yaml
run 2s
$repair
run 1s
kubectl apply -f shop.yaml
until pods running == 3 within 30s
program website stop
kubectl delete websites/shop --wait=false
run 1s
apiserver b hold
program website start
until websites == 0 within 30s
until pods == 0 within 60s
kubectl apply -f shop.yaml
until pods running == 3 within 30s
client website switch b
program website restart
run 20s
apiserver b release
run 1m
`;

export const exhibit: Exhibit = {
  id: 'B09',
  slug: 'time-travel',
  profile: 'classic',
  seed: 'time-travel',
  focus: informer,
  script,
  broken: [byLabel, byName, start],
  oracle: { predicate: lost, mode: 'latched' },
  works:
    'websites == 1 and pods running == 3 and object websites/default/shop status.readyReplicas == 3',
  repairs: [
    { id: 'owner', right: false, statements: [byName, start] },
    { id: 'one-worker', right: false, statements: [byLabel, byName, `${start} workers=1`] },
    { id: 'precondition', right: true, statements: [byLabel, start] },
    { id: 'both', right: true, statements: [start] },
    { id: 'modern', right: true, statements: [byLabel, byName, start], profile: 'modern' },
  ],
  issues: [
    'kubernetes/kubernetes#59848',
    'rabbitmq/cluster-operator#648',
    'instaclustr/cassandra-operator#402',
    'pravega/zookeeper-operator#312',
  ],
  workbench: { program: 'website', slot: 'removal' },
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/reflector.go',
      functions: ['relistResourceVersion', 'rewatchResourceVersion', 'watchList'],
    },
    {
      repository: 'kubernetes/kubernetes',
      file: 'pkg/controller/garbagecollector/operations.go',
      functions: ['deleteObject'],
    },
  ],
  claims: {
    any: {
      predicate: `event reflector.list.started informer=${informer} resourceVersion=0 >= 3`,
      after: 'broken',
    },
    cleans: { predicate: 'event request.sent client=website verb=delete >= 6', after: 'broken' },
    'same-names': { predicate: lost, after: 'broken' },
    owner: { predicate: lost, after: 'owner' },
    uid: {
      predicate: `event request.sent client=website verb=delete >= 4 and event etcd.committed resource=pods type=DELETED == 3`,
      after: 'precondition',
    },
    consistent: {
      predicate: 'event etcd.committed resource=pods type=DELETED == 3',
      after: 'modern',
    },
  },
  errors: [
    'does not match the UID in record',
    'The object might have been deleted and then recreated.',
    'the object has been modified; please apply your changes to the latest version and try again',
  ],
  strip: [
    'pods running == 3',
    'websites == 0',
    'websites == 1 and pods running == 3',
    'pods terminating >= 1 and websites == 1',
    `${lost} and pods running == 3`,
  ],
};
