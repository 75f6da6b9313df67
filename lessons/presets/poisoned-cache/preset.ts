/** An edit in place, and the two things that it leaves in an index: a key without an object, and a pod in the wrong bucket. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'pod-relabeler/pods';

export const preset: Preset = {
  slug: 'poisoned-cache',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'poisoned-cache',
  focus: informer,
  script: `
start gc

# Two pods are labelled a, and the index has both keys under a.
kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels: {app: a}
spec:
  containers:
  - {name: web, image: nginx}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-2
  labels: {app: a}
spec:
  containers:
  - {name: web, image: nginx}
EOF
run 2s
program pod-relabeler code edit in-place
program pod-relabeler start
until index ${informer} byApp a size == 2 within 10s

# The controller sets the label of the cached objects to b, in place.
until event store.mutated informer=${informer} == 2 within 10s
expect index ${informer} byApp a size == 2
expect index ${informer} byApp b size == 0
expect object pods/default/web-1 metadata.labels.app == a

# One of the pods is deleted: its key stays behind.
kubectl delete pod/web-1
until cache ${informer} lacks default/web-1 within 10s
run 1s
expect index ${informer} byApp a has default/web-1
expect dial pod-relabeler ghosts == 1

# A new start, and the edit is written to the server as well.
program pod-relabeler code edit in-place-and-write
program pod-relabeler restart
run 5s
expect object pods/default/web-2 metadata.labels.app == b
expect cache ${informer} current
expect index ${informer} byApp a has default/web-2
expect index ${informer} byApp b lacks default/web-2

# Back to a, and this time with a copy: the key moves.
program pod-relabeler stop
kubectl label pod/web-2 app=a --overwrite
program pod-relabeler code edit deep-copy
program pod-relabeler start
until object pods/default/web-2 metadata.labels.app == b within 10s
run 2s
expect index ${informer} byApp a size == 0
expect index ${informer} byApp b has default/web-2
expect invariants hold
`,
  strip: [
    `index ${informer} byApp a size == 2`,
    `event store.mutated informer=${informer} == 2`,
    `index ${informer} byApp a has default/web-1 and cache ${informer} lacks default/web-1`,
    `object pods/default/web-2 metadata.labels.app == b and cache ${informer} current and index ${informer} byApp a has default/web-2`,
    `index ${informer} byApp b has default/web-2`,
  ],
};
