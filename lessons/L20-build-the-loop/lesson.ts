/** Build the loop: put the pieces of a reconcile function in order, and hold it to the end state it must reach. */

import type { Lesson } from '#tutor/lesson.ts';

const website = 'object websites/default/shop';
const asWanted = (replicas: number) =>
  `pods running == ${replicas} and ${website} status.readyReplicas == ${replicas} and pods == ${replicas}`;

const cluster = `
start kubelet
start scheduler
kubectl apply -f lab/website-crd.yaml
run 1s
`;

/** The website is there, and its controller not yet. */
const waiting = `${cluster}kubectl apply -f lab/website.yaml
program website code reconcile get,list,cleanup,compare,create,delete,count,write-status
run 1s
`;

const script = `${cluster}kubectl apply -f lab/website.yaml
program website code reconcile list,compare,get,create,delete,cleanup,write-status,count
program website start
run 2s
`;

const order = (pieces: string) => `program website code reconcile ${pieces}`;
const scaled = (replicas: number) =>
  `kubectl patch websites/shop --type=merge -p '{"spec":{"replicas":${replicas}}}'`;

const reconcile = { program: 'website', slot: 'reconcile' };
const swapped = `event program.code.set program=website slot=reconcile 'pieces~"delete","create"' >= 1`;

/** One life of the controller that ends after its first write. */
const oneWrite = ['program website start', 'program website crashmidway', 'run 5s'];

export const lesson: Lesson = {
  id: 'L20',
  slug: 'build-the-loop',
  profile: 'classic',
  seed: 'build-the-loop',
  script,
  focus: 'website/pods',
  bet: {
    provedBy: `${swapped} and ${asWanted(3)}`,
    options: [
      {
        id: 'get-list',
        right: false,
        refutedBy: 'event program.crashed program=website message~nil >= 1',
      },
      {
        id: 'list-compare',
        right: false,
        refutedBy: `pods running == 3 and ${website} spec.replicas == 1`,
      },
      {
        id: 'compare-create',
        right: false,
        refutedBy:
          'first reconcile.finished controller=website result=ok before etcd.committed resource=pods',
      },
      { id: 'create-delete', right: true },
    ],
  },
  steps: [
    {
      id: 'order',
      workbench: reconcile,
      goals: [
        {
          id: 'running',
          mode: 'must hold at the end',
          predicate: 'program website running and pods running == 3',
        },
        {
          id: 'counted',
          mode: 'must hold at the end',
          predicate: `${website} status.readyReplicas == 3 and quiet 5s`,
        },
      ],
      solution: [
        order('get,list,cleanup,compare,create,delete,count,write-status'),
        'program website start',
        'run 20s',
      ],
    },
    {
      id: 'unsafe',
      scene: { script: waiting },
      workbench: reconcile,
      goals: [
        {
          id: 'crashed',
          mode: 'latched',
          predicate: 'event program.crashed program=website message~nil >= 1',
        },
        {
          id: 'nothing',
          mode: 'latched',
          predicate:
            'pods == 0 and event reconcile.finished controller=website result=ok >= 1 and quiet 5s',
        },
        {
          id: 'never-fewer',
          mode: 'must hold at the end',
          predicate: `program website running and pods running == 3 and ${website} spec.replicas == 1 and quiet 5s`,
        },
      ],
      solution: [
        order('list,get,cleanup,compare,create,delete,count,write-status'),
        'program website start',
        'run 5s',
        order('get,list,cleanup,create,compare,delete,count,write-status'),
        'program website start',
        'run 10s',
        order('get,cleanup,compare,list,create,delete,count,write-status'),
        'program website restart',
        'run 10s',
        scaled(1),
        'run 10s',
      ],
    },
    {
      id: 'safe',
      scene: {},
      workbench: reconcile,
      goals: [
        { id: 'swapped', mode: 'latched', predicate: swapped },
        {
          id: 'down',
          mode: 'latched',
          predicate: `${asWanted(1)} and ${website} spec.replicas == 1 and quiet 3s`,
        },
        {
          id: 'back',
          mode: 'must hold at the end',
          predicate: `${asWanted(3)} and ${website} spec.replicas == 3 and quiet 5s`,
        },
      ],
      solution: [
        order('get,list,cleanup,compare,delete,create,count,write-status'),
        'program website start',
        'run 20s',
        scaled(1),
        'run 20s',
        scaled(3),
        'run 20s',
      ],
    },
    {
      id: 'crash',
      scene: { script: waiting },
      goals: [
        {
          id: 'crashes',
          mode: 'latched',
          predicate: 'event program.crashed program=website >= 4',
        },
        {
          id: 'stable',
          mode: 'must hold at the end',
          predicate: `program website running and ${asWanted(3)} and event etcd.committed resource=pods type=ADDED == 3 and quiet 5s`,
        },
      ],
      solution: [
        ...oneWrite,
        ...oneWrite,
        ...oneWrite,
        ...oneWrite,
        'program website start',
        'run 20s',
      ],
    },
    {
      id: 'drift',
      scene: {
        script: `${cluster}program website code watches websites-only
program website start
run 1s
kubectl apply -f lab/website.yaml
run 10s
`,
      },
      workbench: { program: 'website', slot: 'watches' },
      goals: [
        { id: 'unnoticed', mode: 'latched', predicate: 'pods running == 2 and quiet 30s' },
        {
          id: 'repaired',
          mode: 'must hold at the end',
          predicate: `${asWanted(3)} and event etcd.committed resource=pods type=DELETED >= 2`,
        },
      ],
      solution: [
        'kubectl delete pod/shop-1',
        'run 1m',
        'program website code watches websites-and-pods',
        'program website restart',
        'run 10s',
        'kubectl delete pod/shop-2',
        'run 10s',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/sample-controller',
      file: 'controller.go',
      functions: ['syncHandler', 'updateFooStatus', 'handleObject'],
    },
    {
      repository: 'kubernetes/kubernetes',
      file: 'pkg/controller/replicaset/replica_set.go',
      functions: ['syncReplicaSet', 'manageReplicas'],
    },
  ],
  claims: {
    nil: { goal: 'unsafe/crashed' },
    'empty-list': { goal: 'unsafe/never-fewer' },
    nothing: { goal: 'unsafe/nothing' },
    swap: { bet: 'proved' },
    'there-and-back': { goal: 'safe/back' },
    level: { goal: 'crash/stable' },
    unnoticed: { goal: 'drift/unnoticed' },
    repaired: { goal: 'drift/repaired' },
    principle: { goal: 'crash/stable' },
  },
  errors: [
    'runtime error: invalid memory address or nil pointer dereference',
    'panic: runtime error: invalid memory address or nil pointer dereference',
    '[signal SIGSEGV: segmentation violation',
  ],
  strip: [
    'program website crashed',
    `pods running == 3 and ${website} status.readyReplicas == 3`,
    'pods == 0 and event reconcile.finished controller=website result=ok',
    'event program.crashed program=website >= 3',
    'pods running == 2 and event etcd.committed resource=pods type=DELETED',
  ],
};
