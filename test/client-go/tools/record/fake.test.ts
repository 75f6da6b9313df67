/** The fake recorder's lines, and that it blocks when nobody reads. */

import { expect, test } from 'vitest';
import { FakeRecorder, newFakeRecorder } from '#client-go/tools/record/fake.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1' } };
const report = { type: 'Normal', reason: 'Started', messageFmt: 'run %d', args: [1] } as const;

test.each([
  { id: 'FR1', includeObject: false, annotations: {}, line: 'Normal Started run 1' },
  {
    id: 'FR2',
    includeObject: true,
    annotations: { b: '2', a: '1' },
    line: 'Normal Started run 1 involvedObject{kind=Pod,apiVersion=v1} map[a:1 b:2]',
  },
])('$id a line is $line (none)', ({ includeObject, annotations, line }) => {
  const run = simulatedRun();
  const recorder = new FakeRecorder(run.sim, { bufferSize: 1, includeObject });
  run.go('test', function* () {
    yield* recorder.annotatedEventf(pod, annotations, report);
  });
  expect(recorder.events?.tryReceive()).toBe(line);
});

test('FR3 a full buffer holds the caller up; without one everything is thrown away (none)', () => {
  const run = simulatedRun();
  const done: string[] = [];
  for (const recorder of [newFakeRecorder(run.sim, 1), new FakeRecorder(run.sim, {})]) {
    run.go('test', function* () {
      for (const message of ['a', '100%']) {
        yield* recorder.event(pod, { type: 'Normal', reason: 'R', message });
        done.push(message);
      }
    });
  }
  expect(done).toEqual(['a', 'a', '100%']);
});
