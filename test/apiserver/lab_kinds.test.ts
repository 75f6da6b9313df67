import { expect, test } from 'vitest';
import { cloneJson, type JsonObject, type JsonValue } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { labFile } from '#script/library/lab_files.ts';
import { readManifests } from '#script/manifests.ts';
import { type Answer, cluster, objectOf, statusOf } from './cluster.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

function manifest(name: string): JsonObject {
  const file = labFile(name);
  const manifests = file === undefined ? undefined : readManifests(file);
  const [first] = manifests?.ok === true ? manifests.value : [];
  if (first === undefined) throw new Error(`no manifest ${name}`);
  return first.object;
}

/** What kubectl would print of an object, by column. */
function printed(all: ReturnType<typeof cluster>, plural: string, answer: Answer) {
  const kind = all.servers['a']?.kinds().find(({ resource }) => resource === plural);
  const printer = kind?.strategy.printer;
  if (printer === undefined) throw new Error(`no printer of ${plural}`);
  const { cells } = printer.row(objectOf(answer), all.sim.now);
  return Object.fromEntries(printer.columns.map(({ name }, index) => [name, cells[index]]));
}

const foos = '/apis/samplecontroller.k8s.io/v1alpha1/namespaces/default/foos';
const routes = '/apis/ingress.lab/v1/namespaces/default/routes';
const bellerophons = '/apis/myth.lab/v1/namespaces/default/bellerophons';

function installed(kind: string) {
  const all = cluster();
  expect(statusOf(all.ask('POST', definitions, manifest(`lab/${kind}-crd.yaml`))).message).toBe(
    undefined,
  );
  all.runFor(seconds(3));
  return all;
}

test('Foo is installed, checked and printed', () => {
  const all = installed('foo');
  const { ask } = all;
  expect(ask('POST', foos, manifest('lab/foo.yaml')).status).toBe(201);
  const seen = ask('PATCH', `${foos}/example-foo/status`, { status: { availableReplicas: 1 } });
  expect(printed(all, 'foos', seen)).toEqual({
    Name: 'example-foo',
    Deployment: 'example-foo',
    Replicas: 2,
    Available: 1,
    Age: '0s',
  });
  expect(statusOf(ask('PATCH', `${foos}/example-foo`, { spec: { replicas: 11 } })).message).toBe(
    'Foo.samplecontroller.k8s.io "example-foo" is invalid: spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10',
  );
});

test.each<{ name: string; tls: JsonObject | null; fits: boolean }>([
  { name: 'none at all', tls: null, fits: true },
  { name: 'edge with a certificate', tls: { termination: 'edge', certificate: 'c' }, fits: true },
  {
    name: 'edge that checks the pod',
    tls: { termination: 'edge', destinationCACertificate: 'c' },
    fits: false,
  },
  { name: 'passthrough', tls: { termination: 'passthrough' }, fits: true },
  {
    name: 'passthrough with a certificate',
    tls: { termination: 'passthrough', certificate: 'c' },
    fits: false,
  },
  {
    name: 'reencrypt with both',
    tls: { termination: 'reencrypt', certificate: 'c', destinationCACertificate: 'd' },
    fits: true,
  },
  { name: 'something else', tls: { termination: 'tunnel' }, fits: false },
])('a Route with $name: $fits', ({ tls, fits }) => {
  const { ask } = installed('route');
  const route = cloneJson(manifest('lab/route.yaml')) as Record<string, JsonValue>;
  const { tls: _tls, ...spec } = route['spec'] as JsonObject;
  route['spec'] = tls === null ? spec : { ...spec, tls };
  expect(ask('POST', routes, route).status).toBe(fits ? 201 : 422);
});

test('a Route is printed, and can be selected by its host', () => {
  const all = installed('route');
  const created = all.ask('POST', routes, manifest('lab/route.yaml'));
  expect(printed(all, 'routes', created)).toEqual({
    Name: 'shop',
    Host: 'shop.example.com',
    Path: null,
    Service: 'shop',
    Port: 'https',
    Termination: 'reencrypt',
    Admitted: null,
  });
  expect(objectOf(created)).toMatchObject({ spec: { to: { weight: 100 } } });
  const found = all.ask('GET', `${routes}?fieldSelector=spec.host%3Dshop.example.com`);
  expect((found.body as { items: unknown[] }).items).toHaveLength(1);
});

test('Bellerophon has defaults, a scale and a table', () => {
  const all = installed('bellerophon');
  const { ask } = all;
  const created = ask('POST', bellerophons, manifest('lab/bellerophon.yaml'));
  expect(objectOf(created)).toMatchObject({
    spec: {
      storage: { size: '10Gi', whenDeleted: 'Retain' },
      update: { strategy: 'OneByOne', partition: 0 },
    },
  });
  const url = `${bellerophons}/pegasus`;
  const scaled = ask('PATCH', `${url}/scale`, { spec: { replicas: 5 } });
  expect(objectOf(scaled)).toMatchObject({ kind: 'Scale', spec: { replicas: 5 } });
  const conditions = [{ type: 'Healthy', status: 'True' }];
  const status = {
    phase: 'Ready',
    readyReplicas: 5,
    leader: 'pegasus-0',
    version: '1.4.0',
    conditions,
  };
  expect(printed(all, 'bellerophons', ask('PATCH', `${url}/status`, { status }))).toEqual({
    Name: 'pegasus',
    Phase: 'Ready',
    Desired: 5,
    Ready: 5,
    Leader: 'pegasus-0',
    Version: '1.4.0',
    Healthy: 'True',
    Age: '0s',
  });
  expect(ask('PATCH', `${url}/scale`, { spec: { replicas: 10 } }).status).toBe(422);
});
