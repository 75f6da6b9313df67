/** Open places in a program's code, and numbers that a program shows of itself. */

import { describe, expect, test } from 'vitest';
import { codeProblem } from '#trace/program_code.ts';
import { played } from './runs.ts';

const pod = `file pod.yaml <<EOF
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: nginx}]
EOF
kubectl apply -f pod.yaml
run 2s
`;

/** The same loss of a deletion for every piece. */
const lost = `watch pod-roster/pods hold
kubectl delete pod/web
run 2s
apiserver a restart
run 2s
watch pod-roster/pods release
run 1m
expect tombstones pod-roster/pods == 1
`;

describe('the piece that stands at on-delete decides what a tombstone does', () => {
  test.each([
    { code: '', expects: ['program pod-roster crashed'] },
    { code: 'program pod-roster code on-delete cast', expects: ['program pod-roster crashed'] },
    {
      code: 'program pod-roster code on-delete comma-ok',
      expects: ['dial pod-roster known == 1', 'dial pod-roster stale == 1'],
    },
    {
      code: 'program pod-roster code on-delete unwrap',
      expects: ['dial pod-roster known == 0', 'dial pod-roster stale == 0'],
    },
  ])('$code', ({ code, expects }) => {
    const asked = expects.map((each) => `expect ${each}\n`).join('');
    const { failures } = played(`start kubelet\nstart scheduler
${code}
program pod-roster start
${pod}${lost}${asked}`);
    expect(failures).toEqual([]);
  });
});

test('code that is chosen while a program runs stands there from its next start on', () => {
  const { failures } = played(`start pod-roster
${pod}program pod-roster code on-delete unwrap
${lost}expect program pod-roster crashed
program pod-roster start
run 1s
expect dial pod-roster known == 0
expect event program.code.set program=pod-roster slot=on-delete == 1
`);
  expect(failures).toEqual([]);
});

test('the dials of a program that has ended are gone', () => {
  const { failures } = played(`start pod-roster
${pod}expect dial pod-roster known == 1
program pod-roster stop
expect not dial pod-roster known >= 0
`);
  expect(failures).toEqual([]);
});

describe('code that cannot stand there is refused, with what can', () => {
  test.each([
    ['rs-controller', 'on-delete', ['cast'], 'the program has no open places in its code'],
    ['pod-roster', 'on-add', ['cast'], 'the program’s open places are on-delete, on-update'],
    [
      'pod-roster',
      'on-delete',
      ['cats'],
      'the pieces that fit are cast, comma-ok, unwrap, if-terminating',
    ],
    ['pod-roster', 'on-delete', ['cast', 'unwrap'], 'one piece stands there'],
  ])('%s %s %j', (program, slot, pieces, says) => {
    expect(codeProblem(program, slot, pieces)).toBe(says);
    const session = played('start kubelet\nrun 1s\n');
    const acted = session.act(`program ${program} code ${slot} ${pieces.join(',')}`);
    expect(acted).toMatchObject({ ok: false, error: [{ message: says }] });
  });
});
