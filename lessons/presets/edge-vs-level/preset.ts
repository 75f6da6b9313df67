/** Three observers of the same claims: one counts events, two read the level. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'claim-meter/persistentvolumeclaims';

/** A claim that is bound, and that nothing keeps from being deleted. */
function claim(name: string, size: number): string {
  return `kubectl apply -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: ${size}Gi
EOF
kubectl patch pvc/${name} -p '{"metadata":{"finalizers":null}}'
kubectl patch pvc/${name} --subresource=status -p '{"status":{"phase":"Bound"}}'`;
}

export const preset: Preset = {
  slug: 'edge-vs-level',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'edge-vs-level',
  focus: informer,
  script: `
start kubelet
${claim('a', 2)}
${claim('b', 3)}
${claim('c', 5)}
program claim-meter start

# Three claims of 2, 3 and 5 Gi. Three dials: 10, 10, 10.
until dial claim-meter edge == 10 within 10s
run 2s
expect dial claim-meter level == 10
expect dial claim-meter sampled == 10

# The connection is gone, and a claim is deleted. No dial can know.
client claim-meter refuse
watch claim-meter/edge cut reset
watch ${informer} cut reset
kubectl delete pvc/b
run 35s
expect dial claim-meter edge == 10
expect dial claim-meter level == 10
expect dial claim-meter sampled == 10
expect dial claim-meter samples >= 1

# The connection comes back. Who is right now?
client claim-meter accept
run 40s
expect dial claim-meter level == 7
expect dial claim-meter sampled == 7
expect dial claim-meter edge == 17
expect cache ${informer} current
`,
  strip: [
    'dial claim-meter edge == 10',
    `watch ${informer} closed`,
    'object persistentvolumeclaims/default/b absent',
    'dial claim-meter level == 7',
    'dial claim-meter edge == 17',
  ],
};
