/** What the editor says of a manifest, where it says it, and that the server says the same. */

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestHelp } from '#app/manifest_help.ts';
import type { JsonObject, JsonValue } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { words } from '#messages/en/ui/words.ts';
import { cluster } from '#test/apiserver/cluster.ts';
import { ManifestLanguage } from '#ui/editor/manifest_language.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: main
        image: nginx:1.14.2
`;

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: one
spec:
  containers:
  - name: main
    image: nginx
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
  - port: 80
`;

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: lamps.lab.example
spec:
  group: lab.example
  scope: Namespaced
  names: {plural: lamps, singular: lamp, kind: Lamp, listKind: LampList}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [colour]
            properties:
              colour:
                type: string
                enum: [red, green]
                description: What it shines in.
              watts: {type: integer, minimum: 1}
`;

const lamp = `apiVersion: lab.example/v1
kind: Lamp
metadata:
  name: desk
spec:
  colour: red
`;

function language(inRun: readonly string[] = []): ManifestLanguage {
  const definitions = inRun.map((text) => parse(text) as JsonObject);
  return new ManifestLanguage(manifestHelp, {
    definitions: () => definitions,
    words: words.manifests,
  });
}

const paths: Readonly<Record<string, string>> = {
  Deployment: '/apis/apps/v1/namespaces/default/deployments',
  Pod: '/api/v1/namespaces/default/pods',
  Service: '/api/v1/namespaces/default/services',
  ConfigMap: '/api/v1/namespaces/default/configmaps',
  Secret: '/api/v1/namespaces/default/secrets',
  Job: '/apis/batch/v1/namespaces/default/jobs',
  Lamp: '/apis/lab.example/v1/namespaces/default/lamps',
  CustomResourceDefinition: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
};

/** What the simulated API server answers to the creation of the manifest. */
function answerTo(text: string) {
  const { ask, runFor } = cluster();
  runFor(seconds(2));
  const manifest = parse(text) as { kind: string };
  if (manifest.kind !== 'CustomResourceDefinition') {
    ask('POST', paths['CustomResourceDefinition'] ?? '', parse(definition) as JsonValue);
    runFor(seconds(10));
  }
  const path = `${paths[manifest.kind]}?fieldValidation=Strict`;
  return ask('POST', path, manifest as JsonValue);
}

/** A manifest with one thing in it changed. */
function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

const manifests: readonly (readonly [name: string, text: string])[] = [
  ['a Deployment as it should be', deployment],
  ['an unknown field', changed(deployment, 'replicas: 3', 'replica: 3')],
  [
    'an unknown field deep down',
    changed(deployment, 'image:', 'imagePullPolic: Always\n        image:'),
  ],
  ['a text where a number belongs', changed(deployment, 'replicas: 3', 'replicas: three')],
  ['a number where a text belongs', changed(deployment, 'name: web', 'name: 12')],
  ['a list where an object belongs', changed(deployment, '{app: web}', '[app]')],
  ['no selector', changed(deployment, '  selector:\n    matchLabels: {app: web}\n', '')],
  [
    'a selector that matches nothing',
    changed(deployment, 'matchLabels: {app: web}', 'matchLabels: {app: api}'),
  ],
  ['a container without an image', changed(deployment, '        image: nginx:1.14.2\n', '')],
  ['a number that is too small', changed(deployment, 'replicas: 3', 'replicas: -1')],
  ['a Pod as it should be', pod],
  ['a policy that does not exist', changed(pod, 'spec:', 'spec:\n  restartPolicy: Sometimes')],
  [
    'a policy that Deployments cannot have',
    changed(deployment, '      containers:', '      restartPolicy: Never\n      containers:'),
  ],
  ['a name with capitals', changed(pod, 'name: one', 'name: One')],
  ['a Service as it should be', service],
  ['a port that is none', changed(service, 'port: 80', 'port: 70000')],
  ['a type of Service that does not exist', changed(service, 'spec:', 'spec:\n  type: Public')],
  [
    'a ConfigMap whose data is a number',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  n: 1\n',
  ],
  [
    'a ConfigMap with a bad key',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  "a b": c\n',
  ],
  [
    'a Secret that is not base64',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  k: "?"\n',
  ],
  ['a definition as it should be', definition],
  ['a definition without a scope', changed(definition, '  scope: Namespaced\n', '')],
  ['a custom resource as it should be', lamp],
  [
    'a custom resource with an unknown field',
    changed(lamp, 'colour: red', 'colour: red\n  size: 1'),
  ],
  ['a custom resource without a required field', changed(lamp, '  colour: red', '  watts: 3')],
  ['a custom resource of a wrong type', changed(lamp, 'colour: red', 'colour: red\n  watts: many')],
  ['a custom resource with a value that is none', changed(lamp, 'colour: red', 'colour: blue')],
];

describe('the editor and the server agree', () => {
  test.each(manifests)('on %s', (_, text) => {
    const faults = language([definition]).faults(text);
    const { status, body } = answerTo(text);
    expect(faults.map(({ message }) => message)).toEqual(
      status === 201 ? [] : expect.arrayContaining([expect.anything()]),
    );
    expect(status === 201).toBe(faults.length === 0);
    const { message = '' } = body as { message?: string };
    if (status !== 201) expect(faults.some((fault) => message.includes(fault.message))).toBe(true);
  });

  test('and of the table, some are taken and some are not', () => {
    const taken = manifests.filter(([, text]) => language([definition]).faults(text).length === 0);
    expect(taken.map(([name]) => name).filter((name) => !name.endsWith('as it should be'))).toEqual(
      [],
    );
    expect(taken).toHaveLength(5);
  });
});

/** The words that are marked, each with what is said of it. */
function marked(text: string, inRun: readonly string[] = []): readonly string[] {
  return language(inRun)
    .faults(text)
    .map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`);
}

