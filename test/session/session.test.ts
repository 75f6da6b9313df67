import { describe, expect, test } from 'vitest';
import { instant } from '#base/time.ts';
import { openingScene } from '#script/scenes/opening_scene.ts';
import { createSession, recordOf } from '#session/session.ts';
import { nginxFile, opened, played, recordFor, rolledOut, traceOf } from './runs.ts';

function kindsOf(session: ReturnType<typeof played>) {
  return session.store.events.map((event) => event.kind);
}

describe('a script', () => {
  test('runs a cluster of its own if it says nothing', () => {
    const session = played('run 5s');
    expect([...session.world.programs.keys()].sort()).toEqual([
      'deployment-controller',
      'gc',
      'kubectl',
      'kubelet',
      'rs-controller',
      'scheduler',
    ]);
    expect([...session.world.server.keys()].sort()).toEqual([
      'namespaces/default',
      'namespaces/kube-system',
      'nodes/node-a',
      'nodes/node-b',
    ]);
    expect(session.now).toBe(5_000_000_000);
    expect(session.failures).toEqual([]);
  });

  test('takes a manifest to running pods', () => {
    const session = played(`${rolledOut}expect invariants hold
expect object deployments/default/nginx status.readyReplicas == 3
expect cache rs-controller/pods current
expect queue rs-controller empty
expect watch rs-controller/pods open
expect program rs-controller running
expect relists rs-controller/pods == 0
expect event request.sent client=kubectl verb=create == 1`);
    expect(session.failures).toEqual([]);
  });

  test('says what was expected, what was found, and where', () => {
    const session = played(
      'run 1s\n\nexpect pods running == 3\nexpect object pods/default/a present',
    );
    expect(session.failures).toEqual([
      { kind: 'expect', text: 'pods running == 3', found: '0', at: 1_000_000_000, line: 3 },
      {
        kind: 'expect',
        text: 'object pods/default/a present',
        found: 'absent',
        at: 1_000_000_000,
        line: 4,
      },
    ]);
  });

  test('gives up waiting when its patience ends', () => {
    const session = played('until pods running == 1 within 2s\nrun 1s');
    expect(session.failures).toMatchObject([{ kind: 'expect', at: 2_000_000_000 }]);
    expect(session.now).toBe(3_000_000_000);
  });

  test('tells of a fault that cannot be done', () => {
    const session = played('run 1s\nwatch rs-controller/pods release\nprogram gc resume');
    expect(session.failures.map(({ kind, found }) => [kind, found])).toEqual([
      ['refused', 'the watch is not held'],
      ['refused', 'the program is not paused'],
    ]);
    expect(kindsOf(session).filter((kind) => kind === 'command.refused')).toHaveLength(2);
  });

  test('has an opening scene in which much happens and nothing breaks', () => {
    const session = played(openingScene);
    expect(session.failures).toEqual([]);
    expect(session.now).toBe(60_000_000_000);
    expect(session.store.events.length).toBeGreaterThan(2_000);
  });

  test.each([
    ['start no-such-program', 1, 'one of the programs kubelet'],
    ['run 1s\nprogram nobody crash', 2, 'one of the programs kubelet'],
    ['set watch-window lots', 1, 'a number of changes'],
    ['set managed-fields maybe', 1, 'set managed-fields on, or off'],
    ['set metrics many', 1, 'set metrics on, or off'],
    [
      'set speed 3',
      1,
      'watch-window, watch-buffer, nodes, replicas, metrics, managed-fields, qps, burst',
    ],
    ['file a <<X\nkind: Pod\nX\nkubectl apply -f a', 2, 'apiVersion'],
    [
      'file a <<X\napiVersion: v1\nkind: Foo\nmetadata: {name: x}\nX\nkubectl apply -f a',
      2,
      'no matches for kind "Foo"',
    ],
  ])('with a bad head or file is refused whole: %j', (text, line, message) => {
    const record = recordOf(text, {}, 'bad.lab');
    expect(record.ok ? undefined : record.error[0]).toMatchObject({
      file: 'bad.lab',
      line,
      message: expect.stringContaining(message),
    });
  });

  test('of another version is refused', () => {
    const session = createSession({ ...recordFor('run 1s'), version: 99 });
    expect(session.ok ? undefined : session.error[0]?.message).toBe(
      'expected a run of version 1, got 99',
    );
  });
});

