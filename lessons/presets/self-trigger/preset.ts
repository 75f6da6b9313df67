/** A controller that writes the time into its status, in three versions. */

import type { Preset } from '#tutor/preset.ts';

const written = 'event etcd.committed key=websites/default/shop';

export const preset: Preset = {
  slug: 'self-trigger',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'self-trigger',
  focus: 'website/websites',
  script: `
start kubelet
start scheduler
kubectl apply -f lab/website-crd.yaml
run 1s

# A status with the time in it: each write comes back as an event.
program website code status stamped
program website start
run 1s
kubectl apply -f lab/website.yaml
until pods running == 3 within 20s

# The spec stays as it is, and the versions grow.
run 8s
expect ${written} > 50
expect object websites/default/shop metadata.generation == 1
expect event reconcile.finished controller=website result=error == 0
expect event client.throttled client=website >= 1

# Whole seconds: the server drops a write that changes nothing, and sends no event.
program website code status whole-seconds
program website restart
until quiet 5s within 20s
expect event etcd.unchanged key=websites/default/shop >= 1

# One second of lag, and the same code loops again.
watch website/websites delay 1200ms
kubectl label websites/shop touched=once
run 12s
expect not quiet 3s

# A status without a clock, written only if it differs: one write, and rest.
program website code status compared
program website restart
until quiet 5s within 20s
expect object websites/default/shop status.readyReplicas == 3
expect invariants hold
`,
  strip: [
    'event request.sent client=website verb=update',
    `${written} > 20`,
    'event client.throttled client=website',
    'event etcd.unchanged key=websites/default/shop',
    `event program.code.set program=website pieces~compared and event reconcile.finished controller=website >= 100`,
  ],
};
