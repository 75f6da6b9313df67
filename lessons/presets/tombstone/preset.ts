/** A pod is deleted while nobody who watches can hear of it, and the server forgets how it went. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'rs-controller/pods';

export const preset: Preset = {
  slug: 'tombstone',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'tombstone',
  focus: informer,
  script: `
file nginx-deployment.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-deployment
  labels:
    app: nginx
spec:
  replicas: 3
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:1.14.2
        ports:
        - containerPort: 80
EOF

# Three pods run, and the cache knows them.
run 2s
kubectl apply -f nginx-deployment.yaml
until pods running == 3 within 30s
until quiet

# The watch is cut and held, and a pod is deleted.
watch rs-controller/pods cut
watch rs-controller/pods hold
kubectl delete pod/nginx-deployment-*
run 3s
expect pods running == 2
expect cache rs-controller/pods size == 3

# The API server restarts: the place where the watch stopped is too old.
apiserver a restart
run 2s
watch rs-controller/pods release

# The relist finds what is missing.
until pods running == 3 within 60s
until quiet
expect relists rs-controller/pods >= 1
expect tombstones rs-controller/pods >= 1
expect pods running == 3
expect object deployments/default/nginx-deployment status.readyReplicas == 3
expect cache rs-controller/pods current
expect invariants hold
`,
  strip: [
    'pods running == 3',
    `watch ${informer} closed`,
    'pods running == 2',
    `tombstones ${informer} >= 1`,
    `relists ${informer} >= 1 and pods running == 3`,
  ],
};
