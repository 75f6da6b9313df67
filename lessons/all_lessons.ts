/** Every lesson, in the order of the curriculum. */

import { lesson as listAndWatch } from '#lessons/L05-list-and-watch/lesson.ts';
import type { Lesson } from '#tutor/lesson.ts';

export const lessons: readonly Lesson[] = [listAndWatch];

/** The folder of a lesson, which is also its address. */
export function lessonFolder(lesson: Lesson): string {
  return `${lesson.id}-${lesson.slug}`;
}
