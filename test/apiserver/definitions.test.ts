import { expect, test } from 'vitest';
import { cloneJson, type JsonObject, type JsonValue } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { type Answer, cluster, namesOf, objectOf, statusOf } from './cluster.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const widgets = '/apis/example.com/v1/namespaces/default/widgets';

const text = { type: 'string' };
const sized = {
  type: 'object',
  properties: {
    spec: { type: 'object', properties: { size: { type: 'integer', maximum: 10 }, color: text } },
    status: { type: 'object', properties: { ready: { type: 'integer', maximum: 5 } } },
  },
};

interface Options {
  readonly plural?: string;
  readonly names?: JsonObject;
  readonly versions?: readonly JsonObject[];
}

function version(name: string, schema: JsonObject = sized, more: JsonObject = {}): JsonObject {
  return {
    name,
    served: true,
    storage: name === 'v1',
    schema: { openAPIV3Schema: schema },
    ...more,
  };
}

function definition(options: Options = {}): Record<string, JsonValue> {
  const { plural = 'widgets', names = {}, versions = [version('v1')] } = options;
  return {
    metadata: { name: `${plural}.example.com` },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural, kind: 'Widget', ...names },
      versions,
    },
  };
}

function widget(name: string, spec: JsonObject = {}, more: JsonObject = {}): JsonValue {
  return { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name }, spec, ...more };
}

/** A cluster that knows widgets, and has known them for a while. */
function widgetCluster(options: Options = {}) {
  const all = cluster();
  expect(all.ask('POST', definitions, definition(options)).status).toBe(201);
  all.runFor(seconds(3));
  return all;
}

function conditions(answer: Answer): Record<string, string> {
  const { status } = objectOf(answer) as unknown as {
    status: { conditions: { type: string; status: string; reason: string }[] };
  };
  return Object.fromEntries(
    status.conditions.map((each) => [each.type, `${each.status} ${each.reason}`]),
  );
}

function changeSchema(all: ReturnType<typeof cluster>, schema: JsonObject): void {
  const versions = [version('v1', schema)];
  const changed = all.ask('PATCH', `${definitions}/widgets.example.com`, { spec: { versions } });
  expect(changed.status).toBe(200);
  all.runFor(seconds(1));
}

test('the first object of a new kind waits two seconds', () => {
  const { ask, runFor, sim } = cluster();
  ask('POST', definitions, definition());
  runFor(seconds(1));
  const before = sim.now;
  expect(ask('POST', widgets, widget('a')).status).toBe(201);
  expect(sim.now - before).toBeGreaterThanOrEqual(seconds(2));
  runFor(seconds(1));
  const then = sim.now;
  expect(ask('POST', widgets, widget('b')).status).toBe(201);
  expect(sim.now - then).toBeLessThan(seconds(1));
});

test('what the schema does not know is pruned, and what it forbids refused', () => {
  const { ask } = widgetCluster();
  const created = objectOf(ask('POST', widgets, widget('a', { size: 1, typo: true })));
  expect(created['spec']).toEqual({ size: 1 });
  const refused = statusOf(ask('POST', widgets, widget('b', { size: 20 })));
  expect(refused.message).toBe(
    'Widget.example.com "b" is invalid: spec.size: Invalid value: 20: spec.size in body should be less than or equal to 10',
  );
  const patched = objectOf(ask('PATCH', `${widgets}/a`, { spec: { color: 'red', odd: 1 } }));
  expect(patched['spec']).toEqual({ size: 1, color: 'red' });
});

test('a status is checked as a status', () => {
  const subresources = { status: {} };
  const { ask } = widgetCluster({ versions: [version('v1', sized, { subresources })] });
  ask('POST', widgets, widget('a'));
  const refused = statusOf(ask('PATCH', `${widgets}/a/status`, { status: { ready: 6 } }));
  expect(refused.message).toBe(
    'Widget.example.com "a" is invalid: status.ready: Invalid value: 6: ready in body should be less than or equal to 5',
  );
  expect(ask('PATCH', `${widgets}/a/status`, { status: { ready: 5 } }).status).toBe(200);
});

