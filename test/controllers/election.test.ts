/** Replicas that compete for a lease: who works when the leader cannot renew, dies, or is told to stop. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

const head = `start elected-a
start elected-b
latency 20ms
file colour.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: colour, labels: {copied: 'yes'}}
data: {colour: red}
EOF
file other.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: other}
data: {colour: red}
EOF
run 3s
expect leader kube-system/elected == elected-a
`;

const rows: readonly { readonly name: string; readonly script: string }[] = [
  {
    name: 'the leader copies what asks for it, and nothing else; who stands by only caches and queues',
    script: `kubectl apply -f colour.yaml
kubectl apply -f other.yaml
run 5s
expect configmaps == 4
expect object configmaps/default/colour-patched data.writtenBy == elected-a
expect object configmaps/default/colour-updated data.writtenBy == elected-a
expect cache elected-b/configmaps current
expect queue elected-b has default/colour
expect queue elected-a empty
expect event reconcile.started controller=elected-b == 0`,
  },
  {
    name: 'a copy loses what its original loses, whichever way it is written',
    script: `kubectl apply -f colour.yaml
run 5s
kubectl patch configmap/colour -p '{"data":{"colour":null,"shape":"round"}}'
run 5s
expect object configmaps/default/colour-patched data.shape == round
expect object configmaps/default/colour-patched data.colour != red
expect object configmaps/default/colour-updated data.shape == round
expect object configmaps/default/colour-updated data.colour != red`,
  },
  {
    name: 'whoever takes over finds the whole queue',
    script: `kubectl apply -f colour.yaml
run 100ms
program elected-a crash
expect leaders kube-system/elected == 0
run 12s
expect leader kube-system/elected == elected-a
expect object configmaps/default/colour-patched absent
run 8s
expect leader kube-system/elected == elected-b
expect leaders kube-system/elected == 1
expect object configmaps/default/colour-patched data.writtenBy == elected-b`,
  },
  {
    name: 'a leader that may not write its lease acts for 10 s more, and exits; its watches go with it',
    script: `client elected-a deny update leases
run 9s
expect leaders kube-system/elected == 1
expect event leader.failed identity=elected-a operation=update >= 3
run 6s
expect program elected-a stopped
expect leaders kube-system/elected == 0
expect watch elected-a/configmaps closed
expect first leader.lost identity=elected-a before leader.stopped identity=elected-a led=true
until leader kube-system/elected == elected-b within 10s
run 100ms
expect event leader.acquired identity=elected-b transitions=1 == 1`,
  },
  {
    name: 'one that has stopped starts as a candidate',
    script: `program elected-a stop
until leader kube-system/elected == elected-b within 20s
program elected-a start
run 30s
expect program elected-a running
expect leader kube-system/elected == elected-b
expect leaders kube-system/elected == 1
expect event leader.refused identity=elected-a holder=elected-b >= 1`,
  },
  {
    name: 'a pause that is shorter than the lease changes nothing',
    script: `program elected-a pause
run 12s
program elected-a resume
run 30s
expect leader kube-system/elected == elected-a
expect event leader.acquired == 1
expect event leader.lost == 0`,
  },
  {
    name: 'renewals do not wait behind other requests for a token',
    script: `client elected-a starve 1000
run 40s
expect leader kube-system/elected == elected-a
expect event leader.lost == 0`,
  },
];

describe.each(['classic', 'modern'] as const)('replicas of one controller, %s', (profile) => {
  test.each(rows)('$name', ({ script }) => {
    expect(played(`${head}${script}\nexpect invariants hold\n`, { profile }).failures).toEqual([]);
  });
});
