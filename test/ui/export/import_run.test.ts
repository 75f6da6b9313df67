/** A trace file is opened as a run: live if its record plays to the same trace, to be looked at if not. */

import { describe, expect, test } from 'vitest';
import { en } from '#messages/en/en.ts';
import { createSession, recordOf, type Session } from '#session/session.ts';
import { openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import { scriptText } from '#test/view-model/script_run.ts';
import { headerLineOf, traceHeaderLine } from '#trace/codec.ts';
import { exportFile } from '#ui/export/export_file.ts';
import { exportFormats } from '#ui/export/export_format.ts';
import { importRun } from '#ui/export/import_run.ts';
import type { Notice } from '#ui/playground/playground_store.ts';
import { hashOf } from '#view-model/export/ndjson.ts';

function played(): Session {
  const record = recordOf(
    'seed away\nstart rs-controller\nrun 2s\nwatch rs-controller/pods cut\nrun 2s\n',
  );
  if (!record.ok) throw new Error('the script must be readable');
  const session = createSession(record.value);
  if (!session.ok) throw new Error('the script must open');
  session.value.play();
  return session.value;
}

const session = played();
const lines = [...session.store.lines()];
const fileOf = (head: string, body: readonly string[] = lines): string =>
  [head, ...body, ''].join('\n');
const header = headerLineOf(session.record);

async function opened(text: string) {
  const handle = await openPlayground();
  const { store, book, player } = handle;
  const notices: Omit<Notice, 'id'>[] = [];
  const notify = (notice: Omit<Notice, 'id'>): void => {
    notices.push(notice);
  };
  const before = store.getState().run;
  importRun({ store, book, player, notify }, { name: 'away.ndjson', text });
  await settled(() => notices.length > 0);
  const { run } = store.getState();
  return { ...handle, notices, before, run, found: book.find(run) };
}

describe('opening a trace file', () => {
  test('whose record plays to the same trace gives a live run, in which something can be done', async () => {
    const { notices, run, before, found, book } = await opened(fileOf(header));
    expect(run).not.toBe(before);
    expect(found).toMatchObject({ readOnly: false, record: session.record, name: 'away.ndjson' });
    expect(notices).toMatchObject([{ text: en.words.exporting.live }]);
    const view = book.view(run);
    if (view === undefined) throw new Error('expected a view');
    expect(hashOf(view, lines.filter((line) => line.includes('"seq":')).length)).toBe(session.hash);
    let kind = '';
    book.act(run, view.lastSeq, 'latency 10ms', (outcome) => {
      kind = outcome.kind;
    });
    await settled(() => kind !== '');
    expect(kind).toBe('done');
  });

  test('without a record gives a run to look at, which refuses acts and links', async () => {
    const { notices, run, found, book, acts, store } = await opened(fileOf(traceHeaderLine));
    expect(found).toMatchObject({ readOnly: 'file', idle: true });
    expect(found?.record).toMatchObject({ seed: 'away', profile: session.record.profile });
    expect(notices).toMatchObject([{ text: en.words.exporting.withoutRecord }]);
    expect(hashOf(book.view(run) ?? expect.fail(), found?.length ?? 0)).toBe(session.hash);
    acts.perform('latency 10ms');
    acts.copyLink();
    const told = store.getState().notices;
    expect(told.map(({ tone }) => tone)).toEqual(['problem', 'problem']);
    expect(told[0]?.text).toContain(en.words.exporting.notChangeable);
    expect(book.shown()).toHaveLength(2);
  });

  test('whose record plays to something else shows the file as it is', async () => {
    const other = headerLineOf({ ...session.record, seed: 'another' });
    const { notices, found, book } = await opened(fileOf(other));
    expect(found).toMatchObject({ readOnly: 'file' });
    expect(notices).toMatchObject([{ text: en.words.exporting.differs }]);
    expect(book.shown()).toHaveLength(2);
  });

  test('that is the beginning of a run gives the live run', async () => {
    const { found } = await opened(fileOf(header, lines.slice(0, Math.floor(lines.length / 2))));
    expect(found).toMatchObject({ readOnly: false });
  });

  test('that is damaged names the line and opens nothing', async () => {
    const damaged = lines.map((line, index) => (index === 98 ? line.slice(0, 20) : line));
    const { notices, run, before, book } = await opened(fileOf(header, damaged));
    expect(notices).toMatchObject([
      {
        tone: 'problem',
        title: 'away.ndjson cannot be opened',
        text: expect.stringMatching(/^Line 100: /),
      },
    ]);
    expect(run).toBe(before);
    expect(book.shown()).toHaveLength(1);
  });

  test('whose record cannot be read as a script is shown as it is', async () => {
    const { found } = await opened(
      fileOf(headerLineOf({ ...session.record, script: 'strat x\n' })),
    );
    expect(found).toMatchObject({ readOnly: 'file' });
  });
});

test('a file that is saved is named after seed and profile, and a trace file opens again as the same run', async () => {
  const { book, run } = await opened(fileOf(header));
  const found = book.find(run) ?? expect.fail();
  const from = { view: found.view, record: found.record, replayable: true, locale: en };
  const names = exportFormats.map((format) => exportFile(from, { format }).name);
  expect(names).toEqual(
    ['ndjson', 'mmd', 'trace.json', 'prom', 'txt'].map((end) => `informer-lab-away-classic.${end}`),
  );
  const again = await opened(exportFile(from, { format: 'ndjson' }).text);
  expect(again.found).toMatchObject({ readOnly: false, record: found.record });
});

test('a fork from any hop of a run is written with the hash that the engine gives it', async () => {
  const record = recordOf(scriptText('410_ladder.lab'));
  const { book } = await openPlayground();
  if (!record.ok) throw new Error(record.error[0]?.message);
  const run = book.open(record.value, () => undefined);
  await settled(() => !book.isAsked);
  const { length } = book.view(run) ?? expect.fail();
  book.see(run, length);
  for (const seq of [20, 61, 103, 104, 105, Math.floor(length / 2), length - 40]) {
    let forked = 0;
    book.act(run, seq, 'latency 10ms', (outcome) => {
      forked = outcome.kind === 'done' ? outcome.run : -1;
    });
    await settled(() => forked !== 0);
    const { view, hash } = book.find(forked) ?? expect.fail();
    expect(forked).not.toBe(run);
    expect(hashOf(view, view.lastSeq)).toBe(hash);
  }
});
