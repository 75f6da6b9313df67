import { expect, test } from 'vitest';
import type { JsonObject } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { cluster, objectOf, statusOf, versionOf } from './cluster.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const foos = '/apis/samplecontroller.k8s.io/v1alpha1/namespaces/default/foos';

function definition(subresources: JsonObject = {}, schema: JsonObject = open) {
  return {
    metadata: {
      name: 'foos.samplecontroller.k8s.io',
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for tests' },
    },
    spec: {
      group: 'samplecontroller.k8s.io',
      names: { plural: 'foos', kind: 'Foo' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          subresources,
          schema: { openAPIV3Schema: schema },
        },
      ],
    },
  };
}

/** Anything goes. */
const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

function foo(name: string, spec: Record<string, number> = { replicas: 1 }) {
  const named = { apiVersion: 'samplecontroller.k8s.io/v1alpha1', kind: 'Foo' };
  return { ...named, metadata: { name }, spec };
}

test('a kind can be used a moment after its definition', () => {
  const { ask, runFor } = cluster({ replicas: ['a', 'b'] });
  expect(ask('POST', foos, foo('x')).status).toBe(404);
  expect(ask('POST', definitions, definition()).status).toBe(201);
  runFor(seconds(1));
  const established = objectOf(ask('GET', `${definitions}/foos.samplecontroller.k8s.io`));
  expect(established['status']).toMatchObject({
    conditions: [
      { type: 'NamesAccepted', status: 'True' },
      { type: 'Established', status: 'True' },
    ],
    storedVersions: ['v1alpha1'],
  });
  const created = objectOf(ask('POST', foos, foo('x')));
  expect(created).toMatchObject({ apiVersion: 'samplecontroller.k8s.io/v1alpha1', kind: 'Foo' });
  expect(created.metadata.generation).toBe(1);
  expect(statusOf(ask('GET', `${foos}/no`)).message).toBe(
    'foos.samplecontroller.k8s.io "no" not found',
  );
});

test('with a status subresource the status has its own endpoint', () => {
  const { ask, runFor } = cluster();
  ask('POST', definitions, definition({ status: {} }));
  runFor(seconds(1));
  const created = ask('POST', foos, { ...foo('x'), status: { ready: 1 } });
  expect(objectOf(created)['status']).toBeUndefined();
  const change = { status: { ready: 2 }, metadata: { labels: { a: 'b' } } };
  const updated = objectOf(ask('PATCH', `${foos}/x/status`, change));
  expect(updated['status']).toEqual({ ready: 2 });
  expect(updated.metadata).toMatchObject({ generation: 1 });
  expect(updated.metadata.labels).toBeUndefined();
  const unchanged = ask('PATCH', `${foos}/x`, { status: { ready: 3 } });
  expect(versionOf(unchanged)).toBe(updated.metadata.resourceVersion);
});

test('without one the status is a field like any other, and counts as a change', () => {
  const { ask, runFor } = cluster();
  ask('POST', definitions, definition());
  runFor(seconds(1));
  ask('POST', foos, foo('x'));
  const updated = objectOf(ask('PATCH', `${foos}/x`, { status: { ready: 2 } }));
  expect(updated['status']).toEqual({ ready: 2 });
  expect(updated.metadata.generation).toBe(2);
  expect(ask('PATCH', `${foos}/x/status`, { status: {} }).status).toBe(404);
});

test('an update of a custom resource needs a resourceVersion', () => {
  const { ask, runFor } = cluster();
  ask('POST', definitions, definition());
  runFor(seconds(1));
  ask('POST', foos, foo('x'));
  const refused = statusOf(ask('PUT', `${foos}/x`, foo('x', { replicas: 2 })));
  expect(refused.code).toBe(422);
  expect(refused.message).toBe(
    'foos.samplecontroller.k8s.io "x" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
  );
});

test('watches of a kind end with its definition', () => {
  const { ask, watch, runFor } = cluster();
  ask('POST', definitions, definition());
  runFor(seconds(1));
  const watched = watch(foos);
  ask('DELETE', `${definitions}/foos.samplecontroller.k8s.io`);
  runFor(seconds(2));
  expect(watched.stream.ending()).toBe('EOF');
  expect(ask('GET', foos).status).toBe(404);
});

test('a restarted replica knows the kinds that were defined before', () => {
  const { ask, servers, runFor } = cluster();
  ask('POST', definitions, definition());
  runFor(seconds(1));
  servers['a']?.restart();
  runFor(seconds(1));
  expect(ask('POST', foos, foo('x')).status).toBe(201);
});

test.each([
  [
    'its name',
    { metadata: { name: 'other' } },
    'metadata.name: Invalid value: "other": must be spec.names.plural+"."+spec.group',
  ],
  [
    'its scope',
    { spec: { ...definition().spec, scope: 'Global' } },
    'spec.scope: Unsupported value: "Global": supported values: "Cluster", "Namespaced"',
  ],
])('a definition is refused for %s', (_what, change, text) => {
  const { ask } = cluster();
  expect(statusOf(ask('POST', definitions, { ...definition(), ...change })).message).toContain(
    text,
  );
});
