/** `lab lessons --check`: proves every lesson on the engine and reads its words. */

import { existsSync, readFileSync } from 'node:fs';
import { lessonFolder, lessons } from '#lessons/all_lessons.ts';
import type { Lesson } from '#tutor/lesson.ts';
import { checkLesson } from '#tutor/lesson_check.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import { openLesson } from './lesson_session.ts';

/** Prints what is wrong, lesson by lesson, then the total. Returns the exit code. */
export function checkLessons(): number {
  let wrong = 0;
  for (const lesson of lessons) {
    const problems = [...wordProblems(lesson), ...checkLesson(lesson, openLesson)];
    wrong += problems.length;
    const address = lessonFolder(lesson);
    console.log(problems.length === 0 ? `${address}: holds` : `${address}:`);
    for (const problem of problems) console.log(`  ${problem}`);
  }
  const count = `${lessons.length} ${lessons.length === 1 ? 'lesson' : 'lessons'}`;
  console.log(wrong === 0 ? `${count}: all hold` : `${count}: ${wrong} problems`);
  return wrong === 0 ? 0 : 1;
}

function wordProblems(lesson: Lesson): readonly string[] {
  const file = `lessons/${lessonFolder(lesson)}/lesson.en.md`;
  if (!existsSync(file)) return [`${file} is missing`];
  const text = parseLessonText(lesson, file, readFileSync(file, 'utf8'));
  if (text.ok) return [];
  return text.error.map((problem) => `${problem.file}:${problem.line}: ${problem.message}`);
}
