/** The same slow call twice: in a handler it delays its own listener, before the queue it costs the watch. */

import type { Preset } from '#tutor/preset.ts';

const informer = 'pod-shipper/pods';
const givenUp = `event watch.ended noun=${informer} "reason=the client does not read"`;

export const preset: Preset = {
  slug: 'slow-handler',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'slow-handler',
  focus: informer,
  script: `
set watch-buffer 10
allow cache-equals-server
file web.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 16
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - {name: web, image: nginx}
EOF

# A program makes a call of 200 ms for each change of a pod, in its handler.
program pod-shipper code ship in-handler
program pod-shipper start
run 2s

# A rollout: the cache keeps up, the listener's backlog grows.
kubectl apply -f web.yaml
until pods running == 16 within 20s
run 1s
expect cache ${informer} current
expect dial pod-shipper behind >= 5
expect ${givenUp} == 0

# The same call in the transform, before an object is queued.
kubectl scale deployment/web --replicas=0
until pods == 0 within 2m
program pod-shipper stop
program pod-shipper code ship in-transform
program pod-shipper start
run 2s

# The same rollout: the Reflector waits, the connection fills, the server gives the watch up.
kubectl scale deployment/web --replicas=16
until pods running == 16 within 20s
run 1s
expect not cache ${informer} current
expect ${givenUp} >= 1
`,
  strip: [
    `cache ${informer} synced`,
    `cache ${informer} current and dial pod-shipper behind >= 5`,
    'event program.stopped program=pod-shipper',
    `event lock.waited lock=${informer}.queue.lock >= 10`,
    givenUp,
  ],
};
