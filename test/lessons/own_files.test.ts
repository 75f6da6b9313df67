import { expect, test } from 'vitest';
import {
  exhibitFileProblems,
  lessonFileProblems,
  presetFileProblems,
  readLibrary,
} from '#cli/lesson_library.ts';

test('every predicate, statement and script of the library can be read', async () => {
  const { lessons, exhibits, presets } = await readLibrary();
  expect(lessons.length + exhibits.length + presets.length).toBeGreaterThan(10);
  expect([
    ...lessons.flatMap(lessonFileProblems),
    ...exhibits.flatMap(exhibitFileProblems),
    ...presets.flatMap(presetFileProblems),
  ]).toEqual([]);
});

test('a mistake in an exhibit and in a preset is told with its file and line', async () => {
  const { exhibits, presets } = await readLibrary();
  const exhibit = exhibits.find(({ address }) => address === 'B04-tombstone');
  const preset = presets.find(({ address }) => address === 'tombstone');
  if (exhibit === undefined || preset === undefined) throw new Error('both are there');
  const wrongOracle = { ...exhibit.item.oracle, predicate: 'program roster sulks' };
  const problems = [
    ...exhibitFileProblems({ ...exhibit, item: { ...exhibit.item, oracle: wrongOracle } }),
    ...presetFileProblems({ ...preset, item: { ...preset.item, strip: ['queue empty of'] } }),
  ];
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/^lessons\/exhibits\/B04-tombstone\/exhibit\.ts:\d+: oracle: /);
  expect(problems[1]).toMatch(
    /^lessons\/presets\/tombstone\/preset\.ts:\d+: panel 1 of the strip: /,
  );
});
