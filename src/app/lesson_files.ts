/** The files of the lessons, exhibits and scenes for talks: each fetched when it is opened. */

import type { Exhibit } from '#tutor/exhibit.ts';
import type { Lesson } from '#tutor/lesson.ts';
import type { Preset } from '#tutor/preset.ts';

export const lessons = import.meta.glob<Lesson>('../../lessons/L*/lesson.ts', { import: 'lesson' });
export const exhibits = import.meta.glob<Exhibit>('../../lessons/exhibits/B*/exhibit.ts', {
  import: 'exhibit',
});
export const presets = import.meta.glob<Preset>('../../lessons/presets/*/preset.ts', {
  import: 'preset',
});

export const words = import.meta.glob<string>('../../lessons/**/{lesson,exhibit,preset}.*.md', {
  query: '?raw',
  import: 'default',
});

/** The files themselves, so that authors are told where a mistake is: only while the site is written. */
export const sources: Readonly<Record<string, () => Promise<string>>> = import.meta.env.DEV
  ? import.meta.glob<string>(
      [
        '../../lessons/L*/lesson.ts',
        '../../lessons/exhibits/B*/exhibit.ts',
        '../../lessons/presets/*/preset.ts',
      ],
      { query: '?raw', import: 'default' },
    )
  : {};
