/** What each piece of the elected replicas' code does when the leader stands still until another leads. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';
import { pieceNames } from './piece_names.ts';

const copies = 'object configmaps/default/colour';

function pausedWith(choice: string): string {
  const chosen = ['elected-a', 'elected-b']
    .map((program) => `program ${program} code ${choice}\n`)
    .join('');
  return `latency 20ms
latency response 40ms
file colour.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: colour, labels: {copied: 'yes'}}
data: {colour: red}
EOF
${chosen}program elected-a start
run 3s
program elected-b start
run 3s
kubectl apply -f colour.yaml
run 5s
kubectl patch configmap/colour -p '{"data":{"colour":"blue"}}'
run 400ms
program elected-a pause
run 10s
`;
}

const takenOver = 'leader kube-system/elected == elected-b';
const resumed = 'run 10s\nprogram elected-a resume\nrun 300ms\n';

const rows: readonly {
  readonly slot: string;
  readonly piece: string;
  readonly more: string;
  readonly expects: readonly string[];
}[] = [
  {
    slot: 'write',
    piece: 'patch',
    more: '',
    expects: [`${copies}-patched present`, `${copies}-updated absent`],
  },
  {
    slot: 'write',
    piece: 'update',
    more: '',
    expects: [`${copies}-updated present`, `${copies}-patched absent`],
  },
  { slot: 'durations', piece: 'core', more: 'run 10s\n', expects: [takenOver] },
  { slot: 'durations', piece: 'long-lease', more: 'run 10s\n', expects: [`not ${takenOver}`] },
  {
    slot: 'durations',
    piece: 'short-retry',
    more: '',
    expects: ['event leader.renewed identity=elected-a >= 15'],
  },
  {
    slot: 'durations',
    piece: 'short-deadline',
    more: `${resumed}run 4s\n`,
    expects: ['program elected-a stopped'],
  },
  {
    slot: 'on-new-leader',
    piece: 'ignore',
    more: `${resumed}run 12s\n`,
    expects: ["event controller.logged 'message=The lease is lost: exiting' == 1"],
  },
  {
    slot: 'on-new-leader',
    piece: 'exit-at-once',
    more: `${resumed}expect program elected-a running\nrun 12s\n`,
    expects: [
      'program elected-a stopped',
      "event controller.logged 'message=elected-b leads now: exiting' == 1",
    ],
  },
];

describe('a replica of which another takes the lease', () => {
  test('every piece has its row', () => {
    for (const slot of ['write', 'durations', 'on-new-leader']) {
      const tried = rows.filter((row) => row.slot === slot).map(({ piece }) => piece);
      expect(tried).toEqual(pieceNames('elected-a', slot));
      expect(pieceNames('elected-b', slot)).toEqual(tried);
    }
  });

  test.each(rows)('$slot: $piece', ({ slot, piece, more, expects }) => {
    const asked = expects.map((each) => `expect ${each}\n`).join('');
    const { failures } = played(`${pausedWith(`${slot} ${piece}`)}${more}${asked}`);
    expect(failures).toEqual([]);
  });
});
