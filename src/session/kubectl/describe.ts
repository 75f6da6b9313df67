/** `kubectl describe`: an object, what belongs to it, and its events, in the requests that each kind takes. */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { Proc } from '#sim/process.ts';
import { typedAccept } from './accept.ts';
import { complaintOf } from './complaint.ts';
import { controllerLine, objects, podLines, templateLines } from './describe_pod.ts';
import { fieldLines, type Lines, lines, mapLines, member, textOf } from './describe_text.ts';
import type { APIResource } from './discovery.ts';
import type { Invocation, Outcome } from './invocation.ts';
import { longTime } from './long_time.ts';
import { ageText } from './table.ts';
import { type Info, infoOf, itemsOf, listOf, pathOf, targetsOf, visit } from './targets.ts';

export function* describe(invocation: Invocation): Proc<Outcome> {
  const targets = yield* targetsOf(invocation, invocation.words);
  if (!targets.ok) return [targets.error];
  const { infos, faults } = yield* visit(invocation, targets.value, { limit: '500' });
  const all = [...faults];
  const [target, other] = targets.value;
  if (infos.length === 0 && target?.name !== undefined && other === undefined) {
    return yield* describeByPrefix(invocation, target.resource, { prefix: target.name, faults });
  }
  const texts: string[] = [];
  for (const info of infos) {
    const text = yield* describeOne(invocation, info);
    if (text.fault === undefined) texts.push(text.text);
    else all.push(text.fault);
  }
  invocation.out(texts.join('\n\n'));
  if (infos.length === 0 && faults.length === 0) {
    invocation.err(`No resources found in ${invocation.namespace} namespace.\n`);
  }
  return all;
}

/** No object has the name: those whose names begin so are told of, if there are any. */
function* describeByPrefix(
  invocation: Invocation,
  resource: APIResource,
  { prefix, faults }: { readonly prefix: string; readonly faults: readonly string[] },
): Proc<Outcome> {
  if (!faults.some((each) => each.includes('(NotFound)'))) return faults;
  const pages = yield* listOf(invocation, resource, { limit: '500' });
  if (!pages.ok) return [pages.error];
  const items = pages.value.flatMap((page) => itemsOf(page, resource));
  const meant = items.filter(({ metadata }) => metadata.name?.startsWith(prefix));
  if (meant.length === 0) return faults;
  const texts: string[] = [];
  for (const object of meant) {
    const { text } = yield* describeOne(invocation, infoOf(resource, object));
    texts.push(text);
  }
  invocation.out(texts.join('\n\n'));
  return [];
}

interface Description {
  readonly text: string;
  readonly fault?: string;
}

function* describeOne(invocation: Invocation, info: Info): Proc<Description> {
  const { resource, namespace, name } = info;
  const builtIn = describers[`${resource.kind}.${resource.group}`];
  const again = yield* invocation.object({
    path: pathOf(resource, { namespace, name }),
    ...(builtIn === undefined ? {} : { accept: typedAccept }),
  });
  if (!again.ok) return { text: '', fault: complaintOf(again.error) };
  const object = again.value as unknown as JsonObject;
  const describer = builtIn ?? describeAny;
  return { text: yield* describer(invocation, { ...info, object: again.value }, object) };
}

type Describer = (invocation: Invocation, info: Info, object: JsonObject) => Proc<string>;

const describers: Readonly<Record<string, Describer>> = {
  'Pod.': function* (invocation, info, object) {
    const head = fieldLines([
      ['Name', info.name],
      ['Namespace', info.namespace],
    ]);
    const events = yield* eventLines(invocation, info);
    return lines([...head, ...podLines(object), ...events]);
  },
  'Deployment.apps': describeDeployment,
  'ReplicaSet.apps': describeReplicaSet,
  'Service.': describeService,
  'ConfigMap.': describeConfigMap,
  'Secret.': function* (_invocation, info, object) {
    const data = member(object, 'data');
    const rows = Object.keys(data)
      .toSorted()
      .map((key) => `${key}:  ${bytesIn(String(data[key]))} bytes\n`);
    const type = `\nType:  ${textOf(object['type'])}\n\nData\n====\n`;
    return `${lines(headLines(info, object))}${type}${rows.join('')}`;
  },
  'Node.': describeNode,
  'Namespace.': describeNamespace,
  'Job.batch': describeJob,
};

