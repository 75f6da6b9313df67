/** A controller restarts at an API server that lags, and deletes the pods of a website that was made anew. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'website/websites';

export const preset: Preset = {
  slug: 'time-travel',
  profiles: ['classic', 'inOrder'],
  seed: 'time-travel',
  focus: informer,
  script: `
set replicas 2
start kubelet
start scheduler
file shop.yaml <<EOF
apiVersion: web.lab/v1
kind: Website
metadata:
  name: shop
  finalizers: [web.lab/pods]
spec:
  replicas: 3
EOF
kubectl apply -f lab/website-crd.yaml
run 2s
program website code removal by-name
program website start
run 1s

# A website with three pods. Its controller is stopped, and somebody deletes it.
kubectl apply -f shop.yaml
until pods running == 3 within 30s
program website stop
kubectl delete websites/shop --wait=false
run 1s

# From here on the second API server learns nothing.
apiserver b hold

# The controller cleans up, and the website is made anew.
program website start
until websites == 0 within 30s
until pods == 0 within 60s
kubectl apply -f shop.yaml
until pods running == 3 within 30s
expect event etcd.committed resource=pods type=DELETED == 3

# The controller restarts at the second server: it is told of a deletion that is long done.
client website switch b
program website restart
until event etcd.committed resource=pods type=DELETED > 3 within 20s
expect websites == 1

# The second server catches up, and the damage is repaired.
apiserver b release
until pods running == 3 within 60s
until quiet 3s within 20s
expect object websites/default/shop metadata.generation == 1
expect cache ${informer} current
`,
  strip: [
    'pods running == 3',
    'websites == 0',
    'websites == 1 and pods running == 3',
    'pods terminating >= 1 and websites == 1',
    'event etcd.committed resource=pods type=DELETED > 3 and pods running == 3',
  ],
};
