/**
 * What each variant of each fault does: where it is done, what is then let happen, and what is so
 * afterwards that was not so just before.
 */

/** Done in a cluster that has rolled out the Deployment nginx with three pods. */
export interface VariantRow {
  /** As `variantsOf` names it. */
  readonly variant: string;
  readonly head?: string;
  /** What leads up to it. */
  readonly before?: string;
  readonly statement: string;
  /** What is done and waited for afterwards, with what must be so on the way. */
  readonly afterwards: string;
  /** Predicates: none holds just before the statement, all hold in the end. */
  readonly shows?: readonly string[];
  /** Events, counted from the statement on. */
  readonly since?: readonly string[];
  /** A sentence that the log has only from then on. */
  readonly log: string | RegExp;
  /** A program, and a sentence that its sequence has only from then on; the rs-controller and `log` if left out. */
  readonly lanes?: readonly [program: string, text: string | RegExp];
}

const pods = 'rs-controller/pods';
const watch = `watch ${pods}`;
const client = 'client rs-controller';
const program = 'program rs-controller';
const receiver = 'process=rs-controller/pods/watch/receive';
const touch = 'kubectl delete pod/nginx-* --wait=false\n';
const scaleTo = (count: number): string => `kubectl scale deployment/nginx --replicas=${count}\n`;
const answered = (status: number, count = 1): string =>
  `event request.completed client=rs-controller status=${status} == ${count}`;
const reconciled = (result: string): string =>
  `event reconcile.finished controller=rs-controller result=${result}`;
const extra = `file extra.yaml <<EOF
apiVersion: v1
kind: Pod
metadata: {name: extra}
spec: {containers: [{name: web, image: 'nginx:1.14.2'}]}
EOF
`;
const added = `noun=${pods} type=ADDED key=pods/default/extra == 1`;

const latencies: readonly VariantRow[] = [
  {
    variant: 'latency all',
    statement: 'latency 1s',
    afterwards: 'kubectl get pods\n',
    shows: ['event request.completed client=kubectl lasted=2002000000 == 1'],
    log: 'after 2s: 200',
    lanes: ['kubectl', 'after 2s: 200'],
  },
  {
    variant: 'latency request',
    statement: 'latency request 1s',
    afterwards: `${watch} cut
run 900ms
expect event watch.opened noun=${pods} == 1
run 1s
`,
    shows: [`event watch.opened noun=${pods} == 2`, `event process.started ${receiver} == 2`],
    log: 'after 1.01s: 200',
  },
  {
    variant: 'latency response',
    statement: 'latency response 1s',
    afterwards: `${watch} cut
run 900ms
expect event watch.opened noun=${pods} == 2
expect event process.started ${receiver} == 1
run 1s
`,
    shows: [`event process.started ${receiver} == 2`],
    log: 'after 1.01s: 200',
  },
  {
    variant: 'latency watch',
    before: extra,
    statement: 'latency watch 1s',
    afterwards: `kubectl apply -f extra.yaml
run 500ms
expect event watch.event.sent ${added}
expect cache ${pods} lacks default/extra
run 2s
`,
    shows: [`cache ${pods} has default/extra`],
    log: 'ADDED pods/default/extra',
  },
  {
    variant: 'latency watchcache',
    before: extra,
    statement: 'latency watchcache 1s',
    afterwards: `kubectl apply -f extra.yaml
run 500ms
expect object pods/default/extra present
expect not event watch.event.sent ${added}
run 2s
`,
    shows: [`event watch.event.sent ${added}`, `cache ${pods} has default/extra`],
    log: 'pods/default/extra',
  },
  {
    variant: 'latency cachefill',
    statement: 'latency cachefill 5s',
    afterwards: 'apiserver a restart\nrun 10s\n',
    since: [`event request.completed client=rs-controller status=429 >= 1`],
    shows: [`event watch.opened noun=${pods} > 1`],
    log: '429 (TooManyRequests)',
  },
  {
    variant: 'latency 0',
    before: 'latency 1s\n',
    statement: 'latency 0s',
    afterwards: 'kubectl get pods\n',
    shows: ['event request.completed client=kubectl lasted=2000000 == 1'],
    log: 'after 2ms: 200',
    lanes: ['kubectl', 'after 2ms: 200'],
  },
];

