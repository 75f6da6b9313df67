/** Bellerophon and chimera: two controllers of one object, and how they write. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

const pegasus = 'object bellerophons/default/pegasus';
const written = 'event etcd.committed key=bellerophons/default/pegasus';
const refused = "event request.completed status=409 message~'Apply failed'";

function together(write: string, field: string): string {
  return `start kubelet
kubectl apply -f lab/bellerophon-crd.yaml
run 1s
program bellerophon code write ${write}
program chimera code write ${write}
program chimera code field ${field}
program bellerophon start
program chimera start
run 1s
kubectl apply -f lab/bellerophon.yaml
run 20s
`;
}

describe('two controllers', () => {
  test.each([
    { write: 'put', field: 'replicas', expects: [`${written} > 50`, `${refused} == 0`] },
    { write: 'force', field: 'replicas', expects: [`${written} > 50`, `${refused} == 0`] },
    { write: 'apply', field: 'replicas', expects: [`${written} < 10`, `${refused} >= 5`] },
    {
      write: 'put',
      field: 'partition',
      expects: [
        'quiet 10s',
        `${pegasus} spec.replicas == 3`,
        `${pegasus} spec.update.partition == 1`,
      ],
    },
    {
      write: 'force',
      field: 'partition',
      expects: [
        'quiet 10s',
        `${pegasus} spec.replicas == 3`,
        `${pegasus} spec.update.partition == 1`,
      ],
    },
  ])('$write, chimera wants $field', ({ write, field, expects }) => {
    const asked = expects.map((each) => `expect ${each}\n`).join('');
    expect(played(together(write, field) + asked).failures).toEqual([]);
  });
});

test('what chimera applies without force is refused while kubectl owns the default', () => {
  const script = `${together('apply', 'partition')}expect ${refused} >= 5
expect ${pegasus} spec.update.partition == 0
`;
  expect(played(script).failures).toEqual([]);
});
