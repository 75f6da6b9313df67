/** Predicates over two dials of a program, and over the values that a member of an object has had. */

import { describe, expect, test } from 'vitest';
import { parsePredicate } from '#script/parse.ts';
import { writePredicate } from '#script/predicate_text.ts';
import { played } from '#test/session/runs.ts';

const claim = `kubectl apply -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: a}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 2Gi}}
EOF
`;

function held(script: string, predicates: readonly string[]): readonly boolean[] {
  return predicates.map((predicate) => {
    const { failures } = played(`${script}expect ${predicate}\n`);
    return failures.length === 0;
  });
}

describe('two dials of a program', () => {
  test('are held against each other', () => {
    const twice = `program claim-meter start\n${claim}run 3s
watch claim-meter/edge cut close
run 3s
`;
    expect(
      held(twice, [
        'dial claim-meter edge == 4',
        'dial claim-meter edge != cached',
        'dial claim-meter edge > level',
        'dial claim-meter level == cached',
        'dial claim-meter edge == cached',
        'dial claim-meter edge != missing',
      ]),
    ).toEqual([true, true, true, true, false, false]);
  });

  test('are read and written as one predicate', () => {
    const text = 'dial claim-meter edge != cached';
    const parsed = parsePredicate(text);
    expect(parsed.ok && writePredicate(parsed.value)).toBe(text);
  });
});

describe('the values that a member has had', () => {
  test('are counted once each, over all lives of the name', () => {
    const lives = `kubectl create configmap a --from-literal=x=1
kubectl label configmap/a tier=front
kubectl label configmap/a tier=front --overwrite
kubectl delete configmap/a
kubectl create configmap a --from-literal=x=2
run 1s
`;
    expect(
      held(lives, [
        'values configmaps/default/a metadata.uid == 2',
        'values configmaps/default/a metadata.resourceVersion == 3',
        'values configmaps/default/a data.x == 2',
        'values configmaps/default/b metadata.uid == 0',
      ]),
    ).toEqual([true, true, true, true]);
  });
});
