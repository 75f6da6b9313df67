import { describe, expect, test } from 'vitest';
import { createSession } from '#session/session.ts';
import { traceHeaderLine } from '#trace/codec.ts';
import { decodeTrace } from '#trace/decode_trace.ts';
import { hashOf, ndjsonOf } from '#view-model/export/ndjson.ts';
import { ParkedViews } from '#view-model/parked_views.ts';
import { RunView } from '#view-model/run_view.ts';
import { playedRun } from './played_run.ts';

const { session, view } = playedRun('410_ladder.lab');
const text = ndjsonOf(view, { to: view.lastSeq, record: session.record });

describe('a run as a trace file', () => {
  test('has the lines and the hash that the engine gives it', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.slice(1)).toEqual([...session.store.lines()]);
    expect(hashOf(view, view.lastSeq)).toBe(session.hash);
  });

  test('is without its record the file that `lab run --format ndjson` prints', () => {
    const plain = ndjsonOf(view, { to: view.lastSeq, record: undefined });
    expect(plain).toBe(`${[traceHeaderLine, ...session.store.lines()].join('\n')}\n`);
  });

  test('is read back to a view with an equal hash, and its record plays to that hash again', () => {
    const read = decodeTrace(text);
    if (!read.ok) throw new Error(read.error.reason);
    const { events, mentions, record } = read.value;
    const opened = new RunView();
    opened.append(events, mentions);
    expect(ndjsonOf(opened, { to: opened.lastSeq, record })).toBe(text);
    expect(record).toEqual(session.record);
    if (record === undefined) return;
    const again = createSession(record);
    if (!again.ok) throw new Error('the record must open');
    again.value.play();
    expect(again.value.hash).toBe(session.hash);
  });

  test('up to a hop is the beginning of the whole, also of a fork that shares it', () => {
    const to = Math.floor(view.lastSeq / 2);
    const part = ndjsonOf(view, { to, record: session.record });
    expect(text.startsWith(part)).toBe(true);
    expect(decodeTrace(part)).toMatchObject({ ok: true });
    const forked = new ParkedViews().prefix(view, to);
    expect(ndjsonOf(forked, { to, record: session.record })).toBe(part);
  });
});

describe('a damaged trace file', () => {
  const lines = text.trimEnd().split('\n');
  const damaged = (line: number, by: (text: string) => string): string =>
    lines.map((each, index) => (index === line - 1 ? by(each) : each)).join('\n');

  test.each([
    { name: 'a line cut off', line: 40, by: (each: string) => each.slice(0, 30) },
    {
      name: 'an event left out',
      line: 52,
      by: (each: string) => each.replace(/"seq":\d+/, '"seq":9'),
    },
    {
      name: 'a record of another shape',
      line: 1,
      by: (each: string) => each.replace('"seed":"', '"sead":"'),
    },
    { name: 'another format', line: 1, by: () => '{"format":"har"}' },
  ])('$name is told with its line', ({ line, by }) => {
    const read = decodeTrace(damaged(line, by));
    expect(read).toMatchObject({ ok: false, error: { line } });
  });
});
