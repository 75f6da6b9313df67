/** A leader stands still in the middle of a reconcile, loses its lease, and goes on where it was. */

import type { Preset } from '#tutor/preset.ts';

const lease = 'kube-system/elected';
const patched = 'object configmaps/default/colour-patched';
const updated = 'object configmaps/default/colour-updated';

export const preset: Preset = {
  slug: 'paused-leader',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'paused-leader',
  focus: 'elected-a/configmaps',
  script: `
start elected-a
start elected-b
latency 20ms
latency response 40ms
file colour.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: colour, labels: {copied: 'yes'}}
data: {colour: red}
EOF

# Two replicas, one leader. It keeps two copies: one by patch, one by update.
run 3s
kubectl apply -f colour.yaml
run 5s
expect leaders ${lease} == 1
expect ${patched} data.colour == red
expect ${updated} data.writtenBy == elected-a

# The leader has read what it will write, and stands still.
kubectl patch configmap/colour -p '{"data":{"colour":"green"}}'
run 400ms
program elected-a pause
run 200ms
kubectl patch configmap/colour -p '{"data":{"colour":"blue"}}'
run 10s
expect leader ${lease} == elected-a
expect ${patched} data.colour == red

# The other sees no renewal, takes the lease, and does the work.
until leader ${lease} == elected-b within 8s
until ${updated} data.colour == blue within 3s
expect ${patched} data.writtenBy == elected-b
until time >= 28s within 5s

# The former leader goes on. Nobody has told it anything.
program elected-a resume
run 200ms
expect leaders ${lease} == 2
expect ${patched} data.colour == green
expect ${patched} data.writtenBy == elected-a
expect ${updated} data.colour == blue
expect event request.completed client=elected-a status=409 == 1

# Ten seconds more of two leaders. Then it gives up, and exits.
run 2s
expect ${patched} data.colour == blue
until program elected-a stopped within 12s
expect event leader.lost identity=elected-a == 1
expect leaders ${lease} == 1
run 5s
expect ${patched} data.colour == blue
expect invariants hold
`,
  strip: [
    `leaders ${lease} == 1 and ${patched} data.writtenBy == elected-a`,
    'program elected-a paused',
    `leader ${lease} == elected-b and ${patched} data.colour == blue`,
    `leaders ${lease} == 2 and ${patched} data.colour == green`,
    'program elected-a stopped',
  ],
};
