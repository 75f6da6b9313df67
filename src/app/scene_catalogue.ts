/** The scenes of this site: the opening one, and scripts that are played by the tests as well. */

import { openingScene } from '#script/scenes/opening_scene.ts';
import type { Scene } from '#ui/scenes/scene.ts';

const folder = '../../test/scripts/';

const files = () => import('./scene_files.ts');

const opening: Scene = {
  id: 'opening',
  tags: ['deployment', 'everyday'],
  script: () => Promise.resolve(openingScene),
  preview: async () =>
    present(await (await files()).previews['../script/scenes/opening_scene.ts']?.()),
};

export const scenes: readonly Scene[] = [
  opening,
  scene('tombstone', ['relist', 'DeletedFinalStateUnknown', 'restart']),
  scene('410_ladder', ['410', 'watch cache', 'compaction']),
  scene('time_travel', ['stale read', 'replicas']),
  scene('paused_leader', ['leader election', 'split brain', '409', 'resourceVersion']),
  scene('skewed_clocks', ['leader election', 'clock skew']),
  scene('edge_vs_level', ['edge-triggered', 'level-triggered']),
  scene('slow_watcher', ['watch', 'back-pressure']),
  scene('too_many_requests', ['429', 'inflight']),
  scene('owners_and_finalizers', ['garbage collector', 'finalizers']),
  scene('namespace_deletion', ['namespaces', 'finalizers']),
];

function scene(id: Scene['id'], tags: Scene['tags']): Scene {
  const file = `${folder}${id}.lab`;
  return {
    id,
    tags,
    script: async () => present(await (await files()).scripts[file]?.()),
    preview: async () => present(await (await files()).previews[file]?.()),
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected a scene that is part of this site');
  return value;
}