test.each<readonly [name: string, text: string, marks: readonly string[]]>([
  [
    'an unknown field, at its name',
    changed(deployment, 'replicas: 3', 'replica: 3'),
    ['replica: unknown field "spec.replica"'],
  ],
  [
    'every wrong type, at its value',
    changed(changed(deployment, 'replicas: 3', 'replicas: three'), 'nginx:1.14.2', '[]'),
    [
      'three: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
      'image: json: cannot unmarshal array into Go struct field Container.spec.template.spec.containers.image of type string',
    ],
  ],
  [
    'a missing field, at what should have it',
    changed(pod, '    image: nginx\n', ''),
    ['name: spec.containers[0].image: Required value'],
  ],
  [
    'a kind that is not served',
    lamp,
    [expect.stringMatching(/^Lamp: no matches for kind "Lamp"/) as string],
  ],
  [
    'the second of two objects',
    `${pod}---\n${changed(pod, 'image:', 'imagge: a\n    image:')}`,
    ['imagge: unknown field "spec.containers[0].imagge"'],
  ],
  [
    'an object of a list',
    `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n  dat: {}\n`,
    ['dat: unknown field "dat"'],
  ],
  [
    'YAML that does not parse',
    'apiVersion: v1\nkind: [Pod\n',
    [expect.stringContaining('Flow sequence') as string],
  ],
  [
    'a missing name',
    'apiVersion: v1\nkind: Pod\nmetadata: {}\n',
    [
      'apiVersion: spec.containers: Required value',
      'metadata: metadata.name: Required value: name or generateName is required',
    ],
  ],
])('it marks %s', (_, text, marks) => {
  expect(marked(text)).toEqual(marks);
});

test('a definition in the same text serves its kind, and so does one of the run', () => {
  expect(marked(`${definition}---\n${lamp}`)).toEqual([]);
  expect(marked(lamp, [definition])).toEqual([]);
  expect(marked(`${definition}---\n${changed(lamp, 'red', 'blue')}`)).toEqual([
    'blue: spec.colour: Unsupported value: "blue": supported values: "red", "green"',
  ]);
});

