/** Events on their way from a recorder to the server: filtered, combined, dropped, given up. */

import type { Preset } from '#tutor/preset.ts';

export const preset: Preset = {
  slug: 'event-funnel',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'events',
  focus: 'announcer/configmaps',
  script: `
file work.yaml <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: work}
data: {parts: "0"}
EOF

# Forty times the same about one object.
program announcer start
kubectl apply -f work.yaml
run 2s
kubectl patch configmap/work -p '{"data":{"parts":"40"}}'
run 15s
expect event event.recorded == 40
expect event event.written == 25
expect event event.skipped == 15
expect events count=25 == 1

# The same work with forty different messages.
program announcer code message numbered
program announcer restart
run 15s
expect event event.recorded == 80
expect event event.written == 50
expect events == 11
expect events 'message~(combined from similar events)' count=16 == 1

# The sink cannot write, and work goes fifty times a second.
kubectl patch configmap/work -p '{"data":{"parts":"0","every":"20ms"}}'
program announcer restart
run 2s
client announcer refuse
kubectl patch configmap/work -p '{"data":{"parts":"2100"}}'
run 50s
expect dial announcer parts == 2100
expect dial announcer waited == 0
expect event broadcast.dropped >= 1000

# Two minutes later the sink gives the first one up.
run 90s
expect event event.abandoned tries=12 >= 1
client announcer accept
run 10s
kubectl get events
expect events == 20
expect invariants hold
`,
  strip: [
    'event event.written verb=create',
    'event event.skipped',
    "events 'message~(combined from similar events)' == 1",
    'event broadcast.dropped',
    'event event.abandoned tries=12',
  ],
};
