/** What each piece of the announcer's code makes of forty reports, and of a sink that cannot write. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';
import { pieceNames } from './piece_names.ts';

const head = `file work.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: work}
data: {parts: "0", every: 20ms}
EOF
`;

const parts = (count: number): string =>
  `kubectl patch configmap/work -p '{"data":{"parts":"${count}"}}'\n`;

const frozen = `client announcer refuse\n${parts(2100)}run 60s\n`;

const rows: readonly {
  readonly slot: string;
  readonly piece: string;
  readonly does: string;
  readonly expects: readonly string[];
}[] = [
  {
    slot: 'message',
    piece: 'same',
    does: `${parts(40)}run 5s\n`,
    expects: [
      'dial announcer parts == 40',
      'event event.written == 25',
      'event event.written verb=create == 1',
      'events count=25 == 1',
    ],
  },
  {
    slot: 'message',
    piece: 'numbered',
    does: `${parts(40)}run 5s\n`,
    expects: [
      'event event.written == 25',
      'event event.written verb=create == 10',
      "events 'message~(combined from similar events)' count=16 == 1",
      "events 'message=did part 9' == 1",
    ],
  },
  {
    slot: 'delivery',
    piece: 'recorder',
    does: frozen,
    expects: [
      'dial announcer parts == 2100',
      'dial announcer waited == 0',
      'event broadcast.dropped == 1099',
    ],
  },
  {
    slot: 'delivery',
    piece: 'blocking',
    does: `${frozen}expect dial announcer parts == 2003\nclient announcer accept\nrun 2m\n`,
    expects: [
      'dial announcer parts == 2100',
      'dial announcer waited >= 15',
      'event broadcast.dropped == 0',
      'events == 2100',
    ],
  },
];

describe('an announcer', () => {
  test('every piece has its row', () => {
    for (const slot of ['message', 'delivery']) {
      const tried = rows.filter((row) => row.slot === slot).map(({ piece }) => piece);
      expect(tried).toEqual(pieceNames('announcer', slot));
    }
  });

  test.each(rows)('$slot: $piece', ({ slot, piece, does, expects }) => {
    const asked = expects.map((each) => `expect ${each}\n`).join('');
    const { failures } = played(`${head}program announcer code ${slot} ${piece}
program announcer start
kubectl apply -f work.yaml
run 2s
${does}${asked}`);
    expect(failures).toEqual([]);
  });
});
