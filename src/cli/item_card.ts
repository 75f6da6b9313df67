/** What lists show of a lesson, exhibit or preset besides its words. The site's build asks for it, a module at a time. */

import type { Exhibit } from '#tutor/exhibit.ts';
import type { Lesson } from '#tutor/lesson.ts';
import type { Preset } from '#tutor/preset.ts';
import type { ItemCard } from '#tutor/text_card.ts';

/** What a file of a lesson, exhibit or preset exports: one of these. */
export interface LearningModule {
  readonly lesson?: Lesson;
  readonly exhibit?: Exhibit;
  readonly preset?: Preset;
}

/** The card of whatever a module exports. */
export function itemCard({ lesson, exhibit, preset }: LearningModule): ItemCard {
  if (lesson !== undefined) {
    return { id: lesson.id, steps: lesson.steps.map(({ id }) => id), errors: lesson.errors };
  }
  if (exhibit !== undefined) return { id: exhibit.id, steps: [], errors: exhibit.errors };
  if (preset !== undefined) return { id: preset.slug, steps: [], errors: [] };
  throw new Error('expected a lesson, an exhibit or a preset');
}
