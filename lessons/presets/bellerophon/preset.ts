/** Two controllers want one field of one object. Then each has a field of its own. */

import type { Preset } from '#tutor/preset.ts';

const pegasus = 'object bellerophons/default/pegasus';
const written = 'event etcd.committed key=bellerophons/default/pegasus';

export const preset: Preset = {
  slug: 'bellerophon',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'bellerophon',
  focus: 'bellerophon/bellerophons',
  script: `
start kubelet
kubectl apply -f lab/bellerophon-crd.yaml
run 1s
kubectl apply -f lab/bellerophon.yaml
run 1s

# Both compare, both write only a difference, and both write the same field.
program bellerophon start
program chimera start
run 5s
expect ${written} > 20
expect event request.sent client=bellerophon verb=update > 10
expect event request.sent client=chimera verb=update > 10
expect event reconcile.finished result=error == 0

# Server-side apply, and each takes the field by force: the fight goes on.
program bellerophon code write force
program chimera code write force
program bellerophon restart
program chimera restart
run 5s
expect event request.sent client=bellerophon verb=patch > 10
expect event request.sent client=chimera verb=patch > 10
expect not quiet 1s

# Without force the second is refused, and told who owns the field. Now a person must decide.
program bellerophon code write apply
program chimera code write apply
program bellerophon restart
program chimera restart
until quiet 5s within 2m
expect event request.completed status=409 message~'Apply failed' >= 1

# A field for each of them: even by force, there is nothing to fight over.
program bellerophon code write force
program chimera code write force
program chimera code field partition
program bellerophon restart
program chimera restart
until quiet 5s within 20s
expect ${pegasus} spec.replicas == 3
expect ${pegasus} spec.update.partition == 1
expect program bellerophon running
expect program chimera running

# Plain updates do as well, as long as each compares and changes its own field only.
program bellerophon code write put
program chimera code write put
program bellerophon restart
program chimera restart
kubectl patch bellerophons/pegasus --type=merge -p '{"spec":{"replicas":7,"update":{"partition":0}}}'
until quiet 5s within 20s
expect ${pegasus} spec.replicas == 3
expect ${pegasus} spec.update.partition == 1
expect invariants hold
`,
  strip: [
    `${written} >= 3`,
    `${written} > 20`,
    'event request.sent client=chimera verb=patch > 10',
    `event request.completed client=chimera status=409 message~'Apply failed' or event request.completed client=bellerophon status=409 message~'Apply failed'`,
    `${pegasus} spec.replicas == 3 and ${pegasus} spec.update.partition == 1`,
  ],
};
