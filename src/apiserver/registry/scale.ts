/** The Scale of what can be scaled: one shape for all kinds, so that autoscalers need not know them. */

import {
  newBadRequest,
  newConflict,
  newInternalError,
  newInvalid,
} from '#apimachinery/pkg/api/errors/errors.ts';
import { labelSelectorAsSelector } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { LabelSelector } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { cloneJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import { negatives } from './field_checks.ts';
import { type Kind, newKind, plainStrategy, type ScalePaths } from './kind.ts';
import { numberAt, objectAt, valueAt } from './members.ts';
import type { Outcome } from './outcome.ts';

/** As what a Scale's body is decoded. */
export const scaleKind: Kind = newKind(
  { group: 'autoscaling', kind: 'Scale', resource: 'scales' },
  plainStrategy,
);

/** The Scale that an object shows; it has its object's identity and version. */
export function scaleOf(kind: Kind, obj: Unstructured): Outcome<Unstructured> {
  const paths = pathsOf(kind);
  const replicas = numberAt(obj, ...paths.specReplicas);
  if (replicas === undefined && kind.custom) {
    const path = `.${paths.specReplicas.join('.')}`;
    return fail(newInternalError(`the spec replicas field ${JSON.stringify(path)} does not exist`));
  }
  return ok(scaleWith(replicas ?? 0, kind, obj));
}

/** What stands for replicas that an object does not tell: a patch must replace it. */
const untold = -2_147_483_648;

/** The Scale that a patch is applied to. */
export function scaleToPatch(kind: Kind, obj: Unstructured): Outcome<Unstructured> {
  const told = numberAt(obj, ...pathsOf(kind).specReplicas);
  return told === undefined && kind.custom ? ok(scaleWith(untold, kind, obj)) : scaleOf(kind, obj);
}

function scaleWith(replicas: number, kind: Kind, obj: Unstructured): Unstructured {
  const paths = pathsOf(kind);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = obj.metadata;
  const spec: JsonObject = replicas === 0 ? {} : { replicas };
  const selector = selectorText(
    paths.selector === undefined ? '' : valueAt(obj, ...paths.selector),
  );
  const status = {
    replicas: numberAt(obj, ...paths.statusReplicas) ?? 0,
    ...(selector === '' ? {} : { selector }),
  };
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec,
    status,
  };
}

/** The object scaled as a Scale asks for; nothing else of the Scale counts. */
export function scaled(
  kind: Kind,
  scale: Unstructured,
  existing: Unstructured,
): Outcome<Unstructured> {
  const { name = '' } = existing.metadata;
  const replicas = numberAt(scale, 'spec', 'replicas') ?? 0;
  if (replicas === untold) {
    const path = `.${pathsOf(kind).specReplicas.join('.')}`;
    return fail(newBadRequest(`the spec replicas field ${JSON.stringify(path)} cannot be empty`));
  }
  const errors = kind.custom ? [] : negatives(scale['spec'], 'spec', ['replicas']);
  if (errors.length > 0) return fail(newInvalid(scaleKind, name, errors));
  const { uid, resourceVersion } = scale.metadata;
  if (uid !== undefined && uid !== '' && uid !== existing.metadata.uid) {
    const resource = { group: kind.group, resource: `${kind.resource}/scale` };
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${existing.metadata.uid}`;
    return fail(newConflict(resource, name, why));
  }
  const changed = cloneJson(existing);
  const kept = kind.custom ? existing.metadata.resourceVersion : undefined;
  changed.metadata.resourceVersion = resourceVersion === '' ? kept : (resourceVersion ?? kept);
  return setAt(changed, pathsOf(kind).specReplicas, replicas)
    ? ok(changed)
    : fail(newInternalError(`cannot set .${pathsOf(kind).specReplicas.join('.')}`));
}

function pathsOf(kind: Kind): ScalePaths {
  const { scale } = kind.strategy;
  if (scale === undefined) throw new Error(`${kind.kind} cannot be scaled`);
  return scale;
}

/** Custom kinds keep theirs as a text already. */
function selectorText(selector: JsonValue | undefined): string {
  if (typeof selector === 'string') return selector;
  const parsed = labelSelectorAsSelector((objectAt(selector) ?? {}) as LabelSelector);
  return parsed.ok && selector !== undefined ? parsed.value.string() : '';
}

function setAt(obj: Unstructured, path: readonly string[], value: number): boolean {
  let holder: Record<string, unknown> = obj;
  for (const member of path.slice(0, -1)) {
    holder[member] ??= {};
    const next = holder[member];
    if (!isJsonObject(next)) return false;
    holder = next as Record<string, unknown>;
  }
  holder[path.at(-1) ?? ''] = value;
  return true;
}
