/** The lessons that a playground offers, with their words fetched when one is opened. */

import type { Lesson, LessonText } from '#tutor/lesson.ts';

export interface LessonEntry {
  /** `L05-list-and-watch`: its address. */
  readonly address: string;
  readonly title: string;
  readonly lesson: () => Promise<Lesson>;
  readonly words: () => Promise<LessonText>;
}

export type LessonCatalogue = readonly LessonEntry[];
