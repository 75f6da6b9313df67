/** The five panels of lessons, exhibits and presets, read out of their runs and drawn. */

import { expect, test } from 'vitest';
import { exhibitPanels, lessonPanels, presetPanels } from '#cli/strip_panels.ts';
import { exhibit } from '#lessons/exhibits/B04-tombstone/exhibit.ts';
import { lesson } from '#lessons/L05-list-and-watch/lesson.ts';
import { preset } from '#lessons/presets/tombstone/preset.ts';
import { en } from '#messages/en/en.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import { stripSvg } from '#view-model/strip_svg.ts';

test('a lesson’s panels follow its solution: list, queue, watch, expiry, last resort', () => {
  const panels = lessonPanels(lesson);
  expect(panels.map(({ reflector, queue }) => `${reflector.state} ${queue.deltas}`)).toEqual([
    'listing 0',
    'synced 2',
    'watching 2',
    'ended 0',
    'listing 0',
  ]);
  expect(panels.map(({ indexer }) => indexer.rows.map(({ name, mark }) => [name, mark]))).toEqual([
    [],
    [],
    [],
    [
      ['web-1', 'gone'],
      ['web-2', undefined],
    ],
    [['web-2', undefined]],
  ]);
});

test('an exhibit’s panels are those of its broken run, with what its program shows of itself', () => {
  const panels = exhibitPanels(exhibit);
  expect(panels.map(({ state }) => state)).toEqual([
    'running',
    'running',
    'running',
    'running',
    'crashed',
  ]);
  expect(panels[1]?.watch).toBe('held');
  expect(panels[3]?.handlers).toMatchObject({ call: 'OnDelete', key: 'web-1', tombstone: true });
  expect(Object.fromEntries(panels[0]?.dials ?? [])).toMatchObject({ known: 2 });
});

test('a preset’s panels show the work queue of its controller', () => {
  const [first] = presetPanels(preset);
  expect(first?.workqueue?.processing.count).toBe(1);
  expect(first?.server.rows).toHaveLength(3);
});

test('a panel is drawn in each language, well formed, with a name to be read aloud', () => {
  const [panel] = exhibitPanels(exhibit).slice(-1);
  if (panel === undefined) throw new Error('expected a panel');
  for (const { words } of [en, zhCN]) {
    const svg = stripSvg(panel, 'It <crashes> & "ends"', words.strip);
    expect(svg).toContain('aria-label="It &lt;crashes&gt; &amp; &quot;ends&quot;"');
    expect(svg).toContain(`>${words.strip.states.crashed}<`);
    const opened = svg.match(/<(svg|g|text)\b/g)?.length;
    expect(svg.match(/<\/(svg|g|text)>/g)).toHaveLength(opened ?? 0);
    expect(svg).not.toMatch(/undefined|NaN/);
  }
});
