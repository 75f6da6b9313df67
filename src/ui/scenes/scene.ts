/** A scene to open: a script worth watching, with its words; script and picture are fetched when asked for. */

import type { ScenePreview } from '#view-model/scene_preview.ts';

export interface Scene {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly about: string;
  readonly tags: readonly string[];
  readonly script: () => Promise<string>;
  readonly preview: () => Promise<ScenePreview>;
}
