/** What the palette offers, what it finds, and that each of its statements can be read. */

import { describe, expect, test } from 'vitest';
import { defaultLocale } from '#messages/locales.ts';
import { actions } from '#script/actions.ts';
import { complete } from '#script/complete.ts';
import { parseStatement } from '#script/parse.ts';
import { World } from '#script/world.ts';
import { handMadeTrace } from '#test/ui/hand_made_trace.ts';
import { createProgressKeeper } from '#ui/library/progress_keeper.ts';
import { pageItems } from '#ui/palette/page_items.ts';
import { mostShown, mostTasted, searchPalette } from '#ui/palette/palette_search.ts';
import { usageItems, writtenItems } from '#ui/palette/statement_items.ts';
import { nounsOn, verbItems } from '#ui/palette/verb_items.ts';
import { verbsOf } from '#ui/verbs/verbs.ts';
import { readStage } from '#view-model/read_stage.ts';
import { RunView } from '#view-model/run_view.ts';

const view = new RunView();
const { events, objects } = handMadeTrace();
view.append(events, objects);
const stage = readStage(view, view.lastSeq);
const world = new World((ref) => view.object(ref));
for (const event of view.events) world.apply(event);

const focus = { program: 'rs-controller', informer: 'rs-controller/pods' };
const asked = () => Promise.reject(new Error('the palette opens nothing'));
const site = {
  views: [],
  panels: [],
  scenes: [],
  simplifications: () => Promise.resolve([]),
  manifestHelp: () => Promise.reject(new Error('the palette asks for no help')),
  library: { open: asked, opened: () => undefined, panels: asked },
  progress: createProgressKeeper(undefined, () => ''),
  catalogue: {
    lessons: [{ address: 'L16-tombstones', item: asked, words: asked }],
    exhibits: [{ address: 'B04-tombstone', item: asked, words: asked }],
    presets: [{ address: 'tombstone', item: asked, words: asked }],
    titles: asked,
    pieces: asked,
    behaviour: asked,
  },
};
const titles = {
  of: (address: string) => (address.startsWith('L') ? 'Tombstones and twins' : 'The tombstone'),
  presetOf: () => 'Nobody heard it',
};
const { words } = defaultLocale;
const verbs = verbItems(stage, focus, words);
const usages = usageItems(words);
const all = [
  ...pageItems({ words, site, titles, undo: undefined, profile: 'classic' }),
  ...verbs,
  ...usages,
];

describe('the palette', () => {
  test('has every verb of every noun on the stage once, with its honesty and its reason', () => {
    const expected = nounsOn(stage, focus).flatMap((noun) => verbsOf(noun, stage).flat());
    expect(expected.length).toBeGreaterThan(20);
    const byStatement = new Map(verbs.map((item) => [item.statement, item]));
    expect(byStatement.size).toBe(verbs.length);
    for (const { statement, honesty, impossible } of expected) {
      expect(byStatement.get(statement)).toMatchObject({
        honesty,
        impossible: impossible?.(words.verbs),
      });
    }
  });

  test('lets every action of the registry be begun that can stand in the middle of a run', () => {
    const begun = actions.filter(({ moment }) => moment === 'any');
    expect(usages.map(({ label }) => label)).toEqual(begun.map(({ usage }) => usage));
    for (const { deed } of usages) {
      expect(deed.kind).toBe('write');
      if (deed.kind !== 'write') continue;
      const first = deed.text.split(' ')[0] ?? '';
      expect(complete(first, world).words).toContain(first);
    }
  });

  test('has no two lines of one identity', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test.each([
    ['cut', 'Cut the stream'],
    ['409', 'Conflict (409) on its next write'],
    ['twins', 'Tombstones and twins'],
    ['nobody heard', 'Nobody heard it'],
    ['B04', 'The tombstone'],
    ['compare modern', 'Compare with modern'],
    ['hop back', 'One hop back'],
    ['theme', 'Light or dark theme'],
  ])('finds for "%s" first "%s"', (typed, label) => {
    expect(searchPalette(all, typed)[0]?.items[0]?.label).toBe(label);
  });

  test('finds nothing for what is nowhere, and shows no more than it can', () => {
    expect(searchPalette(all, 'zzzz')).toEqual([]);
    const shown = searchPalette(all, '').flatMap(({ items }) => items);
    const groups = [...new Set(all.map(({ group }) => group))];
    for (const group of groups) {
      const tasted = shown.filter((item) => item.group === group).length;
      const there = all.filter((item) => item.group === group).length;
      expect(tasted).toBe(Math.min(mostTasted, there));
    }
    const typed = searchPalette(all, 'e').flatMap(({ items }) => items);
    expect(typed).toHaveLength(mostShown);
  });

  test('offers what was written as an act once it can be read, and completes it before', () => {
    expect(writtenItems('latency wat', world, words).map(({ label }) => label)).toContain(
      '… watch',
    );
    expect(writtenItems('latency watch 80ms', world, words)[0]).toMatchObject({
      label: 'Do: latency watch 80ms',
      honesty: 'real',
      impossible: undefined,
    });
    expect(writtenItems('program nobody crash', world, words)[0]?.impossible).toBe(
      'no such program',
    );
    expect(writtenItems('seed other', world, words)[0]?.impossible).toContain('head');
  });

  test('writes statements that the script language reads', () => {
    for (const { statement = '' } of verbs) expect(parseStatement(statement).ok).toBe(true);
  });
});