describe('faults', () => {
  test.each([
    ['watch rs-controller/pods cut', 'expect relists rs-controller/pods == 0'],
    ['watch rs-controller/pods cut reset', 'expect watch rs-controller/pods open'],
    ['informer rs-controller/pods relist', 'expect relists rs-controller/pods >= 1'],
    ['apiserver a restart', 'expect watch rs-controller/pods open'],
    [
      'client rs-controller conflict',
      'expect event request.completed status=409 client=rs-controller >= 1',
    ],
    ['client rs-controller fail 500 2', 'expect event request.completed status=500 >= 1'],
    ['client rs-controller lose', 'expect event request.lost part=response == 1'],
    ['program rs-controller crash', 'expect program rs-controller crashed'],
    ['program rs-controller restart', 'expect program rs-controller running'],
    ['program rs-controller pause', 'expect program rs-controller paused'],
    ['etcd compact', 'expect event etcd.compacted == 1'],
    ['latency 200ms', 'expect event request.completed lasted=402000000 >= 1'],
  ])('%s', (fault, expectation) => {
    const session = played(`${rolledOut}${fault}
kubectl scale deployment/nginx --replicas=4
run 30s
${expectation}
expect invariants hold`);
    expect(session.failures).toEqual([]);
  });

  test('on the wire that break the contract show as a broken invariant, unless that is allowed', () => {
    const script = (head: string) => `${head}
${rolledOut}latency watch 500ms
kubectl delete pod/nginx-* --wait=false
until event watch.event.sent noun=rs-controller/pods type=DELETED >= 1
watch rs-controller/pods drop 1
run 30s
`;
    const broken = played(script('# nothing allowed'));
    expect(broken.failures.map(({ text }) => text)).toContain('cache-equals-server');
    const allowed = played(script('allow cache-equals-server'));
    expect(allowed.failures).toEqual([]);
    expect(allowed.world.brokenInvariants).toContain('cache-equals-server');
  });

  test('on a held noun reach its next stream as well', () => {
    const session = played(`${rolledOut}watch rs-controller/pods hold
apiserver a restart
run 5s
kubectl delete pod/nginx-*
run 5s
expect cache rs-controller/pods size == 3
watch rs-controller/pods release
run 10s
expect pods running == 3
expect cache rs-controller/pods current`);
    expect(session.failures).toEqual([]);
  });
});

