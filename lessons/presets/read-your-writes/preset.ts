/** A controller creates three pods and asks its cache for them a moment later. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'website/pods';

export const preset: Preset = {
  slug: 'read-your-writes',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'read-your-writes',
  focus: informer,
  script: `
start kubelet
start scheduler
kubectl apply -f lab/website-crd.yaml
run 1s
program website code child-names generated
program website start

# A controller has nothing to do yet. Its watch of pods will be 800 ms late.
run 2s
watch ${informer} delay 800ms

# Three creates, three times 201, and a cache without a pod.
kubectl apply -f lab/website.yaml
until pods >= 3 within 5s
expect cache ${informer} size == 0

# The status write wakes the controller, and it counts again.
until pods > 3 within 2s
expect event lister.read informer=${informer} found=0 >= 2
expect cache ${informer} size == 0

# The events arrive, and the cache shows what was done 800 ms ago.
until cache ${informer} size >= 6 within 5s
until pods running == 3 within 20s
until quiet 5s within 20s
expect pods == 3
expect event etcd.committed resource=pods type=ADDED >= 6

# Now the same with the controller waiting for the version of its own last write.
program website stop
kubectl delete websites/shop
kubectl delete pods --all
run 5s
program website code wait resource-version
program website start
run 2s
watch ${informer} delay 800ms
kubectl apply -f lab/website.yaml
until pods running == 3 within 20s
until quiet 5s within 20s
expect pods == 3
expect event reconcile.skipped controller=website reason='own write not seen' >= 1
expect object websites/default/shop status.readyReplicas == 3
expect invariants hold
`,
  strip: [
    `cache ${informer} synced and pods == 0`,
    `pods == 3 and cache ${informer} size == 0`,
    `pods > 3 and cache ${informer} size == 0`,
    `cache ${informer} size > 3`,
    `event reconcile.skipped controller=website reason='own write not seen'`,
  ],
};