/** How many bytes base64 stands for. */
function bytesIn(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

function headLines(info: Info, object: JsonObject): Lines {
  const metadata = member(object, 'metadata');
  return [
    ...fieldLines([
      ['Name', info.name],
      ...(info.namespace === '' ? [] : [['Namespace', info.namespace] as const]),
    ]),
    ...mapLines('Labels', member(metadata, 'labels')),
    ...mapLines('Annotations', member(metadata, 'annotations'), ': '),
  ];
}

function* describeDeployment(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  const spec = member(object, 'spec');
  const status = member(object, 'status');
  const selector = selectorText(spec);
  const strategy = member(spec, 'strategy');
  const rolling = member(strategy, 'rollingUpdate');
  const [first, ...rest] = headLines(info, object);
  const replicas = `${textOf(spec['replicas'], '0')} desired | ${textOf(status['updatedReplicas'], '0')} updated | ${textOf(status['replicas'], '0')} total | ${textOf(status['availableReplicas'], '0')} available | ${textOf(status['unavailableReplicas'], '0')} unavailable`;
  const events = yield* eventLines(invocation, info);
  yield* invocation.send({
    path: `/apis/apps/v1/namespaces/${info.namespace}/replicasets`,
    accept: typedAccept,
    query: { labelSelector: selector, limit: '500' },
  });
  const parts: Lines = [
    ...(first === undefined ? [] : [first]),
    ...rest.slice(0, 1),
    ...fieldLines([['CreationTimestamp', longTime(info.object.metadata.creationTimestamp)]]),
    ...rest.slice(1),
    ...fieldLines([
      ['Selector', selector],
      ['Replicas', replicas],
      ['StrategyType', textOf(strategy['type'])],
      ['MinReadySeconds', textOf(spec['minReadySeconds'], '0')],
      [
        'RollingUpdateStrategy',
        `${textOf(rolling['maxUnavailable'])} max unavailable, ${textOf(rolling['maxSurge'])} max surge`,
      ],
    ]),
    { depth: 0, text: ['Pod Template:'] },
    ...templateLines(member(spec, 'template')),
  ];
  return lines([...parts, ...events]);
}

function selectorText(spec: JsonObject): string {
  const labels = member(member(spec, 'selector'), 'matchLabels');
  return Object.keys(labels)
    .toSorted()
    .map((key) => `${key}=${String(labels[key])}`)
    .join(',');
}

function* describeReplicaSet(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  const spec = member(object, 'spec');
  const status = member(object, 'status');
  const selector = selectorText(spec);
  const pods = yield* invocation.send({
    path: `/api/v1/namespaces/${info.namespace}/pods`,
    accept: typedAccept,
    query: { labelSelector: selector, limit: '500' },
  });
  const items = pods.ok && isJsonObject(pods.value.body) ? objects(pods.value.body['items']) : [];
  const count = (phase: string) =>
    items.filter((each) => member(each, 'status')['phase'] === phase).length;
  const events = yield* eventLines(invocation, info);
  const parts: Lines = [
    ...fieldLines([
      ['Name', info.name],
      ['Namespace', info.namespace],
      ['Selector', selector],
    ]),
    ...headLines(info, object).slice(2),
    ...fieldLines([
      ...controllerLine(object),
      [
        'Replicas',
        `${textOf(status['replicas'], '0')} current / ${textOf(spec['replicas'], '0')} desired`,
      ],
      [
        'Pods Status',
        `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`,
      ],
    ]),
    { depth: 0, text: ['Pod Template:'] },
    ...templateLines(member(spec, 'template')),
  ];
  return lines([...parts, ...events]);
}

function* describeService(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  const spec = member(object, 'spec');
  const slices = yield* invocation.send({
    path: `/apis/discovery.k8s.io/v1/namespaces/${info.namespace}/endpointslices`,
    accept: typedAccept,
    query: { labelSelector: `kubernetes.io/service-name=${info.name}` },
  });
  const endpoints = endpointText(slices.ok ? slices.value.body : null);
  const ports = objects(spec['ports']).flatMap((port): readonly (readonly [string, string])[] => [
    [
      'Port',
      `${textOf(port['name'], '<unset>')}  ${textOf(port['port'])}/${textOf(port['protocol'])}`,
    ],
    ['TargetPort', `${textOf(port['targetPort'])}/${textOf(port['protocol'])}`],
    ['Endpoints', endpoints],
  ]);
  const selector = member(spec, 'selector');
  const events = yield* eventLines(invocation, info);
  const parts: Lines = [
    ...headLines(info, object),
    ...fieldLines([
      [
        'Selector',
        Object.keys(selector)
          .map((key) => `${key}=${String(selector[key])}`)
          .join(',') || '<none>',
      ],
      ['Type', textOf(spec['type'])],
      ['IP Family Policy', textOf(spec['ipFamilyPolicy'])],
      ['IP Families', listText(spec['ipFamilies'])],
      ['IP', textOf(spec['clusterIP'])],
      ['IPs', listText(spec['clusterIPs'])],
      ...ports,
      ['Session Affinity', textOf(spec['sessionAffinity'])],
      ['Internal Traffic Policy', textOf(spec['internalTrafficPolicy'])],
    ]),
  ];
  return lines([...parts, ...events]);
}

function listText(value: unknown): string {
  return Array.isArray(value) && value.length > 0 ? value.join(',') : '<none>';
}

/** Every address with the port that its slice has. */
function endpointText(body: JsonValue): string {
  const slices = isJsonObject(body) ? objects(body['items']) : [];
  const all = slices.flatMap((slice) => {
    const port = objects(slice['ports'])[0]?.['port'];
    return objects(slice['endpoints']).flatMap(({ addresses }) =>
      Array.isArray(addresses) ? addresses.map((each) => `${String(each)}:${textOf(port)}`) : [],
    );
  });
  return all.length === 0 ? '<none>' : all.join(',');
}

function* describeConfigMap(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  const data = member(object, 'data');
  const entries = Object.keys(data)
    .toSorted()
    .map((key) => `${key}:\n----\n${String(data[key])}\n\n`);
  const events = yield* eventLines(invocation, info);
  return `${lines(headLines(info, object))}\nData\n====\n${entries.join('')}\nBinaryData\n====\n\n${lines(events)}`;
}

function* describeNode(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  const { name } = info;
  yield* invocation.send({
    path: '/api/v1/pods',
    accept: typedAccept,
    query: {
      fieldSelector: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`,
      limit: '500',
    },
  });
  const parts: Lines = [
    ...headLines(info, object),
    ...fieldLines([['Unschedulable', textOf(member(object, 'spec')['unschedulable'], 'false')]]),
  ];
  const byUID = yield* eventLines(invocation, info);
  const byName = yield* eventLines(invocation, info, name);
  yield* invocation.send({
    path: '/apis/resource.k8s.io/v1/resourceslices',
    accept: typedAccept,
    query: { fieldSelector: `spec.nodeName=${name}` },
  });
  yield* invocation.send({
    path: `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`,
    accept: typedAccept,
  });
  const noted = byName.length > 1 ? byName : byUID;
  return lines([...parts, ...noted]);
}

function* describeNamespace(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  for (const resource of ['resourcequotas', 'limitranges']) {
    yield* invocation.send({
      path: `/api/v1/namespaces/${info.name}/${resource}`,
      accept: typedAccept,
      query: { limit: '500' },
    });
  }
  const status = textOf(member(object, 'status')['phase']);
  const parts: Lines = [...headLines(info, object), ...fieldLines([['Status', status]])];
  return `${lines(parts)}\nNo resource quota.\n\nNo LimitRange resource.\n`;
}

function* describeJob(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  const spec = member(object, 'spec');
  const status = member(object, 'status');
  const events = yield* eventLines(invocation, info);
  const parts: Lines = [
    ...fieldLines([
      ['Name', info.name],
      ['Namespace', info.namespace],
      ['Selector', selectorText(spec)],
    ]),
    ...headLines(info, object).slice(2),
    ...fieldLines([
      ...controllerLine(object),
      ['Parallelism', textOf(spec['parallelism'])],
      ['Completions', textOf(spec['completions'])],
      ['Completion Mode', textOf(spec['completionMode'])],
      ['Suspend', textOf(spec['suspend'], 'false')],
      ['Backoff Limit', textOf(spec['backoffLimit'])],
      [
        'Pods Statuses',
        `${textOf(status['active'], '0')} Active${readyText(status)} / ${textOf(status['succeeded'], '0')} Succeeded / ${textOf(status['failed'], '0')} Failed`,
      ],
    ]),
    { depth: 0, text: ['Pod Template:'] },
    ...templateLines(member(spec, 'template')),
  ];
  return lines([...parts, ...events]);
}

function readyText({ ready }: JsonObject): string {
  return ready === undefined ? '' : ` (${textOf(ready)} Ready)`;
}

/** A kind that kubectl does not know: every field, by its name in words. */
function* describeAny(invocation: Invocation, info: Info, object: JsonObject): Proc<string> {
  const { apiVersion, kind, metadata, ...others } = object;
  const shown = isJsonObject(metadata) ? withoutKnown(metadata) : {};
  const events = yield* eventLines(invocation, info);
  const parts: Lines = [
    ...headLines(info, object),
    ...fieldLines([
      ['API Version', textOf(apiVersion)],
      ['Kind', textOf(kind)],
    ]),
    ...nestedLines({ metadata: shown, ...others }, 0),
  ];
  return lines([...parts, ...events]);
}

function withoutKnown(metadata: JsonObject): JsonObject {
  const {
    name: _name,
    namespace: _namespace,
    labels: _labels,
    annotations: _annotations,
    managedFields: _managedFields,
    ...others
  } = metadata;
  return others;
}

function nestedLines(object: JsonObject, depth: number): Lines {
  return Object.keys(object)
    .toSorted()
    .flatMap((key): Lines => {
      const value = object[key];
      const name = `${wordsOf(key)}:`;
      if (isJsonObject(value)) {
        return [{ depth, text: [name] }, ...nestedLines(value, depth + 2)];
      }
      if (Array.isArray(value)) {
        return [
          { depth, text: [name] },
          ...value.flatMap(
            (each): Lines =>
              isJsonObject(each)
                ? nestedLines(each, depth + 2)
                : [{ depth: depth + 2, text: [textOf(each)] }],
          ),
        ];
      }
      return [{ depth, text: [name, textOf(value)] }];
    });
}

const acronyms: ReadonlySet<string> = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

/** `creationTimestamp` as `Creation Timestamp`, `uid` as `UID`. */
function wordsOf(key: string): string {
  if (acronyms.has(key.toUpperCase())) return key.toUpperCase();
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

// Events.

/** The events about an object, and their table. */
function* eventLines(invocation: Invocation, info: Info, uid?: string): Proc<Lines> {
  const { resource, namespace, name, object } = info;
  const terms = [
    `involvedObject.name=${name}`,
    `involvedObject.namespace=${namespace}`,
    ...(resource.kind === 'Pod' ? [] : [`involvedObject.kind=${resource.kind}`]),
    `involvedObject.uid=${uid ?? object.metadata.uid ?? ''}`,
  ];
  const listed = yield* invocation.send({
    path: namespace === '' ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`,
    accept: typedAccept,
    query: { fieldSelector: terms.toSorted().join(','), limit: '500' },
  });
  const items =
    listed.ok && isJsonObject(listed.value.body) ? objects(listed.value.body['items']) : [];
  if (items.length === 0) return fieldLines([['Events', '<none>']]);
  const rows = items.map((event) => {
    const source = member(event, 'source');
    const metadata = {
      creationTimestamp:
        event['lastTimestamp'] ?? member(event, 'metadata')['creationTimestamp'] ?? '',
    };
    return [
      textOf(event['type']),
      textOf(event['reason']),
      ageText(metadata, invocation.sim.now),
      textOf(source['component'] ?? event['reportingComponent']),
      textOf(event['message']).trim(),
    ];
  });
  const head = ['Type', 'Reason', 'Age', 'From', 'Message'];
  const rule = head.map((each) => each.replace(/./g, '-'));
  return [
    { depth: 0, text: ['Events:'] },
    ...[head, rule, ...rows].map((text) => ({ depth: 2, text })),
  ];
}
