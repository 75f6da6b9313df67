/** Two ways to lose a watch: one is resumed and repeats nothing, the other costs a list. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'config-reader/configmaps';
const adds = `event handler.called informer=${informer} callback=OnAdd`;

export const preset: Preset = {
  slug: 'close-vs-gone',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'close-vs-gone',
  focus: informer,
  script: `
start config-reader

# Three ConfigMaps are listed, and the watch goes on from there.
kubectl apply -f lab/a.yaml
kubectl apply -f lab/b.yaml
kubectl apply -f lab/c.yaml
until cache ${informer} size == 3 within 10s
run 2s
expect ${adds} == 3

# The server ends the watch in order, as it does every few minutes.
watch ${informer} cut close
run 3s
expect watch ${informer} open
expect relists ${informer} == 0
expect ${adds} == 3
expect event handler.called informer=${informer} callback=OnUpdate == 0

# The watch is held, c is deleted, and the API server restarts: its history is gone.
watch ${informer} hold
kubectl delete configmap/c
apiserver a restart
run 2s
expect cache ${informer} size == 3

# The old place is too old: 410 Gone, a new list, and still no storm of adds.
watch ${informer} release
until relists ${informer} == 1 within 1m
run 2s
expect event reflector.watch.ended informer=${informer} outcome=expired >= 1
expect ${adds} == 3
expect tombstones ${informer} == 1
expect cache ${informer} current
`,
  strip: [
    `cache ${informer} size == 3 and watch ${informer} open`,
    `event watch.closed noun=${informer}`,
    `event reflector.watch.ended informer=${informer} and watch ${informer} open and relists ${informer} == 0`,
    `event reflector.watch.ended informer=${informer} outcome=expired`,
    `tombstones ${informer} == 1`,
  ],
};