const cut = (how: 'close' | 'EOF' | 'reset', reason: string, message: string): VariantRow => ({
  variant: `watch.cut ${how}`,
  statement: `${watch} cut ${how}`,
  afterwards: 'run 5s\n',
  shows: [
    `event watch.closed noun=${pods} 'reason=${reason}' == 1`,
    `event watch.opened noun=${pods} == 2`,
    `event reflector.watch.ended informer=${pods} == 1`,
  ],
  log: message,
  lanes: ['rs-controller', `The watch of ${pods} ended after`],
});

const onTheWire = `${watch} hold\n${touch}${touch}run 2s\n`;
const released = `${watch} release\nrun 5s\n`;

const watches: readonly VariantRow[] = [
  cut('close', 'EOF', ': EOF'),
  cut('EOF', 'unexpected EOF', 'unexpected EOF'),
  cut('reset', 'connection reset', 'connection reset'),
  {
    variant: 'watch.hold',
    statement: `${watch} hold`,
    afterwards: `${touch}run 5s\n`,
    shows: [`watch ${pods} held`, `event watch.event.held noun=${pods} >= 1`],
    log: 'is held: what is sent waits on the wire',
  },
  {
    variant: 'watch.release',
    before: onTheWire,
    statement: `${watch} release`,
    afterwards: 'run 5s\n',
    shows: [`cache ${pods} current`, 'event watch.released == 1'],
    log: `${pods} is released`,
  },
  {
    variant: 'watch.swap',
    before: onTheWire,
    statement: `${watch} swap`,
    afterwards: released,
    shows: ['event watch.event.swapped frame=10 with=11 == 1'],
    log: 'changes places with message',
  },
  {
    variant: 'watch.swap position',
    before: onTheWire,
    statement: `${watch} swap 1`,
    afterwards: released,
    shows: ['event watch.event.swapped frame=11 with=12 == 1'],
    log: 'changes places with message',
  },
  {
    variant: 'watch.duplicate',
    before: onTheWire,
    statement: `${watch} duplicate`,
    afterwards: released,
    shows: ['event watch.event.duplicated frame=10 == 1'],
    log: 'is duplicated as message',
  },
  {
    variant: 'watch.duplicate position',
    before: onTheWire,
    statement: `${watch} duplicate 1`,
    afterwards: released,
    shows: ['event watch.event.duplicated frame=11 == 1'],
    log: 'is duplicated as message',
  },
  {
    variant: 'watch.drop',
    before: onTheWire,
    statement: `${watch} drop`,
    afterwards: released,
    shows: ['event watch.event.dropped frame=10 == 1'],
    log: 'is lost',
  },
  {
    variant: 'watch.drop position',
    before: onTheWire,
    statement: `${watch} drop 1`,
    afterwards: released,
    shows: ['event watch.event.dropped frame=11 == 1'],
    log: 'is lost',
  },
  {
    variant: 'watch.halfopen',
    statement: `${watch} halfopen`,
    afterwards: `${touch}run 40s\nexpect not cache ${pods} current\nrun 20s\n`,
    shows: ['event watch.severed == 1', `tombstones ${pods} == 1`],
    log: 'nothing arrives any more, and neither end knows',
  },
  {
    variant: 'watch.delay',
    statement: `${watch} delay 3s`,
    afterwards: `${touch}run 2500ms\nexpect cache ${pods} size == 3\nrun 10s\n`,
    shows: ['event watch.delayed lasting=3000000000 == 1'],
    log: 'takes 3s longer',
  },
  {
    variant: 'watch.delay 0',
    before: `${watch} delay 20s\n`,
    statement: `${watch} delay 0s`,
    afterwards: `${touch}run 3s\nexpect cache ${pods} current\n`,
    shows: ['event watch.delayed lasting=0 == 1'],
    log: 'are as fast as others again',
  },
];

