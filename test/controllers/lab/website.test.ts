/** The website controller: what each piece of its open places does. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';
import { programCode } from '#trace/program_code.ts';

const kind = `start kubelet
start scheduler
kubectl apply -f lab/website-crd.yaml
run 1s
`;

/** Starts it with these pieces, makes its watch of pods late, applies a website and touches it at once. */
function touchedUnderLag(...code: readonly string[]): string {
  return `${kind}${code.map((each) => `program website code ${each}\n`).join('')}program website start
run 2s
watch website/pods delay 1500ms
kubectl apply -f lab/website.yaml
run 200ms
kubectl label websites/shop touched=once
run 30s
expect pods running == 3
expect object websites/default/shop status.readyReplicas == 3
`;
}

function expecting(...predicates: readonly string[]): string {
  return predicates.map((each) => `expect ${each}\n`).join('');
}

const created = 'event etcd.committed resource=pods type=ADDED';
const scaled = (replicas: number) =>
  `kubectl patch websites/shop --type=merge -p '{"spec":{"replicas":${replicas}}}'\n`;

describe('with a late cache', () => {
  test.each([
    {
      code: ['child-names generated'],
      expects: [`${created} >= 6`, 'event request.completed reason=AlreadyExists == 0'],
    },
    { code: ['child-names generated', 'wait one-second'], expects: [`${created} == 6`] },
    {
      code: ['child-names fixed'],
      expects: [`${created} == 3`, 'event request.completed reason=AlreadyExists >= 1'],
    },
    {
      code: ['child-names generated', 'wait expectations'],
      expects: [
        `${created} == 3`,
        "event reconcile.skipped controller=website reason='expectations not met' >= 1",
      ],
    },
    {
      code: ['child-names generated', 'wait resource-version'],
      expects: [
        `${created} == 3`,
        "event reconcile.skipped controller=website reason='own write not seen' >= 1",
      ],
    },
  ])('$code', ({ code, expects }) => {
    expect(played(touchedUnderLag(...code) + expecting(...expects)).failures).toEqual([]);
  });
});

describe('a create without an answer', () => {
  test.each([
    { wait: 'no-wait', part: 'request', pods: 4, creates: 4 },
    { wait: 'expectations', part: 'request', pods: 3, creates: 3 },
    { wait: 'expectations', part: 'response', pods: 4, creates: 4 },
    { wait: 'resource-version', part: 'request', pods: 4, creates: 4 },
    { wait: 'resource-version', part: 'response', pods: 4, creates: 4 },
  ])('$wait, lost $part: $pods pods after a minute', ({ wait, part, pods, creates }) => {
    const names = wait === 'no-wait' ? 'fixed' : 'generated';
    const script = `${touchedUnderLag(`child-names ${names}`, `wait ${wait}`)}client website lose ${part}
${scaled(4)}run 1m
${expecting(`pods running == ${pods}`, `${created} == ${creates}`)}`;
    expect(played(script).failures).toEqual([]);
  });
});

describe('the order of the reconcile function', () => {
  const start = (order: string) => `${kind}program website code reconcile ${order}
program website start
run 1s
kubectl apply -f lab/website.yaml
run 10s
`;
  test.each([
    {
      order: 'get,list,cleanup,compare,delete,create,count,write-status',
      expects: ['pods running == 3', 'object websites/default/shop status.readyReplicas == 3'],
    },
    {
      order: 'get,list,count,write-status,cleanup,compare,create,delete',
      expects: ['pods running == 3', 'object websites/default/shop status.readyReplicas == 3'],
    },
    { order: 'list,get', expects: ['program website crashed'] },
    {
      order: 'get,list,cleanup,create,delete,compare,count,write-status',
      expects: ['program website running', 'pods == 0', 'quiet 5s'],
    },
    {
      order: 'get,list,compare,create,write-status,count',
      expects: ['pods running == 3', 'object websites/default/shop status.readyReplicas == 0'],
    },
  ])('$order', ({ order, expects }) => {
    expect(played(start(order) + expecting(...expects)).failures).toEqual([]);
  });

  test('comparing before listing takes every pod for missing, and none for surplus', () => {
    const script = `${start('get,cleanup,compare,list,create,delete,count,write-status')}expect pods running == 3
${scaled(1)}run 10s
expect pods running == 3
`;
    expect(played(script).failures).toEqual([]);
  });
});

describe('status', () => {
  const writes = (code: string) => `${kind}program website code status ${code}
program website start
run 1s
kubectl apply -f lab/website.yaml
run 20s
`;
  test.each([
    { code: 'compared', quiet: true, stamps: 0 },
    { code: 'on-change', quiet: true, stamps: 1 },
    { code: 'whole-seconds', quiet: true, stamps: 1 },
    { code: 'stamped', quiet: false, stamps: 1 },
  ])('$code', ({ code, quiet, stamps }) => {
    const script =
      writes(code) +
      expecting(
        quiet ? 'quiet 5s' : 'event etcd.committed key=websites/default/shop >= 100',
        `websites status.lastUpdated~2026 == ${stamps}`,
      );
    expect(played(script).failures).toEqual([]);
  });
});

describe('a pod that somebody deletes', () => {
  test.each([
    { code: 'websites-and-pods', pods: 3 },
    { code: 'websites-only', pods: 2 },
  ])('$code: $pods pods', ({ code, pods }) => {
    const script = `${kind}program website code watches ${code}
program website start
run 1s
kubectl apply -f lab/website.yaml
run 10s
expect pods running == 3
kubectl delete pod/shop-1
run 30s
expect pods running == ${pods}
`;
    expect(played(script).failures).toEqual([]);
  });
});

describe('a website that is being deleted', () => {
  const withFinalizer = `${kind}file shop.yaml <<EOF
apiVersion: web.lab/v1
kind: Website
metadata: {name: shop, finalizers: [web.lab/pods]}
spec: {replicas: 3}
EOF
`;

  test('goes when its pods are being deleted', () => {
    const script = `${withFinalizer}program website start
run 1s
kubectl apply -f shop.yaml
until pods running == 3 within 30s
kubectl delete websites/shop
run 10s
expect websites == 0
expect pods == 0
`;
    expect(played(script).failures).toEqual([]);
  });

  test.each([
    { match: 'by-owner', removal: 'by-name', gone: 6 },
    { match: 'by-label', removal: 'by-name', gone: 6 },
    { match: 'by-owner', removal: 'same-uid', gone: 3 },
    { match: 'by-label', removal: 'same-uid', gone: 3 },
  ])('seen in the past, $match and $removal: $gone pods go', ({ match, removal, gone }) => {
    const script = `set replicas 2
${withFinalizer}program website code owner-match ${match}
program website code removal ${removal}
program website start
run 1s
kubectl apply -f shop.yaml
until pods running == 3 within 30s
program website stop
kubectl delete websites/shop --wait=false
run 1s
apiserver b hold
program website start
until websites == 0 within 30s
until pods == 0 within 60s
kubectl apply -f shop.yaml
until pods running == 3 within 30s
client website switch b
program website restart
run 20s
expect event etcd.committed resource=pods type=DELETED == ${gone}
`;
    expect(played(script).failures).toEqual([]);
  });
});

test('every slot has the working choice first', () => {
  const { reconcile, ...others } = programCode.website;
  expect(reconcile.usual).toEqual(reconcile.pieces);
  expect(Object.values(others).map(({ usual }) => usual)).toEqual([
    ['fixed'],
    ['no-wait'],
    ['compared'],
    ['by-owner'],
    ['same-uid'],
    ['websites-and-pods'],
  ]);
});
