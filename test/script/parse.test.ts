import { describe, expect, test } from 'vitest';
import { kindsWithoutAction } from '#script/actions.ts';
import { mostScriptLength, parsePredicate, parseScript, parseStatement } from '#script/parse.ts';
import { applyStatement, printCommand, printLine, printScript } from '#script/print.ts';
import { decodeCommand } from '#trace/command.ts';

function commandsOf(text: string) {
  const script = parseScript(text, 'a.lab');
  if (!script.ok) throw new Error(script.error.map((each) => each.message).join('; '));
  return script.value.statements.map((each) => each.command);
}

function problemsOf(text: string) {
  const script = parseScript(text, 'a.lab');
  return script.ok ? [] : script.error;
}

const statements = [
  'seed tombstone',
  "seed 'two words'",
  'profile modern',
  'policy shuffle',
  'set watch-window 100',
  'set managed-fields on',
  'set watch-buffer 20',
  'set replicas 2',
  'set metrics on',
  'start rs-controller workers=2 resync=30s',
  'allow cache-equals-server',
  'run 1m30s',
  'step',
  'step 3',
  'step 1 event',
  'step 2 reconcile',
  'until pods running == 3 within 30s',
  'until quiet 3s',
  'choose select 1',
  'latency 5ms',
  'latency response 20ms',
  'latency cachefill 20s',
  'watch rs-controller/pods cut',
  'watch rs-controller/pods cut reset',
  'watch rs-controller/pods hold',
  'watch rs-controller/pods release',
  'watch rs-controller/pods swap',
  'watch rs-controller/pods swap 2',
  'watch rs-controller/pods duplicate 3',
  'watch rs-controller/pods drop',
  'informer rs-controller/pods relist',
  'apiserver a restart',
  'apiserver a hold',
  'apiserver a forget pods',
  'apiserver a forget configmaps 3',
  'apiserver a inflight readonly 2',
  'apiserver a inflight mutating 0',
  'etcd compact',
  'etcd compact 17',
  'client rs-controller conflict',
  'client rs-controller conflict 3',
  'client rs-controller fail 500 verb=list resource=pods',
  'client rs-controller fail 429 3',
  'client rs-controller lose',
  'client rs-controller refuse',
  'client rs-controller accept',
  'client rs-controller switch b',
  'program rs-controller start workers=2',
  'program rs-controller crash',
  'program rs-controller restart',
  'program rs-controller scrape',
  'kubectl delete pod/web-1',
  'kubectl delete pod/web-1 deployment/web -n staging',
  'kubectl delete pods -l app=web',
  'kubectl delete pods --all',
  'kubectl scale deployment/web --replicas=5',
  "kubectl label pod/web-1 app=web tier- 'note=two words' --overwrite",
  'kubectl annotate node/node-a x=y',
  `kubectl patch deployment/web --type=merge -p '{"spec":{"replicas":2}}'`,
  `kubectl patch pod/web --type=merge -p '{"status":{"phase":"Failed"}}' --subresource=status`,
  'kubectl get pods -o wide',
  'kubectl get deployments web -n x',
  'kubectl get pods,configmaps -A -w -v=8',
  'kubectl describe pod/web-1',
  'kubectl create configmap c --from-literal=a=1 --from-literal=b=2 --dry-run=client -o yaml',
  'kubectl set image deployment/web web=nginx:1.28',
  'kubectl rollout status deployment/web --timeout=30s',
  'kubectl wait pod/web-1 --for=jsonpath={.status.phase}=Running --timeout=1m',
  'kubectl delete pod/web-1 --wait=false --grace-period=0 --force',
  'kubectl events --for=pod/web-1',
  'kubectl api-resources --api-group=apps',
  'kubectl api-versions',
  'kubectl version --client',
  'interrupt kubectl/3',
  'expect pods running == 3',
  'expect pods == 0',
  'expect deployments spec.replicas=3 metadata.name!=web >= 1',
  'expect object pods/default/web-1 absent',
  'expect object nodes/node-a present',
  'expect object deployments/default/nginx status.readyReplicas == 3',
  'expect object pods/default/web-1 metadata.labels.app == web',
  'expect object pods/default/web-1 metadata.labels.version == "3"',
  'expect object pods/default/web-1 spec.containers[0].image != nginx:1.14.2',
  'expect event reflector.list.started informer=rs-controller/pods >= 2',
  "expect event controller.logged 'message~no luck' == 0",
  'expect tombstones rs-controller/pods >= 1',
  'expect relists rs-controller/pods == 0',
  'expect first reflector.replaced informer=a/pods before handler.called informer=a/pods',
  'expect cache rs-controller/pods has default/x',
  'expect cache rs-controller/pods size == 3',
  'expect cache rs-controller/pods synced',
  'expect cache rs-controller/pods current',
  'expect queue rs-controller empty',
  'expect queue rs-controller size <= 2',
  'expect queue rs-controller lacks default/web',
  'expect program rs-controller crashed',
  'expect watch rs-controller/pods held',
  'expect quiet 5s',
  'expect time >= 30s',
  'expect invariants hold',
  'expect invariant one-worker-per-key holds',
  'expect not pods running == 3',
  'expect pods == 1 and nodes == 2 or not quiet 1s',
  'expect ( pods == 1 or nodes == 2 ) and not ( quiet 1s or time < 5s )',
];