const code: readonly VariantRow[] = [
  {
    variant: 'informer.relist',
    statement: `informer ${pods} relist`,
    afterwards: 'run 5s\n',
    shows: [`relists ${pods} == 1`, `event reflector.list.started informer=${pods} == 2`],
    log: 'too old resource version',
  },
  {
    variant: 'informer.stall',
    statement: `informer ${pods} stall 20s`,
    afterwards: `${touch}run 15s\nexpect cache ${pods} size == 3\nrun 20s\n`,
    shows: [
      'event informer.stalled lasting=20000000000 == 1',
      'event informer.resumed == 1',
      `cache ${pods} current and event informer.resumed == 1`,
    ],
    log: 'does not run for 20s; the Reflector goes on',
  },
  {
    variant: 'informer.stall 0',
    before: `informer ${pods} stall 1m0s\n${touch}run 15s\n`,
    statement: `informer ${pods} stall 0s`,
    afterwards: 'run 10s\n',
    shows: ['event informer.resumed == 1', `cache ${pods} current`],
    log: `pops the queue of ${pods} runs again`,
  },
  {
    variant: 'handler.slow',
    statement: `handler ${pods} slow 5s`,
    afterwards: `${touch}run 4s\nexpect cache ${pods} current\nexpect pods running == 2\nrun 20s\n`,
    shows: [`event handler.slowed lasting=5000000000 == 1`],
    log: `Each call of a handler of ${pods} takes 5s`,
  },
  {
    variant: 'handler.slow 0',
    before: `handler ${pods} slow 60s\n`,
    statement: `handler ${pods} slow 0s`,
    afterwards: `${touch}run 5s\nexpect pods running == 3\n`,
    shows: [`event handler.slowed lasting=0 == 1`],
    log: 'are as quick as ever again',
  },
  {
    variant: 'handler.panic',
    statement: `handler ${pods} panic`,
    afterwards: `expect program rs-controller running\n${touch}run 5s\n`,
    shows: ['program rs-controller crashed', 'event handler.panicked survives=false == 1'],
    log: 'injected panic',
  },
  {
    variant: 'worker.stall',
    statement: 'worker rs-controller/worker-1 stall 20s',
    afterwards: `${scaleTo(4)}run 10s\nexpect pods == 3\nrun 20s\n`,
    shows: ['event reconcile.stalled lasting=20000000000 == 1', 'pods running == 4'],
    log: 'stands still with',
  },
];

const servers: readonly VariantRow[] = [
  {
    variant: 'apiserver.restart',
    statement: 'apiserver a restart',
    afterwards: 'run 20s\n',
    shows: [
      'event replica.stopped == 1',
      'event replica.started == 2',
      `event watch.opened noun=${pods} > 1`,
    ],
    log: 'API server a stops',
  },
  {
    variant: 'apiserver.stop',
    statement: 'apiserver a stop',
    afterwards: 'run 10s\n',
    shows: ['event replica.stopped == 1', `watch ${pods} closed`],
    log: 'connection refused',
  },
  {
    variant: 'apiserver.start',
    before: 'apiserver a stop\nrun 10s\n',
    statement: 'apiserver a start',
    afterwards: 'run 90s\n',
    shows: ['event replica.started == 2', `watch ${pods} open`],
    log: 'its watch caches begin empty at revision 26',
  },
  {
    variant: 'apiserver.hold',
    statement: 'apiserver a hold',
    afterwards: `${touch}run 5s\n`,
    shows: ['event replica.held == 1', `not cache ${pods} current`],
    log: 'its watch caches no longer follow etcd',
  },
  {
    variant: 'apiserver.release',
    before: `apiserver a hold\n${touch}run 5s\n`,
    statement: 'apiserver a release',
    afterwards: 'run 10s\n',
    shows: ['event replica.released == 1', `cache ${pods} current`],
    log: 'catches up with etcd',
  },
  {
    variant: 'apiserver.forget',
    statement: 'apiserver a forget pods',
    afterwards: 'run 1s\n',
    shows: ['event watchcache.evicted resource=pods == 1'],
    log: 'can serve watches of pods only from',
  },
  {
    variant: 'apiserver.forget count',
    before: `${touch}run 5s\n`,
    statement: 'apiserver a forget pods 2',
    afterwards: 'run 1s\n',
    shows: ['event watchcache.evicted resource=pods == 1'],
    log: 'can serve watches of pods only from',
  },
  {
    variant: 'apiserver.inflight mutating',
    statement: 'apiserver a inflight mutating 1',
    afterwards: `${scaleTo(12)}run 20s\nexpect pods running == 12\n`,
    shows: ['event request.answered status=429 >= 1'],
    log: ': 429',
    lanes: ['none', ''],
  },
  {
    variant: 'apiserver.inflight readonly',
    statement: 'apiserver a inflight readonly 1',
    // Who watches is not waited for: three lists are asked for at once.
    afterwards: `${'kubectl get pods --watch\n'.repeat(3)}run 30s\n`,
    shows: ['event request.answered status=429 >= 1'],
    log: ': 429',
    lanes: ['none', ''],
  },
  {
    variant: 'apiserver.inflight 0',
    before: 'apiserver a inflight mutating 1\n',
    statement: 'apiserver a inflight mutating 0',
    afterwards: `${scaleTo(12)}run 20s\nexpect event request.answered status=429 == 0\n`,
    shows: ['pods running == 12'],
    log: 'Command: apiserver a inflight mutating 0',
  },
  {
    variant: 'apiserver.bookmarks off',
    statement: 'apiserver a bookmarks off',
    afterwards: 'run 3m0s\nexpect event watch.event.sent type=BOOKMARK == 0\n',
    shows: ['event replica.features bookmarks=false == 1'],
    log: 'sends no bookmarks to quiet watches',
  },
  {
    variant: 'apiserver.bookmarks on',
    before: 'apiserver a bookmarks off\nrun 3m0s\n',
    statement: 'apiserver a bookmarks on',
    afterwards: 'run 2m0s\n',
    shows: ['event watch.event.sent type=BOOKMARK >= 1'],
    log: 'sends a BOOKMARK',
  },
  {
    variant: 'apiserver.watchlist off',
    head: 'profile modern\n',
    statement: 'apiserver a watchlist off',
    afterwards: `run 5s\n${program} restart\nrun 10s\nexpect cache ${pods} current\n`,
    shows: [`event reflector.list.started informer=${pods} >= 1`],
    log: 'serves no streamed lists',
  },
  {
    variant: 'apiserver.watchlist on',
    head: 'profile modern\n',
    before: 'apiserver a watchlist off\nrun 5s\n',
    statement: 'apiserver a watchlist on',
    afterwards: `run 5s\n${program} restart\nrun 10s\nexpect cache ${pods} current\n`,
    shows: ['event replica.features watchList=true == 1'],
    log: 'serves streamed lists',
  },
  {
    variant: 'etcd.compact',
    statement: 'etcd compact',
    afterwards: 'run 1s\n',
    shows: ['event etcd.compacted == 1'],
    log: 'etcd is compacted',
  },
  {
    variant: 'etcd.compact revision',
    statement: 'etcd compact 7',
    afterwards: 'run 1s\n',
    shows: ['event etcd.compacted revision=7 == 1'],
    log: 'etcd is compacted',
  },
];

