/** Edges and levels: three observers of the same claims, and what each of them shows after a fault. */

import type { Lesson } from '#tutor/lesson.ts';

const informer = 'claim-meter/persistentvolumeclaims';
const raw = 'claim-meter/edge';
const current = `cache ${informer} current`;
const accepted = 'client.accepted client=claim-meter';

const edgeWrong = 'dial claim-meter edge != cached';
const levelRight = 'dial claim-meter level == cached';
const sampledRight = 'dial claim-meter sampled == cached';

/** A claim that is bound, and that nothing keeps from being deleted. */
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

const resize = `kubectl patch pvc/c -p '{"spec":{"resources":{"requests":{"storage":"8Gi"}}}}'`;

/** The meter has counted three claims of 2, 3 and 5 Gi. */
const counted = `
start kubelet
${claim('a', 2)}
${claim('b', 3)}
${claim('c', 5)}
program claim-meter start
run 5s
expect dial claim-meter edge == 10
`;

/** The same with observers that drop what they are told while they are busy. */
const busy = `
start kubelet
program claim-meter code hand-over send-or-drop
program claim-meter start
${claim('a', 2)}
run 2s
${claim('b', 3)}
run 2s
${claim('c', 5)}
run 5s
expect dial claim-meter edge == 10
`;

/** The sum once `b` is deleted, as `dial` would show it. */
const shown = (dial: string) => `program.reported program=claim-meter dial=${dial} value=7`;
const during = (dial: string) => `first ${shown(dial)} before ${accepted}`;
const onlyLater = (dial: string) => `first ${accepted} before ${shown(dial)}`;
const replayed = 'event program.reported program=claim-meter dial=edge value=17';

