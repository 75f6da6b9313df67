/** The verbs that list what is no object of the user's: events, resources, versions. */

import type { Event } from '#apimachinery/pkg/watch/watch.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { select } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import { anyAccept, typedAccept } from './accept.ts';
import { complaintOf, ownError } from './complaint.ts';
import { objects } from './describe_pod.ts';
import { member, textOf } from './describe_text.ts';
import { apiVersionOf } from './discovery.ts';
import { fine, type Invocation, type Outcome } from './invocation.ts';
import { objectText } from './object_text.ts';
import { ageText, TabWriter } from './table.ts';

/** The release whose requests are sent. */
export const kubectlRelease = 'v1.37.2';

export function* events(invocation: Invocation): Proc<Outcome> {
  const everywhere = invocation.isOn('all-namespaces');
  const path = everywhere ? '/api/v1/events' : `/api/v1/namespaces/${invocation.namespace}/events`;
  const selector = yield* selectorFor(invocation);
  if (!selector.ok) return [selector.fault];
  const { query } = selector;
  if (invocation.isOn('watch')) return yield* followEvents(invocation, path, query);
  const listed = yield* invocation.send({
    path,
    accept: typedAccept,
    query: { ...query, limit: '500' },
  });
  if (!listed.ok) return [complaintOf(listed.error)];
  const { body } = listed.value;
  const found = isJsonObject(body) ? objects(body['items']).filter(isWanted(invocation)) : [];
  if (found.length === 0) {
    invocation.err(
      everywhere ? 'No events found.\n' : `No events found in ${invocation.namespace} namespace.\n`,
    );
    return fine;
  }
  const format = invocation.flag('output');
  if (format === 'yaml' || format === 'json') {
    invocation.out(objectText(body as JsonObject, format));
    return fine;
  }
  const inOrder = found.toSorted((left, right) => (timeOf(left) < timeOf(right) ? -1 : 1));
  const rows = inOrder.map((event) => rowOf(invocation, event));
  const header = invocation.isOn('no-headers') ? [] : [headerOf(everywhere)];
  invocation.out(new TabWriter().lines([...header, ...rows]));
  return fine;
}

type Selected =
  | { readonly ok: true; readonly query: Readonly<Record<string, string | undefined>> }
  | { readonly ok: false; readonly fault: string };

/** `--for pod/web` as a field selector. */
function* selectorFor(invocation: Invocation): Proc<Selected> {
  const about = invocation.flag('for');
  if (about === undefined) return { ok: true, query: {} };
  const [type = '', name = ''] = about.split('/');
  if (name === '') {
    return { ok: false, fault: ownError('--for must be in resource/name form') };
  }
  const found = yield* invocation.discovery.named(invocation, type);
  if (!found.ok) return { ok: false, fault: complaintOf(found.error) };
  if (found.value === undefined) {
    return { ok: false, fault: ownError(`the server doesn't have a resource type "${type}"`) };
  }
  const terms = [
    `involvedObject.apiVersion=${apiVersionOf(found.value)}`,
    `involvedObject.kind=${found.value.kind}`,
    `involvedObject.name=${name}`,
  ];
  return { ok: true, query: { fieldSelector: terms.join(',') } };
}

function* followEvents(
  invocation: Invocation,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): Proc<Outcome> {
  const listed = yield* invocation.send({
    path,
    accept: typedAccept,
    query: { ...query, limit: '500' },
  });
  if (!listed.ok) return [complaintOf(listed.error)];
  const { body } = listed.value;
  const list: JsonObject = isJsonObject(body) ? body : {};
  const everywhere = invocation.isOn('all-namespaces');
  const writer = new TabWriter();
  const rows = objects(list['items'])
    .filter(isWanted(invocation))
    .map((event) => rowOf(invocation, event));
  invocation.out(writer.lines([headerOf(everywhere), ...rows]));
  const resourceVersion = textOf(member(list, 'metadata')['resourceVersion'], '');
  const opened = yield* invocation.watch({
    path,
    accept: typedAccept,
    query: { ...query, limit: '500', resourceVersion, watch: 'true' },
  });
  if (!opened.ok) return [complaintOf(opened.error)];
  const watcher = opened.value;
  const cases = [watcher.resultChan().receiving(), invocation.ctx.done.receiving()];
  try {
    for (;;) {
      const { index, value } = yield* select(invocation.sim, cases);
      if (index === 1 || value === undefined) return fine;
      const { type, object } = value as Event;
      const event = object as unknown as JsonObject;
      if (type === 'DELETED' || type === 'ERROR' || !isWanted(invocation)(event)) continue;
      invocation.out(writer.lines([rowOf(invocation, event)]));
    }
  } finally {
    watcher.stop();
  }
}