/** What is offered where `|` stands. */
function offered(text: string, inRun: readonly string[] = []): readonly string[] {
  const offset = text.indexOf('|');
  const found = language(inRun).offers(text.replace('|', ''), offset);
  return (found?.offers ?? []).map(({ label, detail }) =>
    detail === '' ? label : `${label} ${detail}`,
  );
}

test('fields are offered with their type, required ones first, without those that are there', () => {
  const offers = offered(changed(pod, '    image: nginx\n', '    |\n'));
  expect(offers).toContain('image string, optional');
  expect(offers).toContain('ports []ContainerPort, optional');
  expect(offers.some((offer) => offer.startsWith('name '))).toBe(false);
  expect(offered(changed(deployment, '  replicas: 3\n', '  |\n'))[0]).toBe(
    'replicas integer (int32), optional',
  );
  expect(
    offered(changed(deployment, '  selector:\n    matchLabels: {app: web}\n', '  |\n'))[0],
  ).toBe('selector LabelSelector, required');
  expect(offered(changed(lamp, '  colour: red', '  |'), [definition])).toEqual([
    'colour string, required',
    'watts integer, optional',
  ]);
});

test('a field is offered with what must stand behind it', () => {
  const text = changed(pod, 'image: nginx\n', 'image: nginx\n    p');
  const offset = text.length;
  const found = language().offers(text, offset);
  expect(text.slice(found?.start, found?.end)).toBe('p');
  expect(found?.offers.find(({ label }) => label === 'ports')?.insert).toBe('ports:\n    - ');
});

test('the beginning of an object is offered where there is none yet', () => {
  const all = [
    'apiVersion string, required',
    'kind string, required',
    'metadata ObjectMeta, required',
  ];
  expect(offered('|')).toEqual(all);
  expect(offered('api|')).toEqual(all);
  expect(offered(`${pod}---\n|`)).toEqual(all);
});

test.each([
  ['kinds of an apiVersion', 'apiVersion: apps/v1\nkind: |\n', ['Deployment', 'ReplicaSet']],
  ['the apiVersion of a kind', 'kind: Job\napiVersion: |\n', ['batch/v1']],
  [
    'the policies of a Pod',
    changed(pod, 'spec:', 'spec:\n  restartPolicy: |'),
    ['Always', 'OnFailure', 'Never'],
  ],
  [
    'the one policy of a Deployment',
    changed(deployment, '      containers:', '      restartPolicy: |\n      containers:'),
    ['Always'],
  ],
  [
    'the strategies of a Deployment',
    changed(deployment, '  replicas: 3', '  strategy:\n    type: |'),
    ['Recreate', 'RollingUpdate'],
  ],
  [
    'the types of a Service',
    changed(service, 'spec:', 'spec:\n  type: |'),
    ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
  ],
  ['true and false', changed(deployment, 'replicas: 3', 'paused: |'), ['true', 'false']],
  ['the values of a schema', changed(lamp, 'red', '|'), ['red', 'green']],
  ['nothing for free text', changed(pod, 'image: nginx', 'image: |'), []],
])('values are offered: %s', (_, text, values) => {
  expect(offered(text, [definition])).toEqual(values);
});

test('a field tells its type, whether it is required, and its values', () => {
  const says = (text: string, word: string) =>
    language([definition]).field(text, text.indexOf(word) + 1)?.lines;
  expect(says(deployment, 'replicas')).toEqual(['spec.replicas: integer (int32), optional']);
  expect(says(deployment, 'containers')).toEqual([
    'spec.template.spec.containers: []Container, required',
  ]);
  expect(says(lamp, 'colour')).toEqual([
    'spec.colour: string, required',
    'one of red, green',
    'What it shines in.',
  ]);
  expect(says(deployment, 'nginx')).toEqual([
    'spec.template.spec.containers[0].image: string, optional',
  ]);
});