/** Where each status leads: what the client is told, and what becomes of the reconcile. */
const statuses: readonly VariantRow[] = (
  [
    [
      409,
      [`${reconciled('requeue')} error~pods == 1`],
      'requeue: Operation cannot be fulfilled on pods',
    ],
    [410, [`${reconciled('error')} == 1`], '410 (Expired)'],
    // The client itself asks again after the second that the answer names.
    [429, [`${reconciled('error')} == 0`], '429 (TooManyRequests)'],
    [500, [`${reconciled('error')} == 1`], '500 (InternalError)'],
    [503, [`${reconciled('error')} == 1`], '503 (ServiceUnavailable)'],
    [504, [`${reconciled('error')} == 1`], '504 (Timeout)'],
  ] as const
).map(([status, since, log]) => ({
  variant: `client.fail ${status}`,
  statement: `${client} fail ${status} verb=create`,
  afterwards: `${scaleTo(4)}run 30s\nexpect pods running == 4\n`,
  since: [`event request.answered status=${status} >= 1`, ...since],
  log,
}));

/** What makes kubectl send a request of each verb about pods, and a request of another. */
const requests: Readonly<Record<string, readonly [meant: string, other: string]>> = {
  create: ['kubectl create -f extra.yaml', 'kubectl get pods'],
  get: ['kubectl get pod/nginx', 'kubectl get pods'],
  list: ['kubectl get pods', 'kubectl get pod/nginx'],
  update: ['kubectl replace -f nginx-pod.yaml', 'kubectl get pods'],
  patch: ['kubectl label pod/nginx touched=now', 'kubectl get pods'],
  delete: ['kubectl delete pod/nginx --wait=false', 'kubectl get pods'],
  watch: ['kubectl get pods --watch', 'kubectl get pods'],
};
const onePod = `${extra}file nginx-pod.yaml <<EOF
apiVersion: v1
kind: Pod
metadata: {name: nginx, labels: {seen: often}}
spec: {containers: [{name: web, image: 'nginx:1.14.2'}]}
EOF
kubectl apply -f nginx-pod.yaml
run 5s
`;

