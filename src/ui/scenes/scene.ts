/** A scene to open: a script worth watching, with its words; script and picture are fetched when asked for. */

import type { Words } from '#messages/en/ui/words.ts';
import type { ScenePreview } from '#view-model/scene_preview.ts';

export interface Scene {
  /** What its title and its sentence stand under. */
  readonly id: keyof Words['scenes']['scenes'];
  readonly tags: readonly (keyof Words['scenes']['tags'])[];
  readonly script: () => Promise<string>;
  readonly preview: () => Promise<ScenePreview>;
}
