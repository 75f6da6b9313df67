/** A link that is opened gives the runs that were shared; what comes out otherwise can only be looked at. */

import { describe, expect, test } from 'vitest';
import { en } from '#messages/en/en.ts';
import { openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import { decodeLink } from '#trace/link/link_codec.ts';
import type { SharedLink } from '#trace/link/shared_link.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { LinkMaker } from '#ui/share/link_maker.ts';
import { openLink } from '#ui/share/open_link.ts';
import { hashOf } from '#view-model/export/ndjson.ts';

/** A run that was seen to its end, and a fork from its middle in which something was done. */
async function shared(): Promise<{ readonly handle: PlaygroundHandle; readonly fork: number }> {
  const handle = await openPlayground();
  const { store, book } = handle;
  const { run } = store.getState();
  const last = book.view(run)?.lastSeq ?? 0;
  book.see(run, last);
  let fork = 0;
  book.act(run, Math.floor(last / 2), 'latency 10ms', (outcome) => {
    fork = outcome.kind === 'done' ? outcome.run : -1;
  });
  await settled(() => fork !== 0);
  expect(fork).toBeGreaterThan(run);
  book.see(fork, book.view(fork)?.lastSeq ?? 0);
  return { handle, fork };
}

function linkOf(
  { book }: PlaygroundHandle,
  run: number,
  cursor: number,
  branches = true,
): SharedLink {
  const made = new LinkMaker(book).make({ run, cursor }, branches);
  const decoded = decodeLink(made?.hash ?? '');
  if (!decoded.ok || decoded.value?.kind !== 'runs') throw new Error('expected a link');
  return decoded.value.link;
}

async function opened(link: SharedLink) {
  const handle = await openPlayground();
  const { store, book } = handle;
  let result:
    | { readonly runs: readonly (number | undefined)[]; readonly stale: boolean }
    | undefined;
  const arrived: { readonly run: number; readonly seq: number }[] = [];
  const refused: string[] = [];
  openLink({ store, book }, link, {
    arrived: (run, seq) => arrived.push({ run, seq }),
    refused: (problems) => refused.push(...problems.map(({ message }) => message)),
    opened: (runs, stale) => {
      result = { runs, stale };
    },
  });
  await settled(() => result !== undefined);
  return { ...handle, arrived, refused, runs: result?.runs ?? [], stale: result?.stale };
}

describe('opening a link', () => {
  test('to a fork brings its sibling along, seen as far as it was, and the same hop', async () => {
    const { handle, fork } = await shared();
    const cursor = 40;
    const link = linkOf(handle, fork, cursor);
    expect(link.runs).toHaveLength(2);
    const { book, runs, stale, arrived } = await opened(link);
    expect(stale).toBe(false);
    const [main, again] = runs.map((run) => book.find(run ?? 0) ?? expect.fail());
    expect(arrived).toEqual([{ run: again?.id, seq: cursor }]);
    const before = handle.book.find(fork) ?? expect.fail();
    expect(again).toMatchObject({
      parent: main?.id,
      shared: before.shared,
      record: before.record,
      name: before.name,
      readOnly: false,
    });
    expect(book.seen(again?.id ?? 0)).toBe(before.view.lastSeq);
    expect(hashOf(again?.view ?? expect.fail(), before.view.lastSeq)).toBe(before.hash);
  });

  test('to a run alone leaves its branches out', async () => {
    const { handle, fork } = await shared();
    const link = linkOf(handle, fork, 40, false);
    expect(link).toMatchObject({ runs: [{ from: undefined }], current: 0 });
    const { runs, stale } = await opened(link);
    expect({ runs: runs.length, stale }).toEqual({ runs: 1, stale: false });
  });

  test('whose end this engine does not come to is read-only, and refuses acts and links', async () => {
    const { handle, fork } = await shared();
    const link = linkOf(handle, fork, 40, false);
    const other = link.runs.map((run) => ({ ...run, hash: '0123456789abcdef' }));
    const { book, runs, stale, store, acts } = await opened({ ...link, runs: other });
    expect(stale).toBe(true);
    const run = runs[0] ?? 0;
    expect(book.find(run)).toMatchObject({ readOnly: 'stale' });
    store.setState({ run });
    acts.perform('latency 10ms');
    acts.copyLink();
    const told = store.getState().notices;
    expect(told.map(({ tone }) => tone)).toEqual(['problem', 'problem']);
    expect(told[0]?.text).toContain(en.words.link.notChangeable);
    expect(told[1]?.title).toBe(en.words.link.notChangeable);
    expect(new LinkMaker(book).make({ run, cursor: 1 }, true)).toBeUndefined();
  });

  test('whose acts cannot be done again where they were is played as well as that goes', async () => {
    const { handle, fork } = await shared();
    const link = linkOf(handle, fork, 40, false);
    const moved = link.runs.map((run) => ({
      ...run,
      record: {
        ...run.record,
        acts: run.record.acts.map((act) => ({
          ...act,
          position: { ...act.position, step: act.position.step + 5_000 },
        })),
      },
    }));
    const { book, runs, stale, refused } = await opened({ ...link, runs: moved });
    expect({ stale, refused }).toEqual({ stale: true, refused: [] });
    expect(book.find(runs[0] ?? 0)).toMatchObject({ readOnly: 'stale' });
    expect(book.view(runs[0] ?? 0)?.length).toBeGreaterThan(40);
  });

  test('whose script cannot be read here says so', async () => {
    const { handle, fork } = await shared();
    const link = linkOf(handle, fork, 40, false);
    const unread = link.runs.map((run) => ({
      ...run,
      record: { ...run.record, script: 'strat x\n' },
    }));
    const { runs, refused } = await opened({ ...link, runs: unread });
    expect(runs).toEqual([undefined]);
    expect(refused).toHaveLength(1);
  });
});

test('a link answers for all that was done in its run, seen or not', async () => {
  const handle = await openPlayground();
  const { book, store } = handle;
  const { run } = store.getState();
  let done = false;
  book.act(run, book.view(run)?.lastSeq ?? 0, 'latency 10ms', () => {
    done = true;
  });
  await settled(() => done);
  const link = linkOf(handle, run, 3);
  const acted = book.view(run)?.events.findLast(({ kind }) => kind === 'command.applied');
  expect(link.runs[0]?.end.at).toBe(acted?.at);
  expect(link.runs[0]?.record.acts).toHaveLength(1);
});
