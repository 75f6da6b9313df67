/** Which dependents go with their owners, and which stay. */

import { describe, expect, test } from 'vitest';
import type { OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { seconds } from '#base/time.ts';
import { configMap, objectOf } from '#test/apiserver/cluster.ts';
import { controlPlane } from './control_plane.ts';

const url = '/api/v1/namespaces/default/configmaps';

function plane() {
  const running = controlPlane({ run: ['gc'] });
  running.runFor(seconds(2));
  const create = (name: string, metadata: Unstructured['metadata'] = {}) =>
    objectOf(running.ask('POST', url, configMap(name, { metadata }))).metadata;
  const ownedBy = (name: string, more: Partial<OwnerReference> = {}): OwnerReference => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name,
    uid: objectOf(running.ask('GET', `${url}/${name}`)).metadata.uid ?? '',
    ...more,
  });
  const names = () => {
    const { items } = running.ask('GET', url).body as { items: { metadata: { name: string } }[] };
    return items.map(({ metadata }) => metadata.name);
  };
  const owners = (name: string) =>
    (objectOf(running.ask('GET', `${url}/${name}`)).metadata.ownerReferences ?? []).map(
      (each) => each.name,
    );
  return { ...running, create, ownedBy, names, owners };
}

describe('a deleted owner', () => {
  test('takes its dependents with it, and theirs', () => {
    const { create, ownedBy, names, remove, runFor } = plane();
    create('owner');
    create('child', { ownerReferences: [ownedBy('owner')] });
    create('grandchild', { ownerReferences: [ownedBy('child')] });
    remove('configmaps', 'owner');
    runFor(seconds(5));
    expect(names()).toEqual([]);
  });

  test('goes last, if it is deleted in the foreground', () => {
    const { create, ownedBy, names, remove, runFor, ask } = plane();
    create('owner');
    const owner = ownedBy('owner', { blockOwnerDeletion: true });
    create('child', { ownerReferences: [owner], finalizers: ['example.com/wait'] });
    create('free', { ownerReferences: [ownedBy('owner')], finalizers: ['example.com/wait'] });
    remove('configmaps', 'owner', { propagationPolicy: 'Foreground' });
    runFor(seconds(5));
    expect(names()).toEqual(['child', 'free', 'owner']);
    ask('PATCH', `${url}/child`, { metadata: { finalizers: null } });
    runFor(seconds(5));
    expect(names()).toEqual(['free']);
  });

  test('leaves its dependents to themselves, if it is deleted so', () => {
    const { create, ownedBy, names, owners, remove, runFor } = plane();
    create('owner');
    create('child', { ownerReferences: [ownedBy('owner')] });
    remove('configmaps', 'owner', { propagationPolicy: 'Orphan' });
    runFor(seconds(5));
    expect(names()).toEqual(['child']);
    expect(owners('child')).toEqual([]);
  });

  test('is forgotten by those that have another', () => {
    const { create, ownedBy, names, owners, remove, runFor } = plane();
    create('one');
    create('two');
    create('child', { ownerReferences: [ownedBy('one'), ownedBy('two')] });
    remove('configmaps', 'one');
    runFor(seconds(5));
    expect(names()).toEqual(['child', 'two']);
    expect(owners('child')).toEqual(['two']);
  });

  test('in a circle of owners does not wait for itself', () => {
    const { create, ownedBy, names, remove, runFor, ask } = plane();
    create('one');
    const blockOwnerDeletion = true;
    create('two', { ownerReferences: [ownedBy('one', { blockOwnerDeletion })] });
    const back = { ownerReferences: [ownedBy('two', { blockOwnerDeletion })] };
    ask('PATCH', `${url}/one`, { metadata: back });
    remove('configmaps', 'one', { propagationPolicy: 'Foreground' });
    runFor(seconds(20));
    expect(names()).toEqual([]);
  });
});

describe('an owner that cannot be found', () => {
  test.each([
    ['has never been', { name: 'ghost', uid: '00000000-0000-4000-8000-000000000000' }],
    ['is another of the same name', { uid: '00000000-0000-4000-8000-000000000000' }],
    ['has another name', { name: 'other' }],
  ])('because it %s takes its dependents with it', (_why, wrong) => {
    const { create, ownedBy, names, runFor } = plane();
    create('owner');
    create('child', { ownerReferences: [ownedBy('owner', wrong)] });
    runFor(seconds(5));
    expect(names()).toEqual(['owner']);
  });

  test('is asked for once, however many refer to it', () => {
    const { create, ownedBy, names, runFor, of } = plane();
    create('owner');
    const gone = ownedBy('owner', { name: 'ghost', uid: '00000000-0000-4000-8000-000000000000' });
    for (let index = 0; index < 8; index++) create(`c${index}`, { ownerReferences: [gone] });
    runFor(seconds(5));
    expect(names()).toEqual(['owner']);
    const asked = of('request.sent').filter(({ data }) => data.url === `${url}/ghost`);
    expect(asked).toHaveLength(1);
  });

  test('in another namespace takes them too, and an event says so', () => {
    const { create, ownedBy, names, runFor, ask } = plane();
    create('owner');
    ask('POST', '/api/v1/namespaces', { metadata: { name: 'team' } });
    const metadata = { ownerReferences: [ownedBy('owner')] };
    ask('POST', '/api/v1/namespaces/team/configmaps', configMap('child', { metadata }));
    runFor(seconds(5));
    expect(names()).toEqual(['owner']);
    expect(ask('GET', '/api/v1/namespaces/team/configmaps/child').status).toBe(404);
    expect(ask('GET', '/api/v1/namespaces/team/events').body).toMatchObject({
      items: [{ reason: 'OwnerRefInvalidNamespace', type: 'Warning' }],
    });
  });
});
