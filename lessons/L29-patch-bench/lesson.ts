/** Five ways to write the same wish, on a built-in kind and on a custom one, and who owns what was written. */

import type { Lesson, Predicate, Step } from '#tutor/lesson.ts';

const verbs = ['put', 'merge', 'strategic', 'json', 'apply'] as const;

function deployment(name: string, containers: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: 0
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [${containers}]
`;
}

function thing(name: string, ports: string): string {
  return `apiVersion: example.com/v1
kind: Thing
metadata: {name: ${name}}
spec: {ports: [${ports}]}
`;
}

const nginx = "{name: nginx, image: 'nginx:1'}";
const side = "{name: side, image: 'side:1'}";
const http = '{port: 80, name: http}';
const https = '{port: 443, name: https}';

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  group: example.com
  names: {kind: Thing, plural: things, singular: thing, listKind: ThingList}
  scope: Namespaced
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
            properties:
              replicas: {type: integer}
              ports:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [port]
                items:
                  type: object
                  required: [port]
                  properties: {port: {type: integer}, name: {type: string}}
`;

function file(name: string, content: string): string {
  return `file ${name} <<EOF\n${content}EOF\n`;
}

/** One object of each kind for each verb, with one container or one port. */
const script = [
  file('definition.yaml', definition),
  file('deployments.yaml', verbs.map((verb) => deployment(`d-${verb}`, nginx)).join('---\n')),
  file('things.yaml', verbs.map((verb) => thing(`t-${verb}`, http)).join('---\n')),
  file('d-put.yaml', deployment('d-put', `${nginx}, ${side}`)),
  file('t-put.yaml', thing('t-put', `${http}, ${https}`)),
  file(
    'd-apply.yaml',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: d-apply}
spec: {template: {spec: {containers: [${side}]}}}
`,
  ),
  file('t-apply.yaml', thing('t-apply', https)),
  file(
    'old.yaml',
    `apiVersion: example.com/v1
kind: Thing
metadata: {name: t-put, resourceVersion: "1"}
spec: {ports: [${https}]}
`,
  ),
  file('two.yaml', `${head('t-json')}spec: {replicas: 2}\n`),
  file('five.yaml', `${head('t-json')}spec: {replicas: 5}\n`),
  file('port.yaml', `${head('t-json')}spec: {ports: [{port: 22, name: ssh}]}\n`),
  `kubectl create -f definition.yaml
run 3s
kubectl create -f deployments.yaml
kubectl create -f things.yaml
run 2s
`,
].join('');

function head(name: string): string {
  return `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: ${name}}\n`;
}

const d = (verb: string): string => `object deployments/default/d-${verb}`;
const t = (verb: string): string => `object things.example.com/default/t-${verb}`;

/** The list has both: the one that was there and the one that was wished for. */
function both(object: string, path: string, names: readonly [string, string]): Predicate {
  const [one, other] = names;
  const at = (index: number, name: string): string => `${object} ${path}[${index}].name == ${name}`;
  return `( ${at(0, one)} and ${at(1, other)} ) or ( ${at(0, other)} and ${at(1, one)} )`;
}

const containers = (verb: string): Predicate =>
  both(d(verb), 'spec.template.spec.containers', ['nginx', 'side']);
const ports = (verb: string): Predicate => both(t(verb), 'spec.ports', ['http', 'https']);
const answered = (status: number): Predicate =>
  `event request.completed client=kubectl status=${status}`;

const sidecar = `{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"side:1"}]}}}}`;
const port = `{"spec":{"ports":[{"port":443,"name":"https"}]}}`;

const steps: readonly Step[] = [
  {
    id: 'old-copy',
    goals: [
      { id: 'conflict', mode: 'latched', predicate: answered(409) },
      {
        id: 'untouched',
        mode: 'must hold at the end',
        predicate: `${t('put')} spec.ports[0].name == http`,
      },
    ],
    solution: ['kubectl replace -f old.yaml', 'run 1s'],
  },
  {
    id: 'grid',
    grid: {
      rows: verbs,
      columns: ['deployment', 'custom'],
      cells: Object.fromEntries(
        verbs.flatMap((verb) => [
          [`${verb} deployment`, containers(verb)],
          [`${verb} custom`, ports(verb)],
        ]),
      ),
      holds: [
        'put deployment',
        'put custom',
        'strategic deployment',
        'json deployment',
        'json custom',
        'apply deployment',
        'apply custom',
      ],
    },
    goals: [
      { id: 'refused', mode: 'latched', predicate: answered(415) },
      {
        id: 'written',
        mode: 'must hold at the end',
        predicate: `${d('put')} metadata.generation == 2 and ${d('merge')} metadata.generation == 2 and ${d('strategic')} metadata.generation == 2 and ${d('json')} metadata.generation == 2 and ${d('apply')} metadata.generation == 2`,
      },
      {
        id: 'written-custom',
        mode: 'must hold at the end',
        predicate: `${t('put')} metadata.generation == 2 and ${t('merge')} metadata.generation == 2 and ${t('json')} metadata.generation == 2 and ${t('apply')} metadata.generation == 2`,
      },
    ],
    solution: [
      'kubectl replace -f d-put.yaml',
      `kubectl patch deployment d-merge --type=merge -p '${sidecar}'`,
      `kubectl patch deployment d-strategic --type=strategic -p '${sidecar}'`,
      `kubectl patch deployment d-json --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/-","value":{"name":"side","image":"side:1"}}]'`,
      'kubectl apply -f d-apply.yaml --server-side --field-manager=me',
      'kubectl replace -f t-put.yaml',
      `kubectl patch thing t-merge --type=merge -p '${port}'`,
      `kubectl patch thing t-strategic --type=strategic -p '${port}'`,
      `kubectl patch thing t-json --type=json -p '[{"op":"add","path":"/spec/ports/-","value":{"port":443,"name":"https"}}]'`,
      'kubectl apply -f t-apply.yaml --server-side --field-manager=me',
      'run 1s',
    ],
  },
  {
    id: 'test',
    goals: [
      { id: 'failed', mode: 'latched', predicate: answered(422) },
      {
        id: 'nothing',
        mode: 'must hold at the end',
        predicate: `${t('json')} spec.ports[0].name == http`,
      },
    ],
    solution: [
      `kubectl patch thing t-json --type=json -p '[{"op":"remove","path":"/spec/ports/0"},{"op":"test","path":"/spec/ports/0/name","value":"ftp"}]'`,
      'run 1s',
    ],
  },
  {
    id: 'disjoint',
    goals: [
      {
        id: 'replicas',
        mode: 'must hold at the end',
        predicate: `${t('json')} spec.replicas == 2`,
      },
      {
        id: 'ports',
        mode: 'must hold at the end',
        predicate: `things.example.com metadata.name=t-json metadata.managedFields~second spec.ports~ssh == 1`,
      },
    ],
    solution: [
      'kubectl apply -f two.yaml --server-side --field-manager=first',
      'kubectl apply -f port.yaml --server-side --field-manager=second',
      'run 1s',
    ],
  },
  {
    id: 'overlap',
    goals: [
      { id: 'conflict', mode: 'latched', predicate: `${answered(409)} >= 2` },
      {
        id: 'kept',
        mode: 'must hold at the end',
        predicate: `${t('json')} spec.replicas == 2`,
      },
    ],
    solution: ['kubectl apply -f five.yaml --server-side --field-manager=second', 'run 1s'],
  },
  {
    id: 'force',
    goals: [
      {
        id: 'taken',
        mode: 'must hold at the end',
        predicate: `${t('json')} spec.replicas == 5`,
      },
    ],
    solution: [
      'kubectl apply -f five.yaml --server-side --field-manager=second --force-conflicts',
      'run 1s',
    ],
  },
];