/** One request of a verb fails; another verb's before it does not. */
function ofVerb(verb: string, fault: 'fail' | 'deny'): VariantRow {
  const [meant, other] = requests[verb] ?? ['', ''];
  const status = fault === 'fail' ? 500 : 403;
  const failed = `event request.completed client=kubectl status=${status}`;
  return {
    variant: fault === 'fail' ? `client.fail verb=${verb}` : `client.deny ${verb}`,
    before: onePod,
    statement:
      fault === 'fail'
        ? `client kubectl fail 500 verb=${verb}`
        : `client kubectl deny ${verb} pods`,
    afterwards: `${other}\nrun 1s\nexpect ${failed} == 0\n${meant}\nrun 5s\n`,
    shows: [`${failed} >= 1`],
    since: fault === 'fail' ? [`${failed} == 1`] : [`event client.denied verb=${verb} == 1`],
    log: fault === 'fail' ? '500 (InternalError)' : '403 (Forbidden)',
    lanes: ['kubectl', fault === 'fail' ? '500 (InternalError)' : '403 (Forbidden)'],
  };
}

const verbs = Object.keys(requests);

const clients: readonly VariantRow[] = [
  ...statuses,
  {
    variant: 'client.fail times',
    statement: `${client} fail 500 3 verb=create`,
    afterwards: `${scaleTo(4)}run 30s\nexpect pods running == 4\n`,
    shows: [answered(500, 3)],
    log: '500 (InternalError)',
  },
  ...verbs.map((verb) => ofVerb(verb, 'fail')),
  {
    variant: 'client.fail resource=',
    before: onePod,
    statement: 'client kubectl fail 500 resource=pods',
    afterwards: `kubectl get deployments
expect event request.completed client=kubectl status=500 == 0
kubectl get pods
run 1s
`,
    shows: ['event request.completed client=kubectl status=500 == 1'],
    log: '500 (InternalError)',
    lanes: ['kubectl', '500 (InternalError)'],
  },
  {
    variant: 'client.conflict',
    statement: 'client kubelet conflict',
    afterwards: `${touch}run 20s\nexpect pods running == 3\n`,
    shows: ['event request.completed client=kubelet status=409 == 1'],
    log: /^kubelet has its answer .* 409/,
    lanes: ['kubelet', '409 (Conflict)'],
  },
  {
    variant: 'client.conflict times',
    statement: 'client kubelet conflict 3',
    afterwards: `${touch}run 20s\nexpect pods running == 3\n`,
    shows: ['event request.completed client=kubelet status=409 == 3'],
    log: /^kubelet has its answer .* 409/,
    lanes: ['kubelet', '409 (Conflict)'],
  },
  {
    variant: 'client.lose request',
    statement: `${client} lose request`,
    afterwards: `${scaleTo(4)}run 60s\nexpect pods running == 4\n`,
    shows: [
      'event request.lost part=request == 1',
      'event request.failed client=rs-controller == 1',
    ],
    log: 'was lost before it reached the API server',
  },
  {
    variant: 'client.lose response',
    statement: `${client} lose response`,
    afterwards: `${scaleTo(4)}run 60s\nexpect pods running == 4\n`,
    shows: [
      'event request.lost part=response == 1',
      'event request.failed client=rs-controller == 1',
    ],
    log: 'the server did it, the client does not know',
  },
  {
    variant: 'client.refuse',
    statement: `${client} refuse`,
    afterwards: `${watch} cut\nrun 10s\nexpect watch ${pods} closed\n`,
    shows: ['event request.failed client=rs-controller >= 1', 'event client.refused == 1'],
    log: 'New connections of rs-controller are refused',
  },
  {
    variant: 'client.accept',
    before: `${client} refuse\n${watch} cut\nrun 10s\n`,
    statement: `${client} accept`,
    afterwards: 'run 90s\n',
    shows: ['event client.accepted == 1', `watch ${pods} open`],
    log: 'rs-controller can connect again',
  },
  {
    variant: 'client.switch',
    head: 'set replicas 2\n',
    statement: `${client} switch b`,
    afterwards: `${watch} cut\nrun 10s\n`,
    shows: [`event watch.opened noun=${pods} replica=b == 1`],
    log: 'next requests go to API server b',
  },
  ...verbs.map((verb) => ofVerb(verb, 'deny')),
  {
    variant: 'client.permit',
    before: `${client} deny watch pods\n${watch} cut\nrun 10s\nexpect watch ${pods} closed\n`,
    statement: `${client} permit`,
    afterwards: 'run 90s\n',
    shows: ['event client.permitted == 1', `watch ${pods} open`],
    log: 'may do again what it was forbidden',
  },
  {
    variant: 'client.starve',
    statement: `${client} starve`,
    afterwards: `${scaleTo(6)}run 2s\nexpect pods == 3\nrun 30s\nexpect pods running == 6\n`,
    shows: [
      'event client.starved requests=100 == 1',
      'event client.throttled client=rs-controller >= 1',
    ],
    log: 'has no token left',
  },
  {
    variant: 'client.starve requests',
    statement: `${client} starve 400`,
    afterwards: `${scaleTo(6)}run 15s\nexpect pods == 3\nrun 30s\nexpect pods running == 6\n`,
    shows: ['event client.starved requests=400 == 1'],
    log: 'stand in line for a token',
  },
];