test('a stricter schema ends watches, and lets pass what was wrong before', () => {
  const all = widgetCluster();
  const { ask, watch } = all;
  ask('POST', widgets, widget('a', { size: 8, color: 'red' }));
  const watched = watch(widgets);
  const strict = cloneJson(sized);
  Object.assign(strict.properties.spec.properties.size, { maximum: 5 });
  changeSchema(all, strict);
  expect(watched.stream.ending()).toBe('open');
  all.runFor(seconds(1));
  expect(watched.stream.ending()).toBe('EOF');
  expect(ask('PATCH', `${widgets}/a`, { spec: { color: 'blue' } }).status).toBe(200);
  expect(ask('PATCH', `${widgets}/a`, { spec: { size: 7 } }).status).toBe(422);
});

test('new defaults show in old objects without a write; the next write stores them', () => {
  const all = widgetCluster();
  const { ask } = all;
  const created = objectOf(ask('POST', widgets, widget('a', { color: 'red' })));
  const { resourceVersion } = created.metadata;
  const defaulted = cloneJson(sized);
  Object.assign(defaulted.properties.spec.properties.size, { default: 3 });
  changeSchema(all, defaulted);
  for (const url of [`${widgets}/a`, `${widgets}/a?resourceVersion=0`]) {
    const read = objectOf(ask('GET', url));
    expect(read['spec']).toEqual({ color: 'red', size: 3 });
    expect(read.metadata.resourceVersion).toBe(resourceVersion);
  }
  const patched = objectOf(ask('PATCH', `${widgets}/a`, { metadata: {} }));
  expect(Number(patched.metadata.resourceVersion)).toBeGreaterThan(Number(resourceVersion));
  const again = objectOf(ask('PATCH', `${widgets}/a`, { metadata: {} }));
  expect(again.metadata.resourceVersion).toBe(patched.metadata.resourceVersion);
});

test('each version is served as itself, and all are stored as one', () => {
  const v2 = '/apis/example.com/v2/namespaces/default/widgets';
  const small = {
    type: 'object',
    properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
  };
  const { ask, watch, etcd, runFor } = widgetCluster({
    versions: [version('v1'), version('v2', small)],
  });
  const seen = { v1: watch(widgets), v2: watch(v2) };
  const created = objectOf(
    ask('POST', v2, widget('a', { size: 1 }, { apiVersion: 'example.com/v2' })),
  );
  expect(created.apiVersion).toBe('example.com/v2');
  ask('POST', widgets, widget('b', { size: 2, color: 'red' }));
  runFor(seconds(1));
  expect(objectOf(ask('GET', `${widgets}/a`)).apiVersion).toBe('example.com/v1');
  expect(objectOf(ask('GET', `${v2}/b`))).toMatchObject({
    apiVersion: 'example.com/v2',
    spec: { size: 2 },
  });
  expect(objectOf(ask('GET', `${v2}/b`))['spec']).toEqual({ size: 2 });
  for (const [name, stream] of Object.entries(seen)) {
    expect(stream.frames.map(({ object }) => object['apiVersion'])).toEqual([
      `example.com/${name}`,
      `example.com/${name}`,
    ]);
  }
  const stored = etcd.snapshot({ path: 'widgets.example.com', resource: 'widgets' });
  expect(stored.entries.map(([, object]) => object.apiVersion)).toEqual([
    'example.com/v1',
    'example.com/v1',
  ]);
});

