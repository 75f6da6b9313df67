/** The Chinese words of the lists around the lessons, and what they say of each lesson, exhibit and preset, by file. */

import type { TextCard } from '#tutor/text_card.ts';

export const textCards = import.meta.glob<TextCard>(
  [
    '../../lessons/L*/lesson.zh-CN.md',
    '../../lessons/exhibits/B*/exhibit.zh-CN.md',
    '../../lessons/presets/*/preset.zh-CN.md',
  ],
  { query: '?card', import: 'default', eager: true },
);

export const listTexts = import.meta.glob<string>('../../lessons/library/*.zh-CN.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
