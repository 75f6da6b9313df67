/** A pod, and a pod template, as `kubectl describe` tells of them. */

import { isJsonObject, type JsonObject } from '#base/json.ts';
import {
  fieldLines,
  type Line,
  type Lines,
  lines,
  mapLines,
  member,
  textOf,
} from './describe_text.ts';
import { longTime } from './long_time.ts';

/** The part of a description that is a pod's own. */
export function podLines(pod: JsonObject): Lines {
  const spec = member(pod, 'spec');
  const status = member(pod, 'status');
  return [
    ...fieldLines([
      ['Priority', textOf(spec['priority'] ?? 0)],
      ...optionalField('Service Account', spec['serviceAccountName']),
      ['Node', nodeText(spec, status)],
      ...optionalField('Start Time', longTime(status['startTime'])),
    ]),
    ...mapLines('Labels', member(member(pod, 'metadata'), 'labels')),
    ...mapLines('Annotations', member(member(pod, 'metadata'), 'annotations'), ': '),
    ...fieldLines([
      ['Status', textOf(status['phase'])],
      ['IP', textOf(status['podIP'], '')],
    ]),
    ...ipLines(status),
    ...fieldLines([...controllerLine(pod)]),
    ...containerLines(spec, status),
    ...conditionLines(status),
    ...volumeLines(spec),
    ...fieldLines([
      ['QoS Class', textOf(status['qosClass'])],
      ['Node-Selectors', pairs(member(spec, 'nodeSelector'))],
    ]),
    ...tolerationLines(spec),
  ];
}

function optionalField(name: string, value: unknown): readonly (readonly [string, string])[] {
  return value === undefined || value === '' ? [] : [[name, String(value)]];
}

function ipLines(status: JsonObject): Lines {
  const ips = objects(status['podIPs']);
  if (ips.length === 0) return fieldLines([['IPs', '<none>']]);
  return [
    { depth: 0, text: ['IPs:'] },
    ...ips.map(({ ip }) => ({ depth: 2, text: ['IP:', textOf(ip)] })),
  ];
}

/** `Controlled By:  ReplicaSet/web-5d4f8`. */
export function controllerLine(object: JsonObject): readonly (readonly [string, string])[] {
  const owners = member(object, 'metadata')['ownerReferences'];
  const list = Array.isArray(owners) ? owners.filter(isJsonObject) : [];
  const owner = list.find((each) => each['controller'] === true);
  return owner === undefined
    ? []
    : [['Controlled By', `${String(owner['kind'])}/${String(owner['name'])}`]];
}

/** What a template says, for `rollout history --revision`. */
export function podTemplateText(template: JsonObject): string {
  return lines(templateLines(template));
}

export function templateLines(template: JsonObject): Lines {
  const metadata = member(template, 'metadata');
  const spec = member(template, 'spec');
  return [
    ...mapLines('Labels', member(metadata, 'labels'), '=', 2),
    ...mapLinesIfAny('Annotations', member(metadata, 'annotations')),
    ...containerLines(spec, {}, { head: 2, name: 3 }),
    ...volumeLines(spec, 2),
    ...fieldLines([['Node-Selectors', pairs(member(spec, 'nodeSelector'))]], 2),
    ...tolerationLines(spec, 2),
  ];
}

function mapLinesIfAny(name: string, map: JsonObject): Lines {
  return Object.keys(map).length === 0 ? [] : mapLines(name, map, ': ', 2);
}

function nodeText(spec: JsonObject, status: JsonObject): string {
  const node = spec['nodeName'];
  return typeof node === 'string' ? `${node}/${textOf(status['hostIP'], '')}` : '<none>';
}