describe('a statement', () => {
  test.each(statements)('is printed as it is read: %s', (text) => {
    const [command] = commandsOf(text);
    expect(command && printLine(command)).toBe(text);
    expect(decodeCommand(JSON.parse(JSON.stringify(command))).ok).toBe(true);
  });

  test.each([
    ['kubectl scale deploy web --replicas 2', 'kubectl scale deploy web --replicas=2'],
    ['kubectl get pods --namespace x -oyaml', 'kubectl get pods -n x -o yaml'],
    ['kubectl get po -v8 --watch', 'kubectl get po -v=8 -w'],
    ['kubectl create job j --image=a -- sleep 5', 'kubectl create job j --image=a -- sleep 5'],
    ['kubectl --namespace', undefined],
    ['expect count handler.called >= 2', 'expect event handler.called >= 2'],
    ['expect event handler.called', 'expect event handler.called >= 1'],
    ['expect tombstones rs-controller/pods', 'expect tombstones rs-controller/pods >= 1'],
    ['expect pods/default/a absent', 'expect object pods/default/a absent'],
    ['expect quiet', 'expect quiet 3s'],
    ['step event', 'step 1 event'],
    ['  run   5s   # for a while', 'run 5s'],
  ])('may be written shorter: %s', (text, printed) => {
    const statement = parseStatement(text);
    expect(statement.ok ? printLine(statement.value.command) : undefined).toBe(printed);
  });

  test('of every kind has an action', () => {
    expect(kindsWithoutAction).toEqual([]);
  });

  test('stands alone where one is asked for', () => {
    const two = parseStatement('run 1s\nrun 2s');
    expect(two.ok ? undefined : two.error[0]).toMatchObject({ line: 2, column: 1 });
    expect(parseStatement('# nothing').ok).toBe(false);
  });
});

const manifest = 'a: 1\n---\n--- # EOF\nb: |\n  EOF\n';

describe('a file', () => {
  test('travels inside the script, several documents and all', () => {
    const text = `file web.yaml <<EOF\n${manifest}EOF\nkubectl apply -f web.yaml\n`;
    const commands = commandsOf(text);
    expect(commands).toEqual([
      { kind: 'kubectl.apply', file: { name: 'web.yaml', content: manifest } },
    ]);
    expect(printScript(commands)).toBe(text);
  });

  test('may stand after its use, and below it with -f -', () => {
    const after = commandsOf(`kubectl apply -f a\nfile a <<X\nk: 1\nX`);
    const below = commandsOf(`kubectl apply -f - <<X\nk: 1\nX`);
    expect(after).toEqual([{ kind: 'kubectl.apply', file: { name: 'a', content: 'k: 1\n' } }]);
    expect(below).toEqual([{ kind: 'kubectl.apply', file: { name: '-', content: 'k: 1\n' } }]);
    expect(commandsOf(printScript([...after, ...below]))).toEqual([...after, ...below]);
  });

  test('that contains the closing word is closed by another', () => {
    const content = 'EOF\nEOF2\n';
    const statement = applyStatement({ name: 'x y.yaml', content });
    expect(statement).toContain('<<EOF3');
    expect(commandsOf(statement)).toEqual([
      { kind: 'kubectl.apply', file: { name: 'x y.yaml', content } },
    ]);
  });

  test('of one name with two contents is written twice', () => {
    const file = (content: string) => ({ name: 'a', content });
    const first = { kind: 'kubectl.apply' as const, file: file('k: 1\n') };
    const commands = [first, { kind: 'kubectl.apply' as const, file: file('k: 2\n') }];
    expect(
      commandsOf(printScript(commands)).map((each) => 'file' in each && each.file?.content),
    ).toEqual(['k: 1\n', 'k: 2\n']);
    expect(printCommand(first)).toContain('file a <<EOF');
  });

  test('keeps the line on which its text begins', () => {
    const script = parseScript('\nfile a <<X\nk: 1\nX\nkubectl apply -f a');
    expect(script.ok && script.value.statements[0]).toMatchObject({ line: 5, fileLine: 3 });
  });
});

