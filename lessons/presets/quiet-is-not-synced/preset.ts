/** "Quiet for ten loop times means synced": a rule that works in a calm demo and breaks both ways. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'pod-keeper/pods';
const started = 'event controller.started controller=pod-keeper';

function pod(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {app: kept${name === 'kept-1' ? ", heartbeat: 'on'" : ''}}
spec:
  containers:
  - {name: main, image: nginx}`;
}

export const preset: Preset = {
  slug: 'quiet-is-not-synced',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'quiet-is-not-synced',
  focus: informer,
  script: `
start gc

# Five pods exist, and five are wanted. In a calm cluster the rule seems to work.
kubectl apply -f - <<EOF
${[1, 2, 3, 4, 5].map((number) => pod(`kept-${number}`)).join('\n---\n')}
EOF
run 2s
program pod-keeper code wait quiet
program pod-keeper start
until ${started} == 1 within 10s
run 1s
expect cache ${informer} synced
expect dial pod-keeper created == 0

# One pod changes three times a second: the cache is synced, and the rule never says so.
program pod-heartbeat start
run 2s
program pod-keeper restart
run 20s
expect cache ${informer} synced
expect dial pod-keeper quiet == 0
expect ${started} == 1

# The cluster calms down, and the watch dies without a word: the rule is content.
program pod-heartbeat stop
until ${started} == 2 within 10s
watch ${informer} halfopen
kubectl delete pod/kept-2
run 5s
expect dial pod-keeper quiet == 1
expect cache ${informer} size == 5
expect not cache ${informer} current

# A new start that may neither list nor watch: nothing is quieter than an empty cache.
program pod-keeper stop
client pod-keeper deny list pods
client pod-keeper deny watch pods
program pod-keeper start
until ${started} == 3 within 10s
run 2s
expect not cache ${informer} synced
expect dial pod-keeper created == 5
expect pods metadata.labels.app=kept == 9
`,
  strip: [
    `${started} == 1`,
    `event handler.called informer=${informer} >= 60`,
    `dial pod-keeper quiet == 1 and cache ${informer} size == 5 and pods metadata.labels.app=kept == 4`,
    `${started} == 3`,
    'pods metadata.labels.app=kept == 9',
  ],
};