function isWanted(invocation: Invocation): (event: JsonObject) => boolean {
  const types = invocation.flag('types')?.toLowerCase().split(',');
  return (event) => types === undefined || types.includes(textOf(event['type'], '').toLowerCase());
}

function headerOf(everywhere: boolean): readonly string[] {
  const header = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
  return everywhere ? ['NAMESPACE', ...header] : header;
}

function rowOf(invocation: Invocation, event: JsonObject): readonly string[] {
  const about = member(event, 'involvedObject');
  const row = [
    ageText({ creationTimestamp: timeOf(event) }, invocation.sim.now),
    textOf(event['type']),
    textOf(event['reason']),
    `${textOf(about['kind'])}/${textOf(about['name'])}`,
    textOf(event['message'], '').trim(),
  ];
  const namespace = textOf(member(event, 'metadata')['namespace'], '');
  return invocation.isOn('all-namespaces') ? [namespace, ...row] : row;
}

function timeOf(event: JsonObject): string {
  const created = member(event, 'metadata')['creationTimestamp'];
  return textOf(event['lastTimestamp'] ?? event['eventTime'] ?? created, '');
}

export function* apiResources(invocation: Invocation): Proc<Outcome> {
  const all = yield* invocation.discovery.refresh(invocation);
  if (!all.ok) return [complaintOf(all.error)];
  const group = invocation.flag('api-group');
  const namespaced = invocation.flag('namespaced');
  const found = all.value
    .filter((each) => each.verbs.length > 0)
    .filter((each) => group === undefined || each.group === group)
    .filter((each) => namespaced === undefined || String(each.namespaced) === namespaced)
    .toSorted((left, right) =>
      left.group === right.group
        ? inOrder(left.resource, right.resource)
        : inOrder(left.group, right.group),
    );
  const format = invocation.flag('output');
  if (format === 'name') {
    const names = found.map((each) =>
      each.group === '' ? each.resource : `${each.resource}.${each.group}`,
    );
    invocation.out(names.map((name) => `${name}\n`).join(''));
    return fine;
  }
  const wide = format === 'wide';
  const rows = found.map((each) => [
    each.resource,
    each.shortNames.join(','),
    apiVersionOf(each),
    String(each.namespaced),
    each.kind,
    ...(wide ? [each.verbs.join(','), each.categories.join(',')] : []),
  ]);
  const header = [
    'NAME',
    'SHORTNAMES',
    'APIVERSION',
    'NAMESPACED',
    'KIND',
    ...(wide ? ['VERBS', 'CATEGORIES'] : []),
  ];
  invocation.out(new TabWriter().lines(invocation.isOn('no-headers') ? rows : [header, ...rows]));
  return fine;
}

function inOrder(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function* apiVersions(invocation: Invocation): Proc<Outcome> {
  const all = yield* invocation.discovery.refresh(invocation);
  if (!all.ok) return [complaintOf(all.error)];
  const versions = [...new Set(all.value.map(apiVersionOf))].toSorted(inOrder);
  invocation.out(versions.map((each) => `${each}\n`).join(''));
  return fine;
}

export function* version(invocation: Invocation): Proc<Outcome> {
  const client = { clientVersion: { gitVersion: kubectlRelease }, kustomizeVersion: 'v5.8.1' };
  const format = invocation.flag('output');
  const asked = invocation.isOn('client')
    ? undefined
    : yield* invocation.send({ path: '/version', accept: anyAccept, query: { timeout: '32s' } });
  const server: JsonValue = asked?.ok === true ? asked.value.body : null;
  if (format === 'yaml' || format === 'json') {
    const whole = server === null ? client : { ...client, serverVersion: server };
    invocation.out(objectText(whole, format));
  } else {
    invocation.out(`Client Version: ${kubectlRelease}\nKustomize Version: v5.8.1\n`);
    if (isJsonObject(server)) invocation.out(`Server Version: ${textOf(server['gitVersion'])}\n`);
  }
  return asked === undefined || asked.ok ? fine : [complaintOf(asked.error)];
}
