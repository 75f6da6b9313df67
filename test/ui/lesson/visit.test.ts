/** A visit to an exhibit, on real runs: the lamp, wrong and right repairs. */

import { describe, expect, test } from 'vitest';
import { exhibit } from '#lessons/exhibits/B04-tombstone/exhibit.ts';
import { entryOf, openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import type { ExhibitText } from '#tutor/exhibit.ts';
import { Visit } from '#ui/lesson/visit.ts';

const text: ExhibitText = {
  title: 'The tombstone',
  objective: '',
  real: '',
  mechanism: [],
  watch: [],
  repairs: { unwrap: { title: 'Take the key', text: 'It has a key.' } },
  principle: [],
  strip: [],
};

async function opened() {
  const playground = await openPlayground();
  const tried: string[] = [];
  const visit = new Visit(playground, {
    tell: ({ repair, right }) => tried.push(`${repair} ${right}`),
  });
  await visit.open(entryOf('B04-tombstone', exhibit, text), 'en');
  const { store, book, player } = playground;
  await settled(() => !book.isAsked);
  const state = () => visit.store.getState();
  const choose = async (repair: string) => {
    visit.choose(repair);
    await settled(() => !book.isAsked);
    return state().played[repair]?.verdict;
  };
  return { visit, state, store, book, player, choose, tried };
}

describe('a visit', () => {
  test('stands before the broken run, and the lamp lights where the oracle fires', async () => {
    const { visit, state, store, book, player } = await opened();
    expect(state().lamp.held).toBe(false);
    visit.toVerdict('broken');
    const { run, cursor } = store.getState();
    const instant = book.view(run)?.at(cursor);
    const crash = book.view(run)?.events.find(({ kind }) => kind === 'program.crashed');
    expect(crash?.at).toBe(instant);
    expect(state().lamp.held).toBe(true);
    player.seek(cursor - 1);
    expect(state().lamp.held).toBe(false);
    player.seek(book.view(run)?.lastSeq ?? 0);
    expect(state().lamp.held).toBe(true);
  });

  test('of a wrong repair finds the bug still there, of the right one that all is well', async () => {
    const { choose, state, store, tried } = await opened();
    expect(await choose('comma-ok')).toMatchObject({ fired: true });
    expect(state().lamp.held).toBe(true);
    const wrong = store.getState().run;
    expect(await choose('unwrap')).toMatchObject({
      fired: false,
      works: true,
      firedAt: undefined,
    });
    expect(store.getState().run).not.toBe(wrong);
    expect(state()).toMatchObject({ shown: 'unwrap', lamp: { held: false } });
    expect(tried).toEqual(['comma-ok false', 'unwrap true']);
  });

  test('names the run of a repair, and plays it from where its informer starts', async () => {
    const { visit, choose, store, book } = await opened();
    await choose('unwrap');
    const { run } = store.getState();
    expect(book.find(run)?.name).toBe('Take the key');
    visit.play('unwrap');
    const { cursor, playing } = store.getState();
    expect(playing).toBe(true);
    expect(book.view(run)?.event(cursor)?.kind).toBe('informer.started');
  });
});
