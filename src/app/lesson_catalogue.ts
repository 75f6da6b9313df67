/** The lessons of this site: a folder each. Their steps and words are fetched when a lesson is opened. */

import type { Lesson } from '#tutor/lesson.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import type { LessonCatalogue } from '#ui/lesson/lesson_catalogue.ts';

const lessons = import.meta.glob<Lesson>('../../lessons/L*/lesson.ts', { import: 'lesson' });

const words = import.meta.glob<string>('../../lessons/L*/lesson.*.md', {
  query: '?raw',
  import: 'default',
});

/** Titles stand in the catalogue itself, so that a list of lessons fetches nothing. */
const titles = import.meta.glob<string>('../../lessons/L*/lesson.en.md', {
  query: '?title',
  import: 'default',
  eager: true,
});

export const lessonCatalogue: LessonCatalogue = Object.entries(lessons).map(([file, load]) => {
  const folder = file.slice(0, -'/lesson.ts'.length);
  const address = folder.slice(folder.lastIndexOf('/') + 1);
  const text = `${folder}/lesson.en.md`;
  return {
    address,
    lesson: load,
    title: titles[text] ?? address,
    words: async () => {
      const [lesson, markdown = ''] = await Promise.all([load(), words[text]?.()]);
      const parsed = parseLessonText(lesson, text, markdown);
      if (!parsed.ok) throw new Error(parsed.error.map((each) => each.message).join('; '));
      return parsed.value;
    },
  };
});
