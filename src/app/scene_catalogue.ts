/** The scenes of this site: the opening one, and scripts that are played by the tests as well. */

import { openingScene } from '#script/scenes/opening_scene.ts';
import type { Scene } from '#ui/scenes/scene.ts';
import type { ScenePreview } from '#view-model/scene_preview.ts';

const folder = '../../test/scripts/';

const scripts = import.meta.glob<string>('../../test/scripts/*.lab', {
  query: '?raw',
  import: 'default',
});

const previews = import.meta.glob<ScenePreview>('../../test/scripts/*.lab', {
  query: '?preview',
  import: 'default',
});

const openingPreviews = import.meta.glob<ScenePreview>('../script/scenes/opening_scene.ts', {
  query: '?preview',
  import: 'default',
});

const opening: Scene = {
  id: 'opening',
  title: 'A Deployment appears, grows, and loses a pod',
  about: 'A minute of an ordinary cluster: four controllers, five pods, nothing breaks.',
  tags: ['deployment', 'everyday'],
  script: () => Promise.resolve(openingScene),
  preview: async () => present(await openingPreviews['../script/scenes/opening_scene.ts']?.()),
};

export const scenes: readonly Scene[] = [
  opening,
  scene('tombstone', {
    title: 'A tombstone',
    about: 'A pod is deleted while nobody who watches can hear of it; a relist finds out.',
    tags: ['relist', 'DeletedFinalStateUnknown', 'restart'],
  }),
  scene('410_ladder', {
    title: 'How far back a watch can go',
    about: 'Rung by rung the server remembers less, until only the last ones bring 410 Gone.',
    tags: ['410', 'watch cache', 'compaction'],
  }),
  scene('time_travel', {
    title: 'Back in time',
    about: 'Two API servers over one etcd, one of them behind: whoever starts anew sees the past.',
    tags: ['stale read', 'replicas'],
  }),
  scene('paused_leader', {
    title: 'A paused leader',
    about:
      'The leader stands still for 20 s, another takes over, and then both write: nothing fences the first.',
    tags: ['leader election', 'split brain', '409', 'resourceVersion'],
  }),
  scene('skewed_clocks', {
    title: 'Clocks that disagree',
    about:
      'Candidates for a lease whose clocks are hours apart, and nobody minds: only lapse is counted.',
    tags: ['leader election', 'clock skew'],
  }),
  scene('slow_watcher', {
    title: 'A watcher that does not read',
    about:
      'Events pile up for a client that is slow, and the server ends its watch without a word.',
    tags: ['watch', 'back-pressure'],
  }),
  scene('too_many_requests', {
    title: 'Too many requests',
    about: 'A server that works on one write at a time turns the others away with 429.',
    tags: ['429', 'inflight'],
  }),
  scene('owners_and_finalizers', {
    title: 'Owners and finalizers',
    about: 'Dependents follow their owner in the background, and a finalizer holds an object back.',
    tags: ['garbage collector', 'finalizers'],
  }),
  scene('namespace_deletion', {
    title: 'A namespace is deleted',
    about: 'The server only marks it; a controller empties it, pods first, and lets it go.',
    tags: ['namespaces', 'finalizers'],
  }),
];

function scene(id: string, words: Pick<Scene, 'title' | 'about' | 'tags'>): Scene {
  const file = `${folder}${id}.lab`;
  return {
    id,
    ...words,
    script: async () => present(await scripts[file]?.()),
    preview: async () => present(await previews[file]?.()),
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected a scene that is part of this site');
  return value;
}
