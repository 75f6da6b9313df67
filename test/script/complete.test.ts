import { expect, test } from 'vitest';
import { complete } from '#script/complete.ts';
import { World } from '#script/world.ts';
import type { TraceEvent } from '#trace/event.ts';

const world = new World(() => undefined);
const happened = (kind: string, data: object) =>
  world.apply({
    seq: 1,
    at: 0,
    step: 0,
    actor: '',
    subject: '',
    causes: [],
    kind,
    data,
  } as unknown as TraceEvent);
happened('program.started', { program: 'rs-controller' });
happened('informer.started', { informer: 'rs-controller/pods', resource: 'pods' });
happened('replica.started', { replica: 'a', revision: 1 });
happened('etcd.committed', {
  revision: 2,
  type: 'ADDED',
  resource: 'pods',
  key: 'pods/default/web-1',
  object: '',
});

test.each([
  ['wat', ['watch'], 1],
  ['watch ', ['rs-controller/pods'], 7],
  ['watch rs-controller/pods c', ['cut'], 26],
  ['watch rs-controller/pods cut ', ['close', 'EOF', 'reset'], 30],
  ['apiserver ', ['a'], 11],
  ['apiserver a re', ['restart', 'release'], 13],
  ['program rs-controller start w', ['workers='], 29],
  ['step ', ['hop', 'event', 'reconcile'], 6],
  ['kubectl app', ['apply'], 9],
  ['kubectl ap', ['apply', 'api-resources', 'api-versions'], 9],
  ['kubectl get pods -o ', ['wide', 'yaml', 'json', 'name'], 21],
  ['kubectl get pods --wa', ['--watch', '--watch-only'], 18],
  ['kubectl rollout st', ['status'], 17],
  ['kubectl create dep', ['deployment'], 16],
  ['kubectl delete --cascade=or', ['--cascade=orphan'], 16],
  ['kubectl apply -f w', ['web.yaml'], 18],
  ['kubectl apply -f lab/f', ['lab/foo-crd.yaml', 'lab/foo.yaml'], 18],
  ['kubectl delete pod/', ['pod/web-1'], 16],
  ['expect object pods', ['pods/default/web-1'], 15],
  ['expect cache rs-controller/pods s', ['size', 'synced'], 33],
  ['expect event reflector.list.f', ['reflector.list.finished', 'reflector.list.failed'], 14],
  ["seed 'open", [], 11],
])('%s is completed', (line, words, column) => {
  expect(complete(line, world, ['web.yaml'])).toEqual({ column, words });
});
