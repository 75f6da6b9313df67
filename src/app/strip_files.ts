/** The five panels of every strip, each fetched when it is asked for. */

import type { StripPanel } from '#view-model/strip_panel.ts';

export const panels = import.meta.glob<readonly StripPanel[]>(
  [
    '../../lessons/L*/lesson.ts',
    '../../lessons/exhibits/B*/exhibit.ts',
    '../../lessons/presets/*/preset.ts',
  ],
  { query: '?strip', import: 'default' },
);
