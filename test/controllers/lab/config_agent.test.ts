/** What each piece of the config agent's code does to its work queue. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

const settings = `file settings.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data: {broken: "false"}
EOF
`;

const hammer = [1, 2, 3, 4]
  .map((number) => `kubectl annotate configmap/a change=${number} --overwrite\n`)
  .join('');

const breakIt = `kubectl patch configmap/a -p '{"data":{"broken":"true"}}'\n`;
const mendIt = `kubectl patch configmap/a -p '{"data":{"broken":"false"}}'\n`;

describe.each([
  {
    slot: 'handler',
    piece: 'add',
    does: hammer,
    expects: ['not event program.reported dial=at-once value>1', 'event queue.ratelimited == 0'],
  },
  {
    slot: 'handler',
    piece: 'add-pointer',
    does: hammer,
    expects: ['event program.reported dial=at-once value>1', 'event queue.deduplicated == 0'],
  },
  {
    slot: 'handler',
    piece: 'add-rate-limited',
    does: hammer,
    expects: ['event queue.ratelimited >= 5', 'event reconcile.finished result=error == 0'],
  },
  {
    slot: 'finish',
    piece: 'forget-and-done',
    does: `${breakIt}run 5s\n${mendIt}run 5s\n`,
    expects: ['event queue.forgotten failures>3', 'queue config-agent empty'],
  },
  {
    slot: 'finish',
    piece: 'no-forget',
    does: `${breakIt}run 5s\n${mendIt}run 5s\n${breakIt}run 1s\n`,
    expects: ['event queue.forgotten == 0', 'event queue.ratelimited failures>7 >= 1'],
  },
  {
    slot: 'finish',
    piece: 'no-done',
    does: `${hammer}run 5s\n`,
    expects: ['event queue.done == 0', 'event reconcile.started == 1'],
  },
  {
    slot: 'finish',
    piece: 'add-at-once',
    does: `${breakIt}run 5s\n`,
    expects: ['event queue.ratelimited == 0', 'event reconcile.finished result=error >= 8'],
  },
])('$slot: $piece', ({ slot, piece, does, expects }) => {
  test(expects.join(', '), () => {
    const asked = expects.map((each) => `expect ${each}\n`).join('');
    const { failures } = played(`start kubelet
${settings}program config-agent code ${slot} ${piece}
program config-agent start workers=4
kubectl apply -f settings.yaml
run 3s
${does}run 3s
${asked}`);
    expect(failures).toEqual([]);
  });
});
