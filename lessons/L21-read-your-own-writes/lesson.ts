/** Read your own writes: what four controllers do while their cache does not show what they created. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'website/pods';
const created = 'event etcd.committed resource=pods type=ADDED';
const three = `pods running == 3 and ${created} == 3`;
const skipped = 'event reconcile.skipped controller=website';

const script = `
start kubelet
start scheduler
kubectl apply -f lab/website-crd.yaml
run 1s
program website code child-names generated
program website code wait no-wait
program website start
run 2s
watch ${informer} delay 1500ms
`;

/** The website and, while its pods are not in the cache yet, one more reason to look at it. */
const appliedAndTouched = [
  'kubectl apply -f lab/website.yaml',
  'run 200ms',
  'kubectl label websites/shop touched=once',
];

export const lesson: Lesson = {
  id: 'L21',
  slug: 'read-your-own-writes',
  profile: 'classic',
  seed: 'read-your-own-writes',
  script,
  focus: informer,
  bet: {
    provedBy: `${created} >= 6 and event etcd.committed resource=pods type=DELETED >= 3 and pods running == 3`,
    options: [
      {
        id: 'one-reconcile',
        right: false,
        refutedBy: 'event reconcile.started controller=website key=default/shop >= 3',
      },
      {
        id: 'answered',
        right: false,
        refutedBy: `event lister.read informer=${informer} found=0 >= 2`,
      },
      {
        id: 'all-stay',
        right: false,
        refutedBy: `${created} > 3 and pods == 3`,
      },
      { id: 'surplus-deleted', right: true },
    ],
  },
  steps: [
    {
      id: 'naive',
      goals: [
        { id: 'more', mode: 'latched', predicate: 'pods > 3' },
        {
          id: 'settled',
          mode: 'must hold at the end',
          predicate: `pods running == 3 and cache ${informer} current`,
        },
      ],
      solution: [...appliedAndTouched, 'run 20s'],
    },
    {
      id: 'names',
      scene: {},
      workbench: { program: 'website', slot: 'child-names' },
      goals: [
        {
          id: 'refused',
          mode: 'latched',
          predicate: 'event request.completed client=website status=409 reason=AlreadyExists >= 1',
        },
        { id: 'three', mode: 'must hold at the end', predicate: three },
      ],
      solution: [
        'program website code child-names fixed',
        'program website restart',
        'run 2s',
        `watch ${informer} delay 1500ms`,
        ...appliedAndTouched,
        'run 20s',
      ],
    },
    {
      id: 'expectations',
      scene: {},
      workbench: { program: 'website', slot: 'wait' },
      goals: [
        {
          id: 'waited',
          mode: 'latched',
          predicate: `${skipped} reason='expectations not met' >= 1`,
        },
        { id: 'three', mode: 'must hold at the end', predicate: three },
      ],
      solution: [
        'program website code wait expectations',
        'program website restart',
        'run 2s',
        `watch ${informer} delay 1500ms`,
        ...appliedAndTouched,
        'run 20s',
      ],
    },
    {
      id: 'lost',
      goals: [
        {
          id: 'stuck',
          mode: 'latched',
          predicate:
            'pods running == 3 and object websites/default/shop spec.replicas == 4 and quiet 2m',
        },
        {
          id: 'touched',
          mode: 'latched',
          predicate:
            'pods running == 3 and object websites/default/shop metadata.labels.touched == twice and quiet 10s',
        },
        { id: 'late', mode: 'must hold at the end', predicate: 'pods running == 4' },
      ],
      solution: [
        'client website lose request',
        `kubectl patch websites/shop --type=merge -p '{"spec":{"replicas":4}}'`,
        'run 3m',
        'kubectl label websites/shop touched=twice --overwrite',
        'run 3m',
        'kubectl label websites/shop touched=thrice --overwrite',
        'run 20s',
      ],
    },
    {
      id: 'version',
      scene: {},
      workbench: { program: 'website', slot: 'wait' },
      goals: [
        {
          id: 'waited',
          mode: 'latched',
          predicate: `${skipped} reason='own write not seen' >= 1`,
        },
        {
          id: 'three',
          mode: 'latched',
          predicate: `${three} and cache ${informer} current and quiet 5s`,
        },
        {
          id: 'four',
          mode: 'must hold at the end',
          predicate: `event request.lost part=response >= 1 and pods running == 4 and ${created} == 4`,
        },
      ],
      solution: [
        'program website code wait resource-version',
        'program website restart',
        'run 2s',
        `watch ${informer} delay 4s`,
        ...appliedAndTouched,
        'run 30s',
        'client website lose response',
        `kubectl patch websites/shop --type=merge -p '{"spec":{"replicas":4}}'`,
        'run 1m',
      ],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/kubernetes',
      file: 'pkg/controller/controller_utils.go',
      functions: ['SatisfiedExpectations', 'ExpectCreations', 'CreationObserved'],
    },
    {
      repository: 'kubernetes/kubernetes',
      file: 'pkg/controller/util/consistency/consistency.go',
      functions: ['WroteAt', 'EnsureReady'],
    },
    {
      repository: 'kubernetes/apimachinery',
      file: 'pkg/util/resourceversion/resourceversion.go',
      functions: ['CompareResourceVersion'],
    },
  ],
  claims: {
    gap: { bet: 'answered' },
    duplicates: { goal: 'naive/more' },
    'surplus-deleted': { bet: 'proved' },
    'same-name': { goal: 'names/refused' },
    counted: { goal: 'expectations/waited' },
    unanswered: { goal: 'lost/stuck' },
    'not-even-then': { goal: 'lost/touched' },
    'given-up': { goal: 'lost/late' },
    version: { goal: 'version/waited' },
    'asked-again': { goal: 'version/four' },
    principle: { goal: 'version/three' },
  },
  errors: [
    'pods "shop-0" already exists',
    'AlreadyExists',
    'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    'the object has been modified; please apply your changes to the latest version and try again',
  ],
  strip: [
    `event lister.read informer=${informer} found=0`,
    'pods > 3',
    'event request.completed client=website status=409 reason=AlreadyExists',
    `${skipped} reason='expectations not met'`,
    `${skipped} reason='own write not seen'`,
  ],
};
