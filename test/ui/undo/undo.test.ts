/** An act is taken back on real runs: the engine answers in this thread. */

import { describe, expect, test } from 'vitest';
import { defaultLocale } from '#messages/locales.ts';
import { EngineHost } from '#session/engine_host.ts';
import { formatVersion } from '#trace/event.ts';
import { localClient } from '#ui/engine/engine_client.ts';
import type { Notice } from '#ui/playground/playground_store.ts';
import { createPlaygroundStore } from '#ui/playground/playground_store.ts';
import { type Outcome, RunBook } from '#ui/playground/run_book.ts';
import { Player } from '#ui/transport/player.ts';
import { stepOf, undoAct, withStep } from '#ui/undo/undo.ts';

const script = 'seed undo\nstart rs-controller\nrun 3s\n';

async function settled(done: () => boolean): Promise<void> {
  for (let turns = 0; !done(); turns++) {
    if (turns > 10_000) throw new Error('expected the engine to have answered in 10000 turns');
    await Promise.resolve();
  }
}

async function opened() {
  const host = new EngineHost();
  const client = localClient((request, reply) => host.answer(request, reply));
  const store = createPlaygroundStore({ locale: defaultLocale, theme: 'light', speed: 1 });
  const changed = (): void => store.setState(({ booked }) => ({ booked: booked + 1 }));
  const crashed = (message: string): void => {
    throw new Error(message);
  };
  const book = new RunBook(client, { changed, crashed });
  const player = new Player(store, book);
  const notices: Omit<Notice, 'id'>[] = [];
  const notify = (notice: Omit<Notice, 'id'>): void => {
    notices.push(notice);
  };
  const place = { store, book, player, notify };
  const record = {
    version: formatVersion,
    profile: 'classic',
    seed: 'undo',
    policy: 'arrival',
    script,
    acts: [],
  } as const;
  const run = book.open(record, () => undefined);
  await settled(() => !book.isAsked);
  store.setState({ run, playing: false });
  const act = async (seq: number, statement: string): Promise<Outcome> => {
    const begun = stepOf(book, { run: store.getState().run, cursor: seq, statement });
    let outcome: Outcome | undefined;
    book.act(store.getState().run, seq, statement, (found) => {
      outcome = found;
    });
    await settled(() => outcome !== undefined);
    if (begun === undefined || outcome?.kind !== 'done') throw new Error('expected it to be done');
    const undoable = withStep(store.getState().undoable, begun, outcome);
    store.setState({ undoable, run: outcome.run });
    return outcome;
  };
  const undo = async (): Promise<void> => {
    const told = notices.length;
    undoAct(place);
    await settled(() => notices.length > told);
  };
  const texts = (id: number): readonly string[] =>
    (book.view(id)?.events ?? [])
      .filter((event) => event.kind === 'command.applied')
      .map((event) => event.data.text);
  return { store, book, player, notices, run, act, undo, texts };
}

describe('undo', () => {
  test('of an act at a run’s end plays the run again without it, and keeps the other future', async () => {
    const { store, book, run, act, undo, texts } = await opened();
    const { hash } = book.find(run) ?? { hash: '' };
    const end = book.view(run)?.lastSeq ?? 0;
    await act(end, 'watch rs-controller/pods cut');
    expect(texts(run)).toContain('watch rs-controller/pods cut');

    await undo();
    const back = store.getState();
    expect(back.run).not.toBe(run);
    expect(back.cursor).toBe(end);
    expect(texts(back.run)).not.toContain('watch rs-controller/pods cut');
    expect(book.find(back.run)).toMatchObject({ name: 'main', parent: undefined, hash });
    expect(book.find(run)).toMatchObject({
      parent: back.run,
      shared: end,
      name: 'watch rs-controller/pods cut',
    });
    expect(back.undoable).toEqual([]);
  });

  test('of an act in a past whose future was seen goes back into the run that was kept', async () => {
    const { store, book, run, act, undo } = await opened();
    book.see(run, book.view(run)?.lastSeq ?? 0);
    const outcome = await act(40, 'latency 10ms');
    expect(outcome).toMatchObject({ forked: true });
    await undo();
    expect(store.getState()).toMatchObject({ run, cursor: 40 });
    expect(book.shown()).toHaveLength(2);
  });

  test('twice takes back two acts, each to where it was done', async () => {
    const { store, book, run, act, undo, texts } = await opened();
    const end = book.view(run)?.lastSeq ?? 0;
    await act(end, 'watch rs-controller/pods hold');
    const second = book.view(run)?.lastSeq ?? 0;
    await act(second, 'watch rs-controller/pods release');
    await undo();
    expect(store.getState().cursor).toBe(second);
    expect(texts(store.getState().run)).toContain('watch rs-controller/pods hold');
    await undo();
    expect(store.getState().cursor).toBe(end);
    expect(texts(store.getState().run)).toEqual([]);
    expect(book.shown()).toHaveLength(3);
  });

  test('of nothing says so', async () => {
    const { undo, notices } = await opened();
    await undo();
    expect(notices).toMatchObject([{ title: 'Nothing to undo' }]);
  });
});
