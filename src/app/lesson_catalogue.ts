/** The lessons of this site. Their words are fetched when a lesson is opened. */

import { lessonFolder, lessons } from '#lessons/all_lessons.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import type { LessonCatalogue } from '#ui/lesson/lesson_catalogue.ts';

const words = import.meta.glob<string>('../../lessons/*/lesson.en.md', {
  query: '?raw',
  import: 'default',
});

/** Titles stand in the catalogue itself, so that a list of lessons fetches nothing. */
const titles = import.meta.glob<string>('../../lessons/*/lesson.en.md', {
  query: '?title',
  import: 'default',
  eager: true,
});

export const lessonCatalogue: LessonCatalogue = lessons.map((lesson) => {
  const address = lessonFolder(lesson);
  const file = `../../lessons/${address}/lesson.en.md`;
  return {
    address,
    lesson,
    title: titles[file] ?? address,
    words: async () => {
      const markdown = await words[file]?.();
      const text = parseLessonText(lesson, file, markdown ?? '');
      if (!text.ok) throw new Error(text.error.map((each) => each.message).join('; '));
      return text.value;
    },
  };
});
