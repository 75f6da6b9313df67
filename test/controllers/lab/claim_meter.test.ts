/** What the claim meter's dials show, by what happens and by the code that counts. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

/** Claims of 2, 3 and 5 Gi that are bound, and that nothing keeps from being deleted. */
const claims = ['a 2', 'b 3', 'c 5']
  .map((each) => {
    const [name, size] = each.split(' ');
    return `kubectl apply -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: ${size}Gi}}
EOF
kubectl patch pvc/${name} -p '{"metadata":{"finalizers":null}}'
kubectl patch pvc/${name} --subresource=status -p '{"status":{"phase":"Bound"}}'
run 2s
`;
  })
  .join('');

const resize = `kubectl patch pvc/c -p '{"spec":{"resources":{"requests":{"storage":"8Gi"}}}}'\n`;
const gap = `client claim-meter refuse
apiserver a restart
run 2s
kubectl delete pvc/b
run 5s
client claim-meter accept
run 1m
`;

function failuresOf(code: string, happens: string, dials: string): readonly unknown[] {
  const [edge, level, sampled] = dials.split(' ');
  return played(`allow cache-equals-server
${code}program claim-meter start
run 2s
${claims}run 5s
expect dial claim-meter edge == 10
expect dial claim-meter edge == cached
${happens}expect dial claim-meter edge == ${edge}
expect dial claim-meter level == ${level}
expect dial claim-meter sampled == ${sampled}
`).failures;
}

describe('what the three dials show', () => {
  const rows = [
    { name: 'of a resize', happens: `${resize}run 3s\n`, dials: '10 13 13' },
    { name: 'of a deletion in a gap, and of what is replayed', happens: gap, dials: '17 7 7' },
    {
      name: 'of a watch that ends and is opened again',
      happens: 'watch claim-meter/edge cut close\nrun 5s\n',
      dials: '20 10 10',
    },
    {
      name: 'of a restart: a watch without resourceVersion begins with everything',
      happens: 'program claim-meter restart\nrun 5s\n',
      dials: '10 10 10',
    },
  ];
  test.each(rows)('$name', ({ happens, dials }) => {
    expect(failuresOf('', happens, dials)).toEqual([]);
  });

  test('of a notification that is dropped because they are busy', () => {
    const code = 'program claim-meter code hand-over send-or-drop\n';
    const happens = 'kubectl delete pvc/a pvc/b\nrun 5s\n';
    expect(failuresOf(code, happens, '8 8 8')).toEqual([]);
    expect(failuresOf(code, `${happens}run 30s\n`, '8 8 5')).toEqual([]);
    const next = 'kubectl annotate pvc/c looked=yes\nrun 3s\n';
    expect(failuresOf(code, `${happens}${next}`, '8 5 5')).toEqual([]);
  });
});

describe('what the counter shows after a resize, a deletion in a gap and a resize', () => {
  const rows = [
    { code: 'add-and-subtract', edge: 20 },
    { code: 'also-modified', edge: 13 },
    { code: 'list-then-watch', edge: 20 },
    { code: 'recompute', edge: 10 },
  ];
  test.each(rows)('$code', ({ code, edge }) => {
    const choice = `program claim-meter code count ${code}\n`;
    expect(failuresOf(choice, `${resize}run 3s\n${gap}`, `${edge} 10 10`)).toEqual([]);
  });
});
