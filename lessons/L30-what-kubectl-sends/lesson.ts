/** Every request of four commands, counted. */

import type { Lesson, Predicate, Step } from '#tutor/lesson.ts';

/** An Event about the node, as a kubelet reports it: its UID is the node's name. */
function event(name: string, reason: string, message: string): string {
  return `file ${name}.yaml <<EOF
apiVersion: v1
kind: Event
metadata: {name: node-a.${name}}
involvedObject: {kind: Node, name: node-a, uid: node-a}
reason: ${reason}
message: ${message}
type: Normal
count: 1
source: {component: kubelet, host: node-a}
EOF
`;
}

const script = `
start kubelet
start scheduler
file pod.yaml <<EOF
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: nginx}]
EOF
${event('ready', 'NodeReady', 'Node node-a is ready')}${event('full', 'NodeHasDiskPressure', 'The disk of node-a is full')}
kubectl create -f pod.yaml
until pods running == 1 within 30s
kubectl create -f ready.yaml
run 2s
`;

const sent = (rest: string): Predicate => `event request.sent client=kubectl ${rest}`;
const gets = (comparison: string): Predicate =>
  sent(`verb=get url=/api/v1/namespaces/default/pods/web ${comparison}`);
const podEvents = sent(
  'verb=list url~/namespaces/default/events?fieldSelector=involvedObject.name',
);
const nodeEvents = sent('verb=list url~kind%3DNode');
const printed = (text: string): Predicate => `event kubectl.printed 'text~${text}'`;

const steps: readonly Step[] = [
  {
    id: 'get',
    goals: [{ id: 'one', mode: 'latched', predicate: gets('>= 1') }],
    solution: ['kubectl get pod web', 'run 1s'],
  },
  {
    id: 'describe',
    goals: [
      { id: 'twice', mode: 'latched', predicate: gets('>= 3') },
      { id: 'events', mode: 'latched', predicate: podEvents },
    ],
    solution: ['kubectl describe pod web', 'run 1s'],
  },
  {
    id: 'node',
    goals: [
      {
        id: 'pods',
        mode: 'latched',
        predicate: sent('verb=list url~spec.nodeName%3Dnode-a url~/pods?'),
      },
      { id: 'lease', mode: 'latched', predicate: sent('verb=get url~/leases/node-a') },
      { id: 'slices', mode: 'latched', predicate: sent('verb=list url~resourceslices') },
      { id: 'searches', mode: 'latched', predicate: `${nodeEvents} >= 2` },
      { id: 'shown', mode: 'latched', predicate: printed('Node node-a is ready') },
    ],
    solution: ['kubectl describe node node-a', 'run 1s'],
  },
  {
    id: 'gone',
    goals: [
      {
        id: 'deleted',
        mode: 'must hold at the end',
        predicate: 'object events/default/node-a.ready absent',
      },
      {
        id: 'none',
        mode: 'latched',
        predicate: `${nodeEvents} >= 4 and ${printed('Events:         <none>')}`,
      },
    ],
    solution: ['kubectl delete events --all', 'run 1s', 'kubectl describe node node-a', 'run 1s'],
  },
  {
    id: 'watch',
    goals: [
      {
        id: 'listed',
        mode: 'latched',
        predicate: sent('verb=list url~/namespaces/default/pods?limit'),
      },
      {
        id: 'watching',
        mode: 'latched',
        predicate: sent('verb=watch url~/namespaces/default/pods?resourceVersion='),
      },
      {
        id: 'change',
        mode: 'latched',
        predicate: 'event watch.event.delivered noun=kubectl type=MODIFIED',
      },
    ],
    solution: ['kubectl get pods -w', 'run 1s', 'kubectl label pod web tier=front', 'run 1s'],
  },
  {
    id: 'dashboard',
    goals: [
      { id: 'watching', mode: 'latched', predicate: sent('verb=watch url~/events?') },
      {
        id: 'told',
        mode: 'latched',
        predicate: printed('The disk of node-a is full'),
      },
    ],
    solution: ['kubectl get events -w', 'run 1s', 'kubectl create -f full.yaml', 'run 1s'],
  },
];

export const lesson: Lesson = {
  id: 'L30',
  slug: 'what-kubectl-sends',
  profile: 'classic',
  seed: 'kubectl',
  focus: 'kubelet/pods',
  script,
  bet: {
    provedBy: `${gets('>= 3')} and ${podEvents}`,
    options: [
      { id: 'one', right: false, refutedBy: podEvents },
      { id: 'two', right: false, refutedBy: gets('>= 3') },
      { id: 'three', right: true },
      { id: 'watch', right: false, refutedBy: `${podEvents} and not ${sent('verb=watch')}` },
    ],
  },
  steps,
  reading: [
    {
      repository: 'kubernetes/kubectl',
      file: 'pkg/cmd/describe/describe.go',
      functions: ['NewCmdDescribe', 'Run'],
    },
    {
      repository: 'kubernetes/kubectl',
      file: 'pkg/describe/describe.go',
      functions: ['PodDescriber', 'NodeDescriber', 'searchEvents'],
    },
  ],
  claims: {
    single: { goal: 'get/one' },
    twice: { goal: 'describe/twice' },
    'events-apart': { goal: 'describe/events' },
    vanish: { goal: 'gone/none' },
    node: { goal: 'node/searches' },
    'list-watch': { goal: 'watch/watching' },
    'own-watch': { goal: 'dashboard/told' },
    rule: { bet: 'proved' },
  },
  errors: [
    'kubectl describe shows Events: <none>',
    'where is kubectl describe in the source code',
    'kubectl describe is slow',
  ],
  strip: [
    gets('>= 1'),
    podEvents,
    sent('verb=get url~/leases/node-a'),
    'object events/default/node-a.ready absent',
    sent('verb=watch url~/namespaces/default/pods?resourceVersion='),
  ],
};
