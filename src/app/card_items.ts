/** What the lists know of lessons, exhibits and presets without their words, by file. */

import type { ItemCard } from '#tutor/text_card.ts';

export const itemCards = import.meta.glob<ItemCard>(
  [
    '../../lessons/L*/lesson.ts',
    '../../lessons/exhibits/B*/exhibit.ts',
    '../../lessons/presets/*/preset.ts',
  ],
  { query: '?card', import: 'default', eager: true },
);
