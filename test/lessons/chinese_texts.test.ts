/** Whatever a lesson, an exhibit, a preset or a list says in English is said in Chinese as well, by the same rules. */

import { expect, test } from 'vitest';
import { textProblems } from '#cli/lab_check_locale.ts';
import { readLibrary } from '#cli/lesson_library.ts';

test('every text is there in Chinese, well formed and well set', async () => {
  const library = await readLibrary();
  expect(library.lessons.length).toBeGreaterThan(0);
  expect(textProblems(library, 'zh-CN')).toEqual([]);
});

test('a language that nobody has written lacks each of them', async () => {
  const library = await readLibrary();
  const missing = textProblems(library, 'fr').filter((problem) => problem.endsWith('missing'));
  const { lessons, exhibits, presets } = library;
  expect(missing.length).toBeGreaterThanOrEqual(lessons.length + exhibits.length + presets.length);
});
