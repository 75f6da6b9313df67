/** The pod keeper: what each piece makes of a calm start, a busy one, and one without a list. */

import { describe, expect, test } from 'vitest';
import type { Overrides } from '#session/settings.ts';
import { played } from '#test/session/runs.ts';
import { pieceNames } from './piece_names.ts';

const informer = 'pod-keeper/pods';
const started = 'event controller.started controller=pod-keeper';

/** Five pods, as many as the keeper wants; one of them takes heartbeats. */
function kept(script: string, overrides: Overrides = {}): readonly string[] {
  const pods = [1, 2, 3, 4, 5].map(
    (number) => `apiVersion: v1
kind: Pod
metadata:
  name: kept-${number}
  labels: {app: kept${number === 1 ? ", heartbeat: 'on'" : ''}}
spec:
  containers: [{name: main, image: nginx}]`,
  );
  const { failures } = played(
    `start gc
kubectl apply -f - <<EOF
${pods.join('\n---\n')}
EOF
run 1s
${script}`,
    overrides,
  );
  return failures.map(({ text, found }) => `${text}, found ${found}`);
}

const calm = 'program pod-keeper start\nrun 5s\n';
const busy = 'program pod-heartbeat start\nrun 1s\nprogram pod-keeper start\nrun 10s\n';
const deaf = 'client pod-keeper deny list pods\nprogram pod-keeper start\nrun 5s\n';

describe('its workers begin', () => {
  test.each([
    { piece: 'store', scene: calm, begins: 1, creates: 0 },
    { piece: 'store', scene: busy, begins: 1, creates: 0 },
    { piece: 'store', scene: deaf, begins: 0, creates: 0 },
    { piece: 'handlers', scene: calm, begins: 1, creates: 0 },
    { piece: 'handlers', scene: busy, begins: 1, creates: 0 },
    { piece: 'handlers', scene: deaf, begins: 0, creates: 0 },
    { piece: 'none', scene: calm, begins: 1, creates: 5 },
    { piece: 'none', scene: deaf, begins: 1, creates: 5 },
    { piece: 'quiet', scene: calm, begins: 1, creates: 0 },
    { piece: 'quiet', scene: busy, begins: 0, creates: 0 },
    { piece: 'quiet', scene: deaf, begins: 1, creates: 5 },
  ])('$piece: $begins times, and $creates pods are made, after $scene', (row) => {
    const { piece, scene, begins, creates } = row;
    expect(pieceNames('pod-keeper', 'wait')).toContain(piece);
    expect(
      kept(`program pod-keeper code wait ${piece}
${scene}expect ${started} == ${begins}
expect dial pod-keeper created == ${creates}
expect pods metadata.labels.app=kept == ${5 + creates}
`),
    ).toEqual([]);
  });
});

test('its lamps: the store, then the handler; quiet comes and goes', () => {
  expect(
    kept(`program pod-keeper start
run 1ms
handler ${informer} slow 500ms
run 1s
expect dial pod-keeper store-synced == 1
expect dial pod-keeper handlers-synced == 0
expect dial pod-keeper quiet == 0
run 4s
expect dial pod-keeper handlers-synced == 1
expect dial pod-keeper quiet == 1
kubectl label pod/kept-2 touched=once
run 700ms
expect dial pod-keeper quiet == 0
`),
  ).toEqual([]);
});

test.each([
  ['modern', 'dial pod-keeper fresh == 0'],
  ['watchList', 'not dial pod-keeper fresh >= 0'],
] as const)(
  'whether its store has its own write is told where the release tells: %s',
  (profile, told) => {
    expect(
      kept(
        `program pod-keeper start
run 2s
watch ${informer} delay 2s
kubectl delete pod/kept-2
run 3s
expect dial pod-keeper created == 1
expect ${told}
run 5s
expect dial pod-keeper created == 1
${profile === 'modern' ? 'expect dial pod-keeper fresh == 1' : ''}
`,
        { profile },
      ),
    ).toEqual([]);
  },
);
