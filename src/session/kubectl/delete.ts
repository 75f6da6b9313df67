/** `kubectl delete`: one request for each object, and then waiting until they are gone. */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { duration } from '#base/time.ts';
import type { Proc } from '#sim/process.ts';
import { complaintOf, ownError } from './complaint.ts';
import { fileObject } from './files.ts';
import { fine, type Invocation, type Outcome } from './invocation.ts';
import { dryRunText } from './object_text.ts';
import {
  type Info,
  infoOf,
  itemsOf,
  listOf,
  pathOf,
  shownName,
  type Target,
  targetsOf,
  visit,
} from './targets.ts';
import { limitedContext, timeoutOf, waitUntilGone } from './wait.ts';

/** What a deletion without a timeout waits for. */
const week = duration(7 * 24 * 3_600_000_000_000);

/** What is to be deleted: its name is known, perhaps nothing else. */
type Doomed = Omit<Info, 'object'>;

export function* remove(invocation: Invocation): Proc<Outcome> {
  const cascade = invocation.flag('cascade');
  const grace = graceOf(invocation);
  if (typeof grace === 'string') return [grace];
  const doomed = yield* doomedBy(invocation);
  const faults = [...doomed.faults];
  if (invocation.isOn('force') && grace === 0) {
    invocation.err(
      'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    );
  }
  const deleted: { readonly info: Doomed; readonly uid: string | undefined }[] = [];
  for (const info of doomed.found) {
    const outcome = yield* deleteOne(invocation, info, { cascade, grace });
    if (typeof outcome === 'string') faults.push(outcome);
    else deleted.push({ info, uid: outcome.uid });
  }
  if (doomed.found.length === 0 && faults.length === 0 && !invocation.isOn('ignore-not-found')) {
    invocation.out('No resources found\n');
  }
  const waits = invocation.isOn('wait', true) && invocation.flag('dry-run') === undefined;
  if (waits) faults.push(...(yield* waitForAll(invocation, deleted)));
  return faults;
}

function graceOf(invocation: Invocation): number | string {
  const text = invocation.flag('grace-period');
  const grace = text === undefined ? -1 : Number(text);
  if (invocation.isOn('force')) {
    if (grace > 0) {
      return ownError('--force and --grace-period greater than 0 cannot be specified together');
    }
    return 0;
  }
  // Nothing is deleted at once by accident: without --force, zero becomes one second.
  return grace === 0 ? 1 : grace;
}

function* doomedBy(
  invocation: Invocation,
): Proc<{ readonly found: readonly Doomed[]; readonly faults: readonly string[] }> {
  const found: Doomed[] = [];
  const faults: string[] = [];
  if (invocation.command.file !== undefined) {
    for (const manifest of invocation.manifests) {
      const file = yield* fileObject(invocation, manifest);
      if (file.ok) found.push(file.value);
      else faults.push(file.error);
    }
    return { found, faults };
  }
  const targets = yield* targetsOf(invocation, invocation.words);
  if (!targets.ok) return { found, faults: [targets.error] };
  for (const target of targets.value) {
    const meant = yield* meantBy(invocation, target);
    found.push(...meant.found);
    faults.push(...meant.faults);
  }
  return { found, faults };
}

function* meantBy(
  invocation: Invocation,
  target: Target,
): Proc<{ readonly found: readonly Doomed[]; readonly faults: readonly string[] }> {
  const { resource, name } = target;
  if (name === undefined) {
    const pages = yield* listOf(invocation, resource, {});
    if (!pages.ok) return { found: [], faults: [pages.error] };
    const items = pages.value.flatMap((page) => itemsOf(page, resource));
    return { found: items.map((item) => infoOf(resource, item)), faults: [] };
  }
  if (name.endsWith('*')) {
    const { infos, faults } = yield* visit(invocation, [target]);
    return { found: infos, faults };
  }
  const namespace = resource.namespaced ? invocation.namespace : '';
  return { found: [{ resource, namespace, name }], faults: [] };
}

function* deleteOne(
  invocation: Invocation,
  info: Doomed,
  how: { readonly cascade: string | undefined; readonly grace: number },
): Proc<string | { readonly uid: string | undefined }> {
  const { resource, namespace, name } = info;
  if (invocation.flag('dry-run') !== 'client') {
    const deleted = yield* invocation.send({
      method: 'DELETE',
      path: pathOf(resource, { namespace, name }),
      query: { dryRun: invocation.flag('dry-run') === 'server' ? 'All' : undefined },
      body: optionsOf(how),
    });
    if (!deleted.ok) {
      const { error } = deleted;
      if (isNotFound(error) && invocation.isOn('ignore-not-found')) return { uid: undefined };
      return complaintOf(error);
    }
    sayDeleted(invocation, info);
    return { uid: uidOf(deleted.value.body) };
  }
  sayDeleted(invocation, info);
  return { uid: undefined };
}

function optionsOf(how: {
  readonly cascade: string | undefined;
  readonly grace: number;
}): JsonObject {
  const { cascade, grace } = how;
  return {
    ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
    propagationPolicy: policies[cascade ?? 'background'] ?? 'Background',
  };
}

const policies: Readonly<Record<string, string>> = {
  background: 'Background',
  true: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
  false: 'Orphan',
};

/** The uid of what was deleted, whether the server answers with the object or a Status about it. */
function uidOf(body: unknown): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const holder = body['kind'] === 'Status' ? body['details'] : body['metadata'];
  const uid = isJsonObject(holder) ? holder['uid'] : undefined;
  return typeof uid === 'string' && uid !== '' ? uid : undefined;
}

function sayDeleted(invocation: Invocation, { resource, namespace, name }: Doomed): void {
  if (invocation.flag('output') === 'name') {
    invocation.out(`${shownName(resource, name)}\n`);
    return;
  }
  const kind =
    resource.group === ''
      ? resource.kind.toLowerCase()
      : `${resource.kind.toLowerCase()}.${resource.group}`;
  const how = invocation.isOn('force') ? 'force deleted' : 'deleted';
  const where = namespace === '' ? '' : ` from ${namespace} namespace`;
  invocation.out(`${kind} "${name}" ${how}${where}${dryRunText(invocation)}\n`);
}

function* waitForAll(
  invocation: Invocation,
  deleted: readonly { readonly info: Doomed; readonly uid: string | undefined }[],
): Proc<Outcome> {
  const patience = timeoutOf(invocation, week) ?? week;
  const limited = limitedContext(invocation, patience === 0 ? week : patience);
  try {
    for (const { info, uid } of deleted) {
      const whole = { ...info, object: { metadata: {} } } as unknown as Info;
      const fault = yield* waitUntilGone(invocation, whole, {
        patience: patience === 0 ? week : patience,
        limited,
        uid,
      });
      if (fault !== undefined) return [fault];
    }
    return fine;
  } finally {
    limited.cancel();
  }
}
