import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openRun } from '#cli/checked_session.ts';
import { newLesson } from '#cli/lab_new_lesson.ts';
import { readLibrary } from '#cli/lesson_library.ts';
import { lesson as template } from '#lessons/_template/lesson.ts';
import { checkLesson } from '#tutor/lesson_check.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import { lessonScriptMistakes } from '#tutor/script_mistakes.ts';

const folder = mkdtempSync(join(tmpdir(), 'new-lesson-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the template proves itself', { timeout: 120_000 }, () => {
  expect(checkLesson(template, openRun)).toEqual([]);
});

test('the template is no lesson', async () => {
  const { lessons } = await readLibrary();
  expect(lessons.map(({ address }) => address)).not.toContain('_template');
});

test('a new lesson is the template under its own name, in both languages', () => {
  const made = newLesson('L03', 'some-name', folder);
  expect(made).toEqual({ ok: true, value: join(folder, 'L03-some-name') });
  const source = readFileSync(join(folder, 'L03-some-name/lesson.ts'), 'utf8');
  expect(source).toContain("id: 'L03',\n  slug: 'some-name',");
  expect(source).not.toContain("'template'");
  const lesson = { ...template, id: 'L03', slug: 'some-name' };
  expect(lessonScriptMistakes(lesson, 'lesson.ts', source)).toEqual([]);
  for (const locale of ['en', 'zh-CN']) {
    const name = `lesson.${locale}.md`;
    const text = readFileSync(join(folder, 'L03-some-name', name), 'utf8');
    expect(parseLessonText(lesson, name, text).ok).toBe(true);
  }
});

describe('no folder is made', () => {
  test.each([
    ['for a number that is none', 'L3', 'some-name', /expected a number such as L03, got "L3"/],
    ['for a name that is none', 'L04', 'Some Name', /expected a name such as some-name/],
    ['for a number that is taken', 'L03', 'other', /L03 is there already: L03-some-name/],
  ])('%s', (_name, id, slug, says) => {
    const made = newLesson(id, slug, folder);
    expect(made.ok ? '' : made.error).toMatch(says);
  });
});
