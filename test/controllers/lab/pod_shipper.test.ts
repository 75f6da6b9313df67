/** Where the pod shipper does its slow work decides who has to wait for it. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

const rollout = `file web.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 24
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers: [{name: web, image: nginx}]
EOF
kubectl apply -f web.yaml
`;

const givenUp = 'event watch.ended noun=pod-shipper/pods "reason=the client does not read"';

describe('sending 24 pods that start', () => {
  const rows = [
    {
      name: 'in the transform: the queue is locked, and the server gives the watch up',
      code: 'in-transform',
      soon: [`${givenUp} >= 1`, 'not cache pod-shipper/pods current'],
    },
    {
      name: 'in the handler: the cache is current, and the listener far behind',
      code: 'in-handler',
      soon: [`${givenUp} == 0`, 'cache pod-shipper/pods current', 'dial pod-shipper behind >= 5'],
    },
    {
      name: 'in the worker: keys wait, and each is sent once as it is by then',
      code: 'in-worker',
      soon: [`${givenUp} == 0`, 'cache pod-shipper/pods current', 'dial pod-shipper behind == 0'],
    },
  ];
  test.each(rows)('$name', ({ code, soon }) => {
    const { failures } = played(`set watch-buffer 20
allow cache-equals-server
program pod-shipper code ship ${code}
program pod-shipper start
run 2s
${rollout}run 10s
${soon.map((each) => `expect ${each}\n`).join('')}`);
    expect(failures).toEqual([]);
  });

  test('a longer watch is what the informer asks for, and no help', () => {
    const { failures } = played(`set watch-buffer 20
allow cache-equals-server
program pod-shipper code list-options an-hour
program pod-shipper start
run 2s
expect event request.sent client=pod-shipper url~timeoutSeconds=3600 >= 1
${rollout}run 20s
expect ${givenUp} >= 1
`);
    expect(failures).toEqual([]);
  });
});
