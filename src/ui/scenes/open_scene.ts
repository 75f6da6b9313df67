/** Opening a scene: a run of its own, played from where something happens. */

import { readHead } from '#script/head.ts';
import { formatVersion } from '#trace/event.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { problemText } from '#ui/playground/playground_store.ts';
import type { Scene } from './scene.ts';

const usual = { profile: 'classic', seed: 'informer-lab', policy: 'arrival' } as const;

export function openScene({ acts, store }: PlaygroundHandle, scene: Scene): void {
  const words = store.getState().locale.words.scenes;
  const { title, about } = words.scenes[scene.id];
  const failed = (text: string): void =>
    acts.notify({ tone: 'problem', title: words.cannotOpen(title), text });
  scene.script().then(
    (script) => {
      const { profile, seed, policy } = readHead(script, usual);
      const record = { version: formatVersion, profile, seed, policy, script, acts: [] };
      acts.openRun({ record, name: title, text: about, at: undefined }, (problems) => {
        if (problems.length > 0) failed(problemText(problems));
      });
    },
    () => failed(words.offline),
  );
}
