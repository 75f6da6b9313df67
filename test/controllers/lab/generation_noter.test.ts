/** What the generation noter believes of its last write, by what it compares. */

import { expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

const noted = (piece: string) => `allow cache-equals-server
program generation-noter code arrived ${piece}
program generation-noter start
kubectl create deployment web --image=nginx --replicas=1
run 3s
expect object configmaps/default/web-note data.generation == '1'
`;
const held = `watch generation-noter/configmaps hold
kubectl scale deployment/web --replicas=2
run 1s
kubectl label deployment/web tier=front
run 3s
expect object configmaps/default/web-note data.generation == '2'
expect not cache generation-noter/configmaps current
`;

test.each([
  { piece: 'same-type', seen: 0, unseen: 1 },
  { piece: 'other-type', seen: 1, unseen: 0 },
])('$piece: waiting $seen once it has arrived, $unseen before', ({ piece, seen, unseen }) => {
  const { failures } = played(`start kubelet
${noted(piece)}expect cache generation-noter/configmaps current
expect dial generation-noter waiting == ${seen}
${held}expect dial generation-noter waiting == ${unseen}
`);
  expect(failures).toEqual([]);
});
