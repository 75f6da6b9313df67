/** A speaker's way through the cues of a run: the same places, however they are come to. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { preset as selfTrigger } from '#lessons/presets/self-trigger/preset.ts';
import { preset as tombstone } from '#lessons/presets/tombstone/preset.ts';
import { openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import { formatVersion } from '#trace/event.ts';
import { CueWalk } from '#ui/stage_mode/cue_walk.ts';

// The player asks whether motion is wanted, which only a page can say.
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
});

async function walkOf(script: string) {
  const playground = await openPlayground();
  const { book, store } = playground;
  const record = {
    ...({ version: formatVersion, profile: 'classic', seed: 'walk', policy: 'arrival' } as const),
    ...{ script, acts: [] },
  };
  const run = book.open(record, () => undefined);
  await settled(() => !book.isAsked);
  store.setState({ run });
  return { ...playground, run, walk: new CueWalk(playground, run) };
}

const scripts = [
  { name: 'a scene with comments', script: tombstone.script },
  { name: 'another', script: selfTrigger.script },
  {
    name: 'a script without comments',
    script: tombstone.script.replaceAll(/^# .*$/gm, ''),
  },
];

describe.each(scripts)('$name', ({ script }) => {
  test('next and then previous is the same place, at every cue', async () => {
    const { walk, store, player } = await walkOf(script);
    walk.rewind(0);
    for (let cue = 0; cue < walk.cues.length; cue++) {
      const before = store.getState();
      walk.next();
      expect(walk.cue).toBe(cue + 1);
      // Part of the way, and back.
      player.seek(Math.floor((walk.endOf(cue) + walk.endOf(cue + 1)) / 2));
      walk.previous();
      const { cursor, run, playing } = store.getState();
      expect({ cursor, run, playing }).toEqual({
        ...{ cursor: before.cursor, run: before.run, playing: false },
      });
      walk.rewind(cue + 1);
    }
  });

  test('a jump comes to where walking does', async () => {
    const { walk, store, player } = await walkOf(script);
    walk.rewind(0);
    for (let cue = 1; cue <= walk.cues.length; cue++) {
      walk.rewind(0);
      walk.jump(cue);
      expect(store.getState().playing).toBe(true);
      expect(store.getState().cursor).toBe(walk.endOf(cue - 1));
      player.seek(walk.endOf(cue));
      expect(walk.cue).toBe(cue);
    }
    walk.jump(1);
    expect(store.getState()).toMatchObject({ cursor: walk.endOf(1), playing: false });
    walk.jump(99);
    expect(walk.cue).toBe(walk.cues.length);
    walk.jump(-3);
    expect(walk.cue).toBe(0);
  });
});

describe('what a speaker does by hand', () => {
  test.each([
    {
      name: 'in the middle of a cue',
      at: 2,
      statement: 'kubectl scale deployment/nginx-deployment --replicas=5',
    },
    { name: 'at the very end', at: 4, statement: 'watch rs-controller/pods cut' },
  ])('$name never ends the talk', async ({ at, statement }) => {
    const { walk, store, book, acts, run } = await walkOf(tombstone.script);
    walk.rewind(at);
    acts.perform(statement);
    await settled(() => !book.isAsked);
    expect(book.view(run)).toBeDefined();
    walk.previous();
    expect(store.getState()).toMatchObject({ run, cursor: walk.endOf(at - 1) });
    walk.next();
    expect(store.getState()).toMatchObject({ run, cursor: walk.endOf(at - 1), playing: true });
    expect(walk.cue).toBe(at);
  });

  test('in a fork, the next cue goes on in the talk’s own run', async () => {
    const { walk, store, book, acts, run } = await walkOf(tombstone.script);
    walk.rewind(2);
    acts.perform('kubectl scale deployment/nginx-deployment --replicas=5');
    await settled(() => !book.isAsked);
    expect(store.getState().run).not.toBe(run);
    walk.next();
    expect(store.getState()).toMatchObject({ run, cursor: walk.endOf(2), playing: true });
    expect(walk.cue).toBe(3);
    expect(book.shown()).toHaveLength(3);
  });
});