function containerLines(
  spec: JsonObject,
  status: JsonObject,
  depth: { readonly head: number; readonly name: number } = { head: 0, name: 2 },
): Lines {
  const containers = objects(spec['containers']);
  const states = objects(status['containerStatuses']);
  return [
    { depth: depth.head, text: ['Containers:'] },
    ...containers.flatMap((container): Lines => {
      const state = states.find((each) => each['name'] === container['name']);
      const stateText = state === undefined ? [] : stateLines(state);
      const ports = objects(container['ports']).map(
        (port) => `${textOf(port['containerPort'])}/${textOf(port['protocol'], 'TCP')}`,
      );
      return [
        { depth: depth.name, text: [`${textOf(container['name'])}:`] },
        ...fieldLines(
          [
            ['Image', textOf(container['image'])],
            ['Port', ports.length === 0 ? '<none>' : ports.join(', ')],
            [
              'Host Port',
              ports.length === 0
                ? '<none>'
                : ports.map((port) => `0/${port.split('/')[1]}`).join(', '),
            ],
            ...stateText,
            ...environmentField(container),
          ],
          4,
        ),
        ...environmentLines(container),
        ...objects(container['env']).map((each) => ({
          depth: 6,
          text: [`${textOf(each['name'])}:`, textOf(each['value'], '')],
        })),
        mountsLine(container),
      ];
    }),
  ];
}

function environmentField(container: JsonObject): readonly (readonly [string, string])[] {
  return objects(container['env']).length === 0 ? [['Environment', '<none>']] : [];
}

function environmentLines(container: JsonObject): Lines {
  return objects(container['env']).length === 0 ? [] : [{ depth: 4, text: ['Environment:'] }];
}

function mountsLine(container: JsonObject): Line {
  const mounts = objects(container['volumeMounts']);
  if (mounts.length === 0) return { depth: 4, text: ['Mounts:', '<none>'] };
  const texts = mounts.map((each) => `${textOf(each['mountPath'])} from ${textOf(each['name'])}`);
  return { depth: 4, text: ['Mounts:', texts.join(', ')] };
}

function stateLines(state: JsonObject): readonly (readonly [string, string])[] {
  const [name = 'waiting'] = Object.keys(member(state, 'state'));
  return [
    ['State', `${name[0]?.toUpperCase()}${name.slice(1)}`],
    ['Ready', state['ready'] === true ? 'True' : 'False'],
    ['Restart Count', textOf(state['restartCount'] ?? 0)],
  ];
}

function conditionLines(status: JsonObject): Lines {
  const conditions = objects(status['conditions']);
  if (conditions.length === 0) return [];
  return [
    { depth: 0, text: ['Conditions:'] },
    { depth: 2, text: ['Type', 'Status'] },
    ...conditions.map((each) => ({
      depth: 2,
      text: [textOf(each['type']), `${textOf(each['status'])} `],
    })),
  ];
}

function volumeLines(spec: JsonObject, depth = 0): Lines {
  const volumes = objects(spec['volumes']);
  if (volumes.length === 0) return [{ depth, text: ['Volumes:', '<none>'] }];
  return [
    { depth, text: ['Volumes:'] },
    ...volumes.map((each) => ({ depth: depth + 2, text: [`${textOf(each['name'])}:`] })),
  ];
}

/** One toleration a line, the name before the first. */
function tolerationLines(spec: JsonObject, depth = 0): Lines {
  const all = objects(spec['tolerations']).map(tolerationText);
  if (all.length === 0) return [{ depth, text: ['Tolerations:', '<none>'] }];
  return all.map((text, index) => ({ depth, text: [index === 0 ? 'Tolerations:' : '', text] }));
}

function tolerationText(toleration: JsonObject): string {
  const { key, value, effect, operator, tolerationSeconds } = toleration;
  const worth = value === undefined ? '' : `=${textOf(value)}`;
  const what = effect === undefined ? '' : `:${textOf(effect)}`;
  const exists = operator === 'Exists' ? ' op=Exists' : '';
  const lasting = tolerationSeconds === undefined ? '' : ` for ${textOf(tolerationSeconds)}s`;
  return `${textOf(key, '')}${worth}${what}${exists}${lasting}`;
}

/** `a=1,b=2`. */
export function pairs(map: JsonObject): string {
  const all = Object.keys(map)
    .toSorted()
    .map((key) => `${key}=${String(map[key])}`);
  return all.length === 0 ? '<none>' : all.join(',');
}

export function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
