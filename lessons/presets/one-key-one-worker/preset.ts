/** Four workers, one hot object: they never meet, until the queue is given pointers. */

import type { Preset } from '#tutor/preset.ts';

const hammer = [1, 2, 3, 4, 5, 6]
  .map((number) => `kubectl annotate configmap/a change=${number} --overwrite`)
  .join('\n');

export const preset: Preset = {
  slug: 'one-key-one-worker',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'one-key',
  focus: 'config-agent/configmaps',
  script: `
start kubelet
file settings.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data: {colour: red}
EOF
# Four workers wait for keys, and one object is carried out.
program config-agent start workers=4
kubectl apply -f settings.yaml
run 3s
# The object changes six times in a row.
${hammer}
run 5s
expect event queue.deduplicated key=default/a >= 4
expect not event program.reported dial=at-once value>1
expect queue config-agent empty
# The same with pointers to the key instead of the key.
program config-agent code handler add-pointer
program config-agent restart
run 2s
${hammer}
run 5s
expect event program.reported dial=at-once value>1
`,
  strip: [
    'event reconcile.started key=default/a',
    "event queue.deduplicated key=default/a reason='key already processing'",
    "event queue.deduplicated key=default/a reason='key already dirty'",
    'event queue.done key=default/a requeued=true',
    'event program.reported dial=at-once value>1',
  ],
};
