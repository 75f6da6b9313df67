/** The scenes there are: each with its title, a sentence, tags and a picture of its lanes. */

import { type ReactElement, useEffect, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import type { ScenePreview } from '#view-model/scene_preview.ts';
import { openScene } from './open_scene.ts';
import type { Scene } from './scene.ts';
import { ScenePicture } from './scene_picture.tsx';
import './scene_gallery.css';

export function SceneGallery({ scenes }: { readonly scenes: readonly Scene[] }): ReactElement {
  const handle = usePlayground();
  const words = useWords().scenes;
  const { acts } = handle;
  return (
    <PageDialog title={words.title} about={words.about} className="scenes" close={acts.closeDialog}>
      <ul className="scene-list">
        {scenes.map((scene) => (
          <li key={scene.id}>
            <SceneCard
              scene={scene}
              open={() => {
                acts.closeDialog();
                openScene(handle, scene);
              }}
            />
          </li>
        ))}
      </ul>
    </PageDialog>
  );
}

function SceneCard(props: { readonly scene: Scene; readonly open: () => void }): ReactElement {
  const { scene, open } = props;
  const words = useWords().scenes;
  const [preview, setPreview] = useState<ScenePreview | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    // A picture that cannot be fetched is left out; the scene opens all the same.
    scene.preview().then(
      (found) => gone || setPreview(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [scene]);
  return (
    <button type="button" className="scene-card" onClick={open}>
      <span className="scene-frame">
        {preview !== undefined && <ScenePicture preview={preview} />}
      </span>
      <span className="scene-title">{words.scenes[scene.id].title}</span>
      <span className="scene-about">{words.scenes[scene.id].about}</span>
      <span className="scene-tags">
        {scene.tags.map((tag) => (
          <span key={tag} className="chip">
            {words.tags[tag]}
          </span>
        ))}
      </span>
    </button>
  );
}
