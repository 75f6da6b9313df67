/** The Lesson tab, over the lessons that the page offers. */

import { createElement } from 'react';
import type { Panel } from '#ui/panels/panel.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { LessonPanel } from './lesson_panel.tsx';

/** `first` is the address of the lesson to open at once. */
export function lessonPanel(catalogue: LessonCatalogue, first?: string): Panel {
  const Body = () => createElement(LessonPanel, { catalogue, first });
  return { id: 'lesson', title: ({ panels }) => panels.lesson, Body };
}