describe('kubectl', () => {
  test('prints what the real one prints', () => {
    const session = played(`${nginxFile}run 1s
kubectl apply -f nginx.yaml
kubectl apply -f nginx.yaml
kubectl create -f nginx.yaml
kubectl scale deploy/nginx --replicas=1
kubectl label deploy nginx tier=front
kubectl label deploy nginx tier=back
kubectl annotate deploy nginx note-
kubectl patch deploy nginx -p '{"spec":{"paused":true}}'
kubectl get deploy
kubectl delete pod/none
kubectl delete deploy/nginx
kubectl delete gadgets/x
kubectl get pods -l app=none`);
    const said = session.store.events.flatMap((event) =>
      event.kind === 'kubectl.printed' ? event.data.text.trimEnd().split('\n') : [],
    );
    expect(said).toEqual([
      'deployment.apps/nginx created',
      'deployment.apps/nginx unchanged',
      'Error from server (AlreadyExists): error when creating "nginx.yaml": deployments.apps "nginx" already exists',
      'deployment.apps/nginx scaled',
      'deployment.apps/nginx labeled',
      "error: 'tier' already has a value (front), and --overwrite is false",
      'annotation "note" not found.',
      'deployment.apps/nginx annotated',
      'deployment.apps/nginx patched',
      'NAME    READY   UP-TO-DATE   AVAILABLE   AGE',
      expect.stringMatching(/^nginx {3}\d\/1 {5}\d {12}\d {11}\d+s$/),
      'Error from server (NotFound): pods "none" not found',
      'deployment.apps "nginx" deleted from default namespace',
      'error: the server doesn\'t have a resource type "gadgets"',
      'No resources found in default namespace.',
    ]);
  });

  test('goes on while it watches, until it is interrupted', () => {
    const session = played(`${nginxFile}run 1s
kubectl get pods -w
kubectl apply -f nginx.yaml
run 10s
interrupt kubectl/1
run 1s`);
    expect(session.failures).toEqual([]);
    const ended = session.world.eventsOf('kubectl.ended').map(({ subject }) => subject);
    expect(ended).toEqual(['kubectl/2', 'kubectl/1']);
    const rows = session.store.events.flatMap((event) =>
      event.kind === 'kubectl.printed' && event.subject === 'kubectl/1' ? [event.data.text] : [],
    );
    expect(rows[0]).toMatch(/^NAME +READY +STATUS/);
    expect(rows.at(-1)).toMatch(/^nginx-\S+ +1\/1 +Running/);
    expect(session.act('interrupt kubectl/1').ok).toBe(false);
  });

  test('tells of its requests as far as it is asked to', () => {
    const linesAt = (level: number) => {
      const session = played(`run 1s\nkubectl get namespace default -v=${level}`);
      return session.store.events
        .flatMap((event) =>
          event.kind === 'kubectl.printed' && event.data.stream === 'err' ? [event.data.text] : [],
        )
        .join('');
    };
    expect(linesAt(5)).toBe('');
    expect(linesAt(6)).toMatch(
      /"Response" verb="GET" url="\S+namespaces\/default" status="200 OK"/,
    );
    expect(linesAt(7)).toContain('Accept: application/json;as=Table;v=v1;g=meta.k8s.io');
    expect(linesAt(8)).toContain('"Response Body" body="{');
  });

  test('tries again when the object has changed under an apply', () => {
    const session = played(`${nginxFile}run 1s
kubectl apply -f nginx.yaml
client kubectl fail 409 1 verb=patch
${nginxFile.replace('file nginx.yaml', 'file changed.yaml').replace('replicas: 3', 'replicas: 1')}kubectl apply -f changed.yaml
expect object deployments/default/nginx spec.replicas == 1
expect event request.sent client=kubectl verb=patch == 2`);
    expect(session.failures).toEqual([]);
  });

  test('applies what was removed from a manifest as a removal', () => {
    const map = (data: string) =>
      `kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: ${data}\nEOF\n`;
    const session = played(`run 1s
${map('{a: "1", b: "2"}')}kubectl patch cm m -p '{"data":{"c":"3"}}'
${map('{a: "1"}')}expect object configmaps/default/m data.a == "1"
expect object configmaps/default/m data.c == "3"
expect configmaps data.b=2 == 0`);
    expect(session.failures).toEqual([]);
  });

  test('applies a custom resource together with its definition', () => {
    const session = played(`file foo.yaml <<EOF
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: foos.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: foos, singular: foo, kind: Foo, shortNames: [fo]}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
---
apiVersion: example.com/v1
kind: Foo
metadata: {name: x}
EOF
run 1s
kubectl apply -f foo.yaml
expect object foos/default/x present
kubectl delete fo/x
expect object foos/default/x absent`);
    expect(session.failures).toEqual([]);
  });
});

describe('time', () => {
  test('goes in hops, events and reconciles', () => {
    const session = played(`${rolledOut}kubectl scale deployment/nginx --replicas=4`);
    const before = session.store.events.length;
    expect(session.step('hop')).toBe(true);
    expect(session.store.events.length).toBeGreaterThan(before);
    expect(session.step('event')).toBe(true);
    const event = session.store.events.slice(before);
    expect(event.filter(({ kind }) => kind === 'reconcile.finished').length).toBeGreaterThan(0);
    expect(event.filter(({ kind }) => kind === 'watch.event.delivered').length).toBeGreaterThan(0);
    expect(session.step('reconcile')).toBe(true);
    expect(
      session.store.events.slice(before).some((event) => event.kind === 'reconcile.finished'),
    ).toBe(true);
    const stepping = played(
      `${rolledOut}step 3\nkubectl delete pod/nginx-*\nstep 2 event\nstep reconcile`,
    );
    expect(stepping.failures).toEqual([]);
  });

  test('is the same in one stride or in many', () => {
    const strides = played(`${rolledOut}run 100ms\nrun 900ms\nrun 9s`);
    const one = played(`${rolledOut}run 10s`);
    const few = opened(recordFor(rolledOut));
    few.play();
    const end = instant(few.now + 10_000_000_000);
    while (few.now < end) few.advance(end, 7);
    expect(strides.hash).toBe(one.hash);
    expect(few.hash).toBe(one.hash);
  });
});