test('names that another definition has are refused until they are free', () => {
  const all = widgetCluster({ names: { shortNames: ['wi'] } });
  const { ask, runFor } = all;
  ask(
    'POST',
    definitions,
    definition({ plural: 'gadgets', names: { kind: 'Gadget', shortNames: ['wi'] } }),
  );
  runFor(seconds(1));
  const refused = ask('GET', `${definitions}/gadgets.example.com`);
  expect(conditions(refused)).toEqual({
    NamesAccepted: 'False ShortNamesConflict',
    Established: 'False NotAccepted',
  });
  expect(ask('GET', '/apis/example.com/v1/gadgets').status).toBe(404);
  ask('DELETE', `${definitions}/widgets.example.com`);
  runFor(seconds(10));
  expect(conditions(ask('GET', `${definitions}/gadgets.example.com`))).toEqual({
    NamesAccepted: 'True NoConflicts',
    Established: 'True InitialNamesAccepted',
  });
});

test('a deleted definition takes its objects with it, and stays while one of them does', () => {
  const { ask, runFor } = widgetCluster();
  ask('POST', widgets, widget('free'));
  ask('POST', widgets, {
    ...(widget('kept') as JsonObject),
    metadata: { name: 'kept', finalizers: ['example.com/f'] },
  });
  const url = `${definitions}/widgets.example.com`;
  const deleted = ask('DELETE', url);
  expect(deleted.status).toBe(200);
  expect(conditions(deleted)).toMatchObject({ Terminating: 'True InstanceDeletionPending' });
  runFor(seconds(2));
  expect(namesOf(ask('GET', widgets))).toEqual(['kept']);
  expect(statusOf(ask('POST', widgets, widget('late'))).message).toBe(
    'widgets.example.com "late" is forbidden: create not allowed while custom resource definition is terminating',
  );
  expect(conditions(ask('GET', url))).toMatchObject({
    Terminating: 'True InstanceDeletionInProgress',
  });
  ask('PATCH', `${widgets}/kept`, { metadata: { finalizers: null } });
  runFor(seconds(10));
  expect(ask('GET', url).status).toBe(404);
  expect(ask('GET', widgets).status).toBe(404);
});

test.each<{ name: string; change: Options; message: string }>([
  {
    name: 'no schema',
    change: { versions: [{ name: 'v1', served: true, storage: true }] },
    message: 'spec.versions[0].schema.openAPIV3Schema: Required value',
  },
  {
    name: 'a field without a type',
    change: { versions: [version('v1', { type: 'object', properties: { spec: {} } })] },
    message:
      'spec.validation.openAPIV3Schema.properties[spec].type: Required value: must not be empty for specified object fields',
  },
  {
    name: 'a column of no type',
    change: {
      versions: [
        version('v1', sized, { additionalPrinterColumns: [{ name: 'A', jsonPath: '.a' }] }),
      ],
    },
    message:
      'spec.additionalPrinterColumns[0].type: Required value: must be one of boolean,date,integer,number,string',
  },
  {
    name: 'a scale outside of spec',
    change: {
      versions: [
        version('v1', sized, {
          subresources: {
            scale: { specReplicasPath: '.size', statusReplicasPath: '.status.size' },
          },
        }),
      ],
    },
    message:
      'spec.subresources.scale.specReplicasPath: Invalid value: ".size": should be a json path under .spec',
  },
  {
    name: 'a kind that is its list',
    change: { names: { listKind: 'Widget' } },
    message: 'spec.names.listKind: Invalid value: "Widget": kind and listKind may not be the same',
  },
])('a definition is refused for $name', ({ change, message }) => {
  const { ask } = cluster();
  const refused = statusOf(ask('POST', definitions, definition(change)));
  expect(refused.message).toBe(
    `CustomResourceDefinition.apiextensions.k8s.io "widgets.example.com" is invalid: ${message}`,
  );
});

test('an established kind keeps its scope and kind', () => {
  const { ask } = widgetCluster();
  const refused = statusOf(
    ask('PATCH', `${definitions}/widgets.example.com`, { spec: { scope: 'Cluster' } }),
  );
  expect(refused.message).toContain('spec.scope: Invalid value: "Cluster": field is immutable');
});
