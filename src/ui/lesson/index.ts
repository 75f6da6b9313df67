/** The Lesson tab. */

import type { Panel } from '#ui/panels/panel.ts';
import { LessonPanel } from './lesson_panel.tsx';

export const lessonPanel: Panel = { id: 'lesson', title: 'Lesson', Body: LessonPanel };
