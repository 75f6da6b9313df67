/** The English words of the lists around the lessons, and what they say of each lesson, exhibit and preset, by file. */

import type { TextCard } from '#tutor/text_card.ts';

export const textCards = import.meta.glob<TextCard>(
  [
    '../../lessons/L*/lesson.en.md',
    '../../lessons/exhibits/B*/exhibit.en.md',
    '../../lessons/presets/*/preset.en.md',
  ],
  { query: '?card', import: 'default', eager: true },
);

export const listTexts = import.meta.glob<string>('../../lessons/library/*.en.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
