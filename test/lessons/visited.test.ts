/** Every exhibit as a visitor sees it, and every scene for talks as a speaker goes through it. */

import { describe, expect, test } from 'vitest';
import { readLibrary } from '#cli/lesson_library.ts';
import { entryOf, openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import { cuesOf } from '#tutor/cue_comments.ts';
import { cueMarks } from '#tutor/cue_marks.ts';
import type { ExhibitText } from '#tutor/exhibit.ts';
import type { PresetText } from '#tutor/preset.ts';
import { Visit } from '#ui/lesson/visit.ts';
import { PresetShow } from '#ui/preset/preset_show.ts';

const { exhibits, presets } = await readLibrary();

/** The words do not matter here. */
const exhibitText: ExhibitText = {
  title: '',
  objective: '',
  real: '',
  mechanism: [],
  watch: [],
  repairs: {},
  principle: [],
  strip: [],
};

describe.each(exhibits)('$address', ({ address, item: exhibit }) => {
  test('lights its lamp over the broken run and wrong repairs, and over no right one', async () => {
    const playground = await openPlayground();
    const { book } = playground;
    const visit = new Visit(playground);
    const state = () => visit.store.getState();
    await visit.open(entryOf(address, exhibit, exhibitText), 'en');
    await settled(() => !book.isAsked);
    expect(state().played['broken']?.verdict?.fired).toBe(true);
    visit.toVerdict('broken');
    expect(state().lamp.held).toBe(true);
    for (const { id, right } of exhibit.repairs) {
      visit.choose(id);
      await settled(() => !book.isAsked);
      expect(state().played[id]?.verdict?.fired, id).toBe(!right);
      expect(state().lamp.held, id).toBe(!right);
      if (right) expect(state().played[id]?.verdict?.works, id).toBe(true);
    }
  });
});

describe.each(presets)('$address', ({ address, item: preset }) => {
  test('goes cue by cue, each later than the one before', async () => {
    const playground = await openPlayground();
    const { book, store } = playground;
    const cues = cuesOf(preset.script);
    const watch = cues.map(({ text }) => text);
    const words = { title: '', objective: '', predict: '', strip: [], notes: undefined };
    const text: PresetText = { ...words, watch };
    const show = new PresetShow(playground);
    await show.open(entryOf(address, preset, text), 'en');
    await settled(() => !book.isAsked);
    const { walk } = show.store.getState();
    expect(walk?.cues).toHaveLength(cues.length);
    const view = book.view(store.getState().run);
    const marks = cueMarks(preset.script, view?.events ?? []);
    expect(marks).toEqual(marks.toSorted((one, other) => one - other));
    expect(new Set(marks).size).toBe(marks.length);
    for (const [index] of cues.entries()) {
      walk?.next();
      expect(store.getState().cursor).toBe(marks[index]);
    }
  });
});
