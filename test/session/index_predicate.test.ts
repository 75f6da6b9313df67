/** What `index …` reads: the keys that really stand in an informer's index, whatever its cache holds. */

import { describe, expect, test } from 'vitest';
import { played } from './runs.ts';

const pods = 'pod-relabeler/pods';

/** Two pods labelled `a`, and a relabeler with that piece. */
function relabelled(edit: string): string {
  const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: a}}
spec:
  containers: [{name: web, image: nginx}]`;
  return `start gc
kubectl apply -f - <<EOF
${pod('web-1')}
---
${pod('web-2')}
EOF
run 1s
program pod-relabeler code edit ${edit}
program pod-relabeler start
run 3s
`;
}

describe('an index as it is', () => {
  test.each([
    {
      name: 'holds what is there, by any of its indexes',
      script: relabelled('deep-copy'),
      expects: [
        `index ${pods} byApp b has default/web-1`,
        `index ${pods} byApp b size == 2`,
        `index ${pods} byApp a lacks default/web-1`,
        `index ${pods} namespace default size == 2`,
      ],
    },
    {
      name: 'keeps the key of an object that was changed in place and then deleted',
      script: `${relabelled('in-place')}kubectl delete pod/web-1\nrun 1s\n`,
      expects: [
        `cache ${pods} size == 1`,
        `index ${pods} byApp a size == 2`,
        `index ${pods} byApp b size == 0`,
        `index ${pods} namespace default lacks default/web-1`,
        `event store.deleted key=default/web-1 left.byApp[0]=a == 1`,
      ],
    },
    {
      name: 'has an object under the value that it had when it was filed',
      script: relabelled('in-place-and-write'),
      expects: [
        `object pods/default/web-1 metadata.labels.app == b`,
        `index ${pods} byApp a size == 2`,
        `event store.updated key=default/web-1 indexed.byApp[0]=a == 1`,
      ],
    },
    {
      name: 'is gone with its program',
      script: `${relabelled('in-place')}program pod-relabeler crash\n`,
      expects: [`index ${pods} byApp a size == 0`],
    },
    {
      name: 'has no answer for an index that is not there',
      script: relabelled('deep-copy'),
      expects: [
        `not index ${pods} byNode b size >= 0`,
        `not index ${pods} byNode b lacks default/web-1`,
        'not index nobody/pods byApp b size >= 0',
      ],
    },
  ])('$name', ({ script, expects }) => {
    const { failures } = played(script + expects.map((each) => `expect ${each}\n`).join(''));
    expect(failures).toEqual([]);
  });
});

test('the mutation detector says which object was changed, and how, before it ends the program', () => {
  const { failures, store } = played(
    `${relabelled('in-place')}program pod-relabeler code environment mutation-detector
program pod-relabeler restart
run 3s
expect program pod-relabeler crashed
`,
  );
  expect(failures).toEqual([]);
  const said = store.events.flatMap((event) =>
    event.kind === 'controller.logged' ? [event.data.message] : [],
  );
  expect(said).toContain(
    'CACHE pod-relabeler/pods[0] ALTERED!\ndefault/web-1 metadata.labels.app: "a" → "b"',
  );
});
