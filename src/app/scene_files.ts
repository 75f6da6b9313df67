/** The files of the scenes: their scripts and pictures, each fetched when it is asked for. */

import type { ScenePreview } from '#view-model/scene_preview.ts';

export const scripts = import.meta.glob<string>('../../test/scripts/*.lab', {
  query: '?raw',
  import: 'default',
});

export const previews = import.meta.glob<ScenePreview>(
  ['../../test/scripts/*.lab', '../script/scenes/opening_scene.ts'],
  { query: '?preview', import: 'default' },
);