describe('an act', () => {
  const acts = [
    'watch rs-controller/pods cut',
    'kubectl delete pod/nginx-*',
    'client rs-controller conflict',
    'kubectl scale deployment/nginx --replicas=5',
    'apiserver a restart',
  ];

  test('is recorded with its place, and the record replays byte for byte', () => {
    const session = played(rolledOut);
    for (const act of acts) {
      expect(session.act(act).ok).toBe(true);
      session.step('hop', 5);
    }
    session.advance(instant(session.now + 20_000_000_000));
    const again = opened(session.record);
    again.play();
    again.advance(session.now);
    expect(traceOf(again)).toBe(traceOf(session));
    expect(again.record).toEqual(session.record);
  });

  test('in the past cuts the script short and keeps what came before', () => {
    const whole = played(`${rolledOut}kubectl scale deployment/nginx --replicas=5\nrun 10s`);
    for (const seq of [1, 5, 300, 700, 1_100, whole.store.events.length]) {
      const position = whole.store.positionOf(seq);
      const fork = opened(whole.record);
      fork.play(position);
      const shared = fork.store.events.length;
      expect(shared).toBeGreaterThanOrEqual(seq);
      const lines = (session: typeof fork, count: number) =>
        session.store.events.slice(0, count).map((event) => JSON.stringify(event));
      expect(lines(fork, shared)).toEqual(lines(whole, shared));
      expect(fork.position).toEqual(position);
      expect(fork.act('program gc crash').ok).toBe(true);
      fork.advance(instant(fork.now + 1_000_000_000));
      const again = opened(fork.record);
      again.play();
      again.advance(fork.now);
      expect(again.hash).toBe(fork.hash);
    }
  });

  test.each([
    ['watch rs-controller/pods release', 'the watch is not held'],
    ['watch rs-controller/pods swap', 'fewer than two messages are on the wire there'],
    ['watch nobody/pods cut', 'no such watch'],
    ['apiserver z restart', 'no such replica'],
    ['apiserver a start', 'the replica runs'],
    ['program gc start', 'the program runs'],
    ['etcd compact 99999', 'that revision lies in the future'],
    ['run 5s', 'time is moved by the playground itself, not by an act'],
    ['seed x', 'this belongs at the head of a script, before anything happens'],
    ['kubectl apply -f - <<X\na: [\nX', 'YAML does not parse'],
    [
      'kubectl apply -f - <<X\napiVersion: v1\nkind: Foo\nmetadata: {name: x}\nX',
      'no matches for kind',
    ],
    ['dance', 'expected'],
  ])('that cannot be done changes nothing: %s', (statement, message) => {
    const session = played(rolledOut);
    const { hash, position } = session;
    const acted = session.act(statement);
    expect(acted.ok ? undefined : acted.error[0]?.message).toContain(message);
    expect([session.hash, session.position, session.record.acts]).toEqual([hash, position, []]);
  });
});

test('a script says how many requests a second, and at once, the clients allow themselves', () => {
  const work = (limits: string): string =>
    `${limits}\nrun 2s\nkubectl create deployment web --image=nginx --replicas=6\nuntil pods running == 6 within 120s\n`;
  const waits = (limits: string): number =>
    played(work(limits)).store.events.filter(({ kind }) => kind === 'client.throttled').length;
  expect(waits('')).toBe(0);
  expect(waits('set qps 1\nset burst 1')).toBeGreaterThan(5);
});
