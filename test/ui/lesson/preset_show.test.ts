/** A scene for talks on a real run: its question, its cues, and where each begins. */

import { describe, expect, test } from 'vitest';
import { preset } from '#lessons/presets/tombstone/preset.ts';
import { entryOf, openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import { cueMarks } from '#tutor/cue_marks.ts';
import { PresetShow } from '#ui/preset/preset_show.ts';

const text = {
  title: 'A tombstone',
  objective: '',
  predict: 'What does it get?',
  watch: ['one', 'two', 'three', 'four'],
  strip: [],
  notes: undefined,
};

async function opened() {
  const playground = await openPlayground();
  const show = new PresetShow(playground);
  await show.open(entryOf('tombstone', preset, text), 'en');
  const { store, book } = playground;
  await settled(() => !book.isAsked);
  const view = book.view(store.getState().run);
  const { walk } = show.store.getState();
  if (view === undefined || walk === undefined) throw new Error('expected the scene to have a run');
  return { ...playground, show, walk, view };
}

describe('a scene for talks', () => {
  test('begins each cue before the first thing that its part of the script does', async () => {
    const { view } = await opened();
    const marks = cueMarks(preset.script, view.events);
    const next = marks.slice(0, 3).map((seq) => {
      const event = view.events[view.indexOf(seq) + 1];
      return event?.kind === 'command.applied' ? event.data.text : event?.kind;
    });
    expect(next).toEqual([
      'kubectl apply -f nginx-deployment.yaml',
      'watch rs-controller/pods cut',
      'apiserver a restart',
    ]);
    // The fourth begins by waiting: at the end of the last thing done before.
    const released = view.events.find(({ kind }) => kind === 'watch.released');
    expect(view.event(marks[3] ?? 0)?.step).toBe(released?.step);
  });

  test('stands at its beginning while the question is asked, then goes cue by cue', async () => {
    const { walk, store, view } = await opened();
    const marks = cueMarks(preset.script, view.events);
    expect(store.getState()).toMatchObject({ cursor: marks[0], playing: false });
    expect(walk.cue).toBe(0);
    walk.next();
    expect(store.getState().playing).toBe(true);
    expect(walk.cue).toBe(1);
    walk.next();
    expect(store.getState().cursor).toBe(marks[1]);
    walk.previous();
    expect(store.getState()).toMatchObject({ cursor: marks[1], playing: false });
    expect(walk.cue).toBe(1);
    for (let cue = 2; cue <= 6; cue++) walk.next();
    expect(walk.cue).toBe(4);
    expect(walk.cues).toHaveLength(4);
  });
});
