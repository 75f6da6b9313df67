/** What the config reader's handlers see: resyncs at their own periods, and the lister during callbacks. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

const maps = `file maps.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: x, labels: {round: "1"}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: y, labels: {round: "1"}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: z, labels: {round: "1"}}
EOF
kubectl apply -f maps.yaml
run 2s
`;

describe('handlers with resync periods of their own', () => {
  const rows = [
    {
      name: '7 s is rounded up to the next check, which comes every 5 s',
      code: 'every-7s',
      start: 'resync=5s',
      expects: ['dial config-reader every-7s == 10'],
    },
    {
      name: '200 ms is made one second, and everybody is checked every second',
      code: 'every-7s,every-200ms',
      start: 'resync=5s',
      expects: ['dial config-reader every-7s == 7', 'dial config-reader every-200ms == 1'],
    },
    {
      name: 'an informer without a resync of its own never checks, whatever its handlers ask for',
      code: 'every-7s',
      start: '',
      expects: [
        'event reflector.resync.armed informer=config-reader/configmaps == 0',
        'not dial config-reader every-7s >= 0',
      ],
    },
  ];
  test.each(rows)('$name', ({ code, start, expects }) => {
    const { failures } = played(`start kubelet
program config-reader code handlers ${code}
program config-reader start ${start}
${maps}run 1m
${expects.map((each) => `expect ${each}\n`).join('')}`);
    expect(failures).toEqual([]);
  });
});

describe('what a handler sees in the lister while a relist is taken over', () => {
  test.each([
    { profile: 'classic', mixed: '>= 1', impossible: '>= 1' },
    { profile: 'inOrder', mixed: '>= 1', impossible: '>= 1' },
    { profile: 'modern', mixed: '== 0', impossible: '== 0' },
  ] as const)('$profile: mixed $mixed', ({ profile, mixed, impossible }) => {
    const { failures } = played(
      `profile ${profile}
start config-reader
${maps}informer config-reader/configmaps stall 5m
informer config-reader/configmaps relist
kubectl label configmap/z round=2 --overwrite
kubectl label configmap/y round=2 --overwrite
kubectl label configmap/x round=2 --overwrite
run 5s
expect dial config-reader mixed == 0
informer config-reader/configmaps stall 0s
run 1s
expect dial config-reader mixed ${mixed}
expect impossible config-reader/configmaps ${impossible}
`,
    );
    expect(failures).toEqual([]);
  });
});

test('two readers differ only in the client-go that they were built with', () => {
  const { failures } = played(`start delta-reader
start real-reader
run 1s
expect event informer.started informer=delta-reader/configmaps queue=DeltaFIFO == 1
expect event informer.started informer=real-reader/configmaps queue=RealFIFO == 1
`);
  expect(failures).toEqual([]);
});