export const lesson: Lesson = {
  id: 'L04',
  slug: 'edges-and-levels',
  profile: 'classic',
  seed: 'edges-and-levels',
  focus: informer,
  script: counted,
  bet: {
    provedBy: `${onlyLater('level')} and ${onlyLater('sampled')} and ${replayed} >= 1`,
    options: [
      { id: 'levels-always', right: false, refutedBy: onlyLater('level') },
      {
        id: 'sampled-during',
        right: false,
        refutedBy: `first program.reported program=claim-meter dial=samples before ${accepted} and ${onlyLater('sampled')}`,
      },
      { id: 'levels-after', right: true },
      { id: 'all-after', right: false, refutedBy: `${replayed} >= 1` },
    ],
  },
  steps: [
    {
      id: 'resize',
      goals: [
        { id: 'edge', mode: 'must hold at the end', predicate: edgeWrong },
        {
          id: 'levels',
          mode: 'must hold at the end',
          predicate: `${levelRight} and ${sampledRight} and ${current}`,
        },
      ],
      solution: [resize, 'run 3s'],
    },
    {
      id: 'gap',
      scene: { script: counted },
      goals: [
        {
          id: 'during',
          mode: 'latched',
          predicate: `event etcd.committed type=DELETED resource=persistentvolumeclaims >= 1 and watch ${informer} closed and dial claim-meter samples >= 1 and not ${current}`,
        },
        {
          id: 'after',
          mode: 'must hold at the end',
          predicate: `${current} and ${levelRight} and ${sampledRight} and ${edgeWrong}`,
        },
      ],
      grid: {
        rows: ['in-gap', 'later'],
        columns: ['edge', 'level', 'sampled'],
        cells: {
          'in-gap edge': during('edge'),
          'in-gap level': during('level'),
          'in-gap sampled': during('sampled'),
          'later edge': 'dial claim-meter edge == cached',
          'later level': levelRight,
          'later sampled': sampledRight,
        },
        holds: ['later level', 'later sampled'],
      },
      solution: [
        'client claim-meter refuse',
        `watch ${raw} cut reset`,
        `watch ${informer} cut reset`,
        'kubectl delete pvc/b',
        'run 35s',
        'client claim-meter accept',
        'run 1m',
      ],
    },
    {
      id: 'duplicate',
      scene: { script: counted },
      goals: [
        { id: 'twice', mode: 'must hold at the end', predicate: edgeWrong },
        {
          id: 'levels',
          mode: 'must hold at the end',
          predicate: `event watch.opened noun=${informer} >= 2 and ${current} and ${levelRight} and ${sampledRight}`,
        },
      ],
      solution: [`watch ${raw} cut close`, `watch ${informer} cut close`, 'run 5s'],
    },
    {
      id: 'dropped',
      scene: { script: busy },
      goals: [
        {
          id: 'all-wrong',
          mode: 'latched',
          predicate: `dial claim-meter samples >= 1 and ${edgeWrong} and dial claim-meter level != cached and dial claim-meter sampled != cached`,
        },
        {
          id: 'sampled',
          mode: 'must hold at the end',
          predicate: `${sampledRight} and dial claim-meter level != cached and ${edgeWrong}`,
        },
      ],
      solution: ['kubectl delete pvc/a pvc/b', 'run 40s'],
    },
    {
      id: 'next',
      goals: [
        {
          id: 'level',
          mode: 'must hold at the end',
          predicate: `${levelRight} and ${sampledRight}`,
        },
        { id: 'edge', mode: 'must hold at the end', predicate: edgeWrong },
      ],
      solution: ['kubectl annotate pvc/c looked-at=today', 'run 3s'],
    },
    {
      id: 'half-open',
      scene: { script: counted },
      goals: [
        {
          id: 'frozen',
          mode: 'latched',
          predicate: `event watch.severed noun=${informer} >= 1 and dial claim-meter samples >= 1 and dial claim-meter sampled == 10 and not ${current}`,
        },
        {
          id: 'thawed',
          mode: 'must hold at the end',
          predicate: `${current} and dial claim-meter cached != 10 and ${levelRight} and ${sampledRight} and ${edgeWrong}`,
        },
      ],
      solution: [
        `watch ${raw} halfopen`,
        `watch ${informer} halfopen`,
        'kubectl delete pvc/b',
        'run 35s',
        'run 1m',
      ],
    },
    {
      id: 'restart',
      goals: [
        {
          id: 'right',
          mode: 'latched',
          predicate: `event program.started program=claim-meter >= 2 and dial claim-meter edge == cached`,
        },
        {
          id: 'wrong-again',
          mode: 'must hold at the end',
          predicate: `${edgeWrong} and ${levelRight} and ${sampledRight}`,
        },
      ],
      solution: ['program claim-meter restart', 'run 5s', resize, 'run 3s'],
    },
  ],
  reading: [
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/shared_informer.go',
      functions: ['NewSharedIndexInformer'],
    },
    {
      repository: 'kubernetes/client-go',
      file: 'tools/cache/reflector.go',
      functions: ['watch', 'handleAnyWatch'],
    },
  ],
  claims: {
    ignored: { goal: 'resize/edge' },
    gone: {
      predicate: `event watch.event.delivered noun=${raw} type=DELETED == 0 and event watch.opened noun=${raw} >= 2 and ${edgeWrong}`,
      after: 'gap',
    },
    twice: { goal: 'duplicate/twice' },
    disguise: { goal: 'restart/right' },
    'any-signal': { goal: 'gap/after' },
    behind: { bet: 'levels-always' },
    resumed: {
      predicate: `event watch.event.delivered noun=${informer} type=DELETED == 1 and relists ${informer} == 0`,
      after: 'gap',
    },
    late: { goal: 'next/level' },
    bounded: { goal: 'dropped/sampled' },
    frozen: { goal: 'half-open/frozen' },
    principle: { bet: 'proved' },
  },
  errors: ['an event was lost', 'informer missed an event', 'the controller’s counter drifts'],
  strip: [
    'object persistentvolumeclaims/default/c spec.resources.requests.storage == 8Gi and dial claim-meter level == 13',
    `object persistentvolumeclaims/default/b absent and watch ${informer} closed`,
    'dial claim-meter edge == 17',
    'dial claim-meter sampled == 5',
    `event watch.severed noun=${informer} and dial claim-meter samples >= 1`,
  ],
};