const dated = (skew: string): string => `event program.clock.set program=kubelet skew=${skew} == 1`;

const programs: readonly VariantRow[] = [
  {
    variant: 'program.stop',
    statement: `${program} stop`,
    afterwards: `${touch}run 10s\nexpect pods == 2\n`,
    shows: ['program rs-controller stopped'],
    log: 'rs-controller has stopped',
  },
  {
    variant: 'program.crash',
    statement: `${program} crash`,
    afterwards: `${touch}run 10s\nexpect pods == 2\n`,
    shows: ['program rs-controller crashed'],
    log: 'rs-controller crashed',
  },
  {
    variant: 'program.crashmidway',
    statement: `${program} crashmidway`,
    afterwards: `expect program rs-controller running\n${scaleTo(6)}run 10s\n`,
    shows: ['program rs-controller crashed', 'pods > 3', 'pods > 3 and pods < 6'],
    log: 'killed between two writes',
    lanes: ['none', ''],
  },
  {
    variant: 'program.pause',
    statement: `${program} pause`,
    afterwards: `${touch}run 10s\nexpect pods == 2\n`,
    shows: ['program rs-controller paused'],
    log: 'none of its goroutines runs',
  },
  {
    variant: 'program.resume',
    before: `${program} pause\n${touch}run 10s\n`,
    statement: `${program} resume`,
    afterwards: 'run 10s\n',
    shows: ['pods running == 3', 'event program.resumed == 1'],
    log: 'rs-controller goes on',
  },
  {
    variant: 'program.restart',
    statement: `${program} restart`,
    afterwards: 'run 10s\n',
    shows: [
      'event program.started program=rs-controller == 2',
      `event reflector.list.started informer=${pods} == 2`,
    ],
    log: 'rs-controller has stopped',
  },
  {
    variant: 'program.clock ahead',
    statement: 'program kubelet clock ahead 1h0m0s',
    afterwards: `${touch}run 20s\n`,
    shows: [dated('3600000000000'), 'pods status.startTime~T01: >= 1'],
    log: "kubelet's clock is 1h0m0s ahead of the cluster's time",
    lanes: ['kubelet', "kubelet's clock is 1h0m0s ahead of the cluster's time"],
  },
  {
    variant: 'program.clock behind',
    statement: 'program kubelet clock behind 1h0m0s',
    afterwards: `${touch}run 20s\n`,
    shows: [dated('-3600000000000'), 'pods status.startTime~T23: >= 1'],
    log: "kubelet's clock is 1h0m0s behind the cluster's time",
    lanes: ['kubelet', "kubelet's clock is 1h0m0s behind the cluster's time"],
  },
  {
    variant: 'program.clock 0',
    before: 'program kubelet clock ahead 1h0m0s\n',
    statement: 'program kubelet clock ahead 0s',
    afterwards: `${touch}run 20s\nexpect pods status.startTime~T01: == 0\n`,
    shows: [dated('0')],
    log: "kubelet's clock shows the cluster's time",
    lanes: ['kubelet', "kubelet's clock shows the cluster's time"],
  },
];

export const variantRows: readonly VariantRow[] = [
  ...latencies,
  ...watches,
  ...code,
  ...servers,
  ...clients,
  ...programs,
];