describe('a bad script is refused with place and expectation', () => {
  test.each([
    ['walk 5s', 1, 1, /run, step.*kubectl/],
    ['run', 1, 4, /a duration/],
    ['run five', 1, 5, /a duration such as 5s.*got "five"/],
    ['run 25h', 1, 5, /at most 24h/],
    ['run 5s 6s', 1, 8, /the end of the line/],
    ['\n\nwatch rs-controller/pods cit', 3, 26, /cut, hold/],
    ['watch pods cut', 1, 7, /rs-controller\/pods/],
    ['run 1s\nseed a', 2, 1, /at the head/],
    ['kubectl fly', 1, 9, /get, describe, create, apply/],
    ['kubectl apply', 1, 14, /-f and the name of a file/],
    ['kubectl apply -f web.yaml', 1, 26, /a file block named web.yaml/],
    ['kubectl apply -f -', 1, 19, /a block for -f -/],
    ['kubectl scale web --replicas=3', 1, 31, /a resource and a name/],
    ['kubectl scale deploy/web --replicas=many', 1, 41, /--replicas=N/],
    ['kubectl patch pod a -p {', 1, 25, /a JSON object/],
    ['kubectl get pods --server-side', 1, 18, /-l, .*-n/],
    ['kubectl get pods -o table', 1, 26, /-o wide\|yaml\|json\|name/],
    ['kubectl rollout fly deploy/web', 1, 31, /history, pause/],
    ['kubectl wait pod/web', 1, 21, /--for=condition/],
    ['file a <<EOF\nk: 1', 1, 8, /a line EOF below/],
    ['file a', 1, 7, /<<EOF/],
    ['file a <<X\nX\nfile a <<X\nX', 3, 6, /no other file/],
    ['run 1s <<X\nX', 1, 11, /a block only after/],
    ["seed 'a", 1, 6, /a closing '/],
    ['expect pods', 1, 12, /==/],
    ['expect pods running = 3', 1, 21, /==/],
    ['expect event no.such.kind', 1, 14, /an event kind/],
    ['expect cache rs-controller/pods holds x', 1, 33, /has, lacks/],
    ['until pods == 3 within soon', 1, 24, /a duration/],
    ['expect ( pods == 3', 1, 19, /\)/],
    ['repeat 1000000000', 1, 1, /expected seed/],
  ])('%s', (text, line, column, message) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ file: 'a.lab', line, column });
    expect(problem?.message).toMatch(message);
  });

  test('with all of its faults at once', () => {
    const problems = problemsOf('run\nok\nrun 1s\nwatch x cut');
    expect(problems.map((each) => each.line)).toEqual([1, 2, 4]);
  });

  test('when it is too long', () => {
    expect(problemsOf('#'.repeat(mostScriptLength + 1))[0]?.message).toMatch(/at most 5000000/);
    expect(problemsOf('run 1s\n'.repeat(10_001))[0]?.message).toMatch(/at most 10000 statements/);
  });

  test('with the column of a predicate that stands alone', () => {
    const predicate = parsePredicate('pods runs == 3');
    expect(predicate.ok ? undefined : predicate.error[0]).toMatchObject({ line: 1, column: 6 });
  });
});
