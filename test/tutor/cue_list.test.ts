/** The cues of a script, with comments and without. */

import { describe, expect, test } from 'vitest';
import { openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import { formatVersion } from '#trace/event.ts';
import { cuesOf } from '#tutor/cue_comments.ts';
import { cueAt, cueList } from '#tutor/cue_list.ts';

describe('comments', () => {
  test('of several lines are one cue', () => {
    expect(cuesOf('# One,\n# and more of it.\nrun 1s\n\n# Two.\nrun 1s\n')).toEqual([
      { line: 1, text: 'One, and more of it.' },
      { line: 5, text: 'Two.' },
    ]);
  });

  test('marked as cues leave the others to readers of the script', () => {
    const script = '# How it works.\n# cue: Look here.\nrun 1s\n# A detail.\nrun 1s\n';
    expect(cuesOf(script)).toEqual([{ line: 2, text: 'Look here.' }]);
  });

  test('inside of files are none', () => {
    expect(cuesOf('file a.yaml <<EOF\n# no\nEOF\n# Yes.\n')).toEqual([{ line: 4, text: 'Yes.' }]);
  });
});

async function played(script: string) {
  const { book } = await openPlayground();
  const record = {
    ...({ version: formatVersion, profile: 'classic', seed: 'cues', policy: 'arrival' } as const),
    ...{ script, acts: [] },
  };
  const run = book.open(record, () => undefined);
  await settled(() => !book.isAsked);
  const view = book.view(run);
  if (view === undefined || view.length === 0) throw new Error('expected the script to be played');
  return { cues: cueList({ script, events: view.events }), view };
}

const deeds = `start rs-controller
run 1s
program rs-controller pause
program rs-controller resume
run 1s
watch rs-controller/pods cut
run 2s
expect time >= 0s
`;

describe('the cues of a run', () => {
  test('are its comments, each from where its part begins to where the next does', async () => {
    const { cues, view } = await played(deeds.replace('watch rs', '# The cut.\nwatch rs'));
    expect(cues).toHaveLength(1);
    expect(cues[0]).toMatchObject({ text: 'The cut.', code: false, ends: view.lastSeq });
    const first = view.events[view.indexOf(cues[0]?.begins ?? 0) + 1];
    expect(first).toMatchObject({ kind: 'command.applied' });
  });

  test('are what is done where there are no comments; what is done at once is one', async () => {
    const { cues, view } = await played(deeds);
    expect(cues.map(({ text }) => text)).toEqual([
      'program rs-controller pause\nprogram rs-controller resume',
      'watch rs-controller/pods cut',
    ]);
    expect(cues.every(({ code }) => code)).toBe(true);
    expect(cues[0]?.ends).toBe(cues[1]?.begins);
    expect(cues[1]?.ends).toBe(view.lastSeq);
  });

  test('are one where nothing is done', async () => {
    const { cues, view } = await played('start rs-controller\nrun 1s\n');
    expect(cues).toEqual([{ text: '', code: false, begins: 0, ends: view.lastSeq }]);
  });

  test('each hop lies in one', () => {
    const cue = { text: '', code: false };
    const cues = [
      { ...cue, begins: 4, ends: 9 },
      { ...cue, begins: 9, ends: 20 },
    ];
    expect([0, 4, 5, 9, 10, 99].map((seq) => cueAt(cues, seq))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
