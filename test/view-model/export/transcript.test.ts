import { expect, test } from 'vitest';
import { sentence } from '#messages/sentence.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import { keepsKind } from '#trace/level.ts';
import { transcriptOf } from '#view-model/export/transcript.ts';
import { playedRun, say } from './played_run.ts';

const { view } = playedRun('410_ladder.lab');

test('a transcript has a line with hop, time, actor and sentence for all that the log tells', () => {
  const range = { from: 100, to: 200 };
  const lines = transcriptOf(view, range, say).trimEnd().split('\n');
  const told = view.events.filter(
    ({ seq, kind }) => seq >= 100 && seq <= 200 && keepsKind('teach', kind),
  );
  expect(lines).toHaveLength(told.length);
  lines.forEach((line, index) => {
    const event = told[index];
    const parts = /^ *(\d+) +(\d+\.\d{6}) {2}(\S+): (.+)$/.exec(line);
    expect(Number(parts?.[1])).toBe(event?.seq);
    expect(Number(parts?.[2])).toBeCloseTo((event?.at ?? 0) / 1e9, 6);
    expect(parts?.[3]).toBe(event?.actor);
  });
});

test('a transcript speaks the language of its reader', () => {
  const range = { from: 1, to: view.lastSeq };
  const chinese = transcriptOf(view, range, (event) => sentence(event, zhCN));
  expect(chinese).toMatch(/[\u4e00-\u9fff]/);
  expect(transcriptOf(view, range, say)).not.toMatch(/[\u4e00-\u9fff]/);
});