const merged = `${d('merge')} spec.template.spec.containers[0].name == side and not ${d('merge')} spec.template.spec.containers[1].name == nginx`;

export const lesson: Lesson = {
  id: 'L29',
  slug: 'patch-bench',
  profile: 'classic',
  seed: 'patches',
  focus: 'deployment-controller/deployments',
  script,
  bet: {
    provedBy: merged,
    options: [
      { id: 'both', right: false, refutedBy: `not ( ${containers('merge')} )` },
      { id: 'sidecar', right: true },
      { id: 'conflict', right: false, refutedBy: `${d('merge')} metadata.generation == 2` },
      {
        id: 'unknown',
        right: false,
        refutedBy: 'event request.completed client=kubectl status=400 == 0',
      },
    ],
  },
  steps,
  reading: [
    {
      repository: 'kubernetes/apiserver',
      file: 'pkg/endpoints/handlers/patch.go',
      functions: ['PatchResource', 'jsonPatcher', 'smpPatcher', 'applyPatcher'],
    },
    {
      repository: 'kubernetes/apiextensions-apiserver',
      file: 'pkg/apiserver/customresource_handler.go',
      functions: ['serveResource'],
    },
  ],
  claims: {
    stale: { goal: 'old-copy/conflict' },
    whole: { cell: 'grid/put deployment' },
    'merge-lists': { bet: 'proved' },
    strategic: { cell: 'grid/strategic deployment' },
    refused: { goal: 'grid/refused' },
    operations: { goal: 'test/nothing' },
    owners: { goal: 'disjoint/ports' },
    overlap: { goal: 'overlap/kept' },
    forced: { goal: 'force/taken' },
    choose: { cell: 'grid/apply custom' },
  },
  errors: [
    'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    'UnsupportedMediaType',
    'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas',
  ],
  strip: [
    answered(409),
    `${d('merge')} spec.template.spec.containers[0].name == side`,
    answered(415),
    answered(422),
    `${t('json')} spec.replicas == 5`,
  ],
};
