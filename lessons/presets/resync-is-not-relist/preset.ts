/** A watch dies without a word, an object is deleted, and resyncs go on telling of it. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'config-reader/configmaps';
const told = `event handler.called informer=${informer} callback=OnUpdate key=default/b`;

export const preset: Preset = {
  slug: 'resync-is-not-relist',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'resync-is-not-relist',
  focus: informer,
  script: `
start config-reader resync=5s

# Three ConfigMaps are in the cache, and the informer resyncs every 5 s.
kubectl apply -f lab/a.yaml
kubectl apply -f lab/b.yaml
kubectl apply -f lab/c.yaml
until cache ${informer} size == 3 within 10s

# The watch dies without a word, and b is deleted on the server.
watch ${informer} halfopen
kubectl delete configmap/b
run 1s
expect object configmaps/default/b absent
expect cache ${informer} has default/b

# Three resyncs: the handlers are told of b three times, and nobody asks the server.
until ${told} >= 3 within 20s
expect relists ${informer} == 0
expect cache ${informer} has default/b

# The client's pings find the dead connection, and the relist finds that b is gone.
until relists ${informer} == 1 within 1m
run 2s
expect cache ${informer} lacks default/b
expect tombstones ${informer} == 1
expect cache ${informer} current
`,
  strip: [
    `cache ${informer} size == 3`,
    `event watch.severed noun=${informer}`,
    `object configmaps/default/b absent and event reflector.resync.forced informer=${informer}`,
    `${told} >= 3`,
    `tombstones ${informer} == 1`,
  ],
};
