/** Plays a scene to its end and keeps what its preview shows. The site's build asks for it, a scene at a time. */

import { readFileSync } from 'node:fs';
import { openingScene } from '#script/scenes/opening_scene.ts';
import { createSession, recordOf } from '#session/session.ts';
import { RunView } from '#view-model/run_view.ts';
import { previewOf, type ScenePreview } from '#view-model/scene_preview.ts';

/** Places of a preview's lane. */
const slots = 120;

/** The preview of a script in a file, or, for a module, of the opening scene. */
export function scenePreview(file: string): ScenePreview {
  return previewOfScript(file.endsWith('.lab') ? readFileSync(file, 'utf8') : openingScene);
}

export function previewOfScript(text: string): ScenePreview {
  const record = recordOf(text);
  if (!record.ok) throw new Error(record.error.map(({ message }) => message).join('\n'));
  const session = createSession(record.value);
  if (!session.ok) throw new Error(session.error.map(({ message }) => message).join('\n'));
  session.value.play();
  const view = new RunView();
  const { events, objects } = session.value.store;
  view.append(events, [...objects.entries()]);
  return previewOf(view, slots);
}
