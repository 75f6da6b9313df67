/**
 * Keeps `metadata.managedFields` with every write, and carries out server-side apply.
 *
 * Who writes is told by `fieldManager` or the client's name; what it owns afterwards follows from comparing the
 * object before and after.
 */

import {
  newApplyConflict,
  newBadRequest,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { ManagedFieldsEntry } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { readJson } from '#apiserver/bodies/json_text.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import { textAt } from '#apiserver/registry/members.ts';
import { type Outcome, rawFailure } from '#apiserver/registry/outcome.ts';
import { structNamed, typeOf } from '#apiserver/types/built_in_types.ts';
import { decodeStruct } from '#apiserver/types/decode.ts';
import {
  canonicalJson,
  cloneJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import { FieldSet, pathText } from './field_set.ts';
import {
  type Actor,
  actorId,
  decodeManaged,
  encodeManaged,
  isReset,
  type Managed,
  type Ownership,
} from './managed.ts';
import { anyType, type MergeType, mergeTypeOfSchema, mergeTypeOfStruct } from './merge_type.ts';
import { compareValues, fieldSetOf } from './typed_value.ts';
import {
  applyConfig,
  type Conflict,
  type Merging,
  unownedFields,
  updateOwners,
} from './updater.ts';
import { typedFaults } from './validate_typed.ts';

/** A write as far as it makes an owner. */
export interface FieldWrite {
  /** Whether new objects have owners from the start, or only from their first server-side apply on. */
  readonly fromCreation: boolean;
  readonly manager: string;
  /** `''` for the object itself. */
  readonly subresource: string;
  /** RFC 3339, whole seconds; `undefined` where upstream forgets it. */
  readonly time: string | undefined;
}

/** More updaters than this are not remembered one by one. */
const mostUpdaters = 10;
const ancientChanges = 'ancient-changes';
const beforeFirstApply = 'before-first-apply';
const currentOperation = 'current-operation';

/** Notes in `wanted` who owns what, once it is written over `live` (`undefined`: it is created). */
export function trackUpdate(
  kind: Kind,
  change: { readonly live: Unstructured | undefined; readonly wanted: Unstructured },
  write: FieldWrite,
): void {
  const { live, wanted } = change;
  const before = managedBefore(live, wanted, write.subresource !== '');
  delete wanted.metadata.managedFields;
  if (before.size === 0 && (live !== undefined || !write.fromCreation)) return;
  const after = ownersAfterUpdate(kind, { live, wanted }, { before, write });
  setManaged(wanted, capped(after, write));
}

/** What applying `config` makes of an object. `live` is `undefined` for one that is not there yet. */
export function applyFields(
  kind: Kind,
  change: { readonly live: Unstructured | undefined; readonly config: JsonObject },
  write: FieldWrite & { readonly force: boolean },
): Outcome<Unstructured> {
  const { live, config } = change;
  const refused = configFailure(kind, config);
  if (refused !== undefined) return fail(refused);
  const merging = mergingOf(kind, write.subresource);
  const faults = typedFaults(merging.type, config);
  if (faults !== undefined) {
    const names = `${textAt(config, 'metadata', 'namespace')}/${textAt(config, 'metadata', 'name')}`;
    const what = `failed to create typed patch object (${names}; ${gvkText(kind)})`;
    return rawFailure(`${what}: ${faults}`);
  }
  const present = unmanaged(live ?? emptyObject(kind));
  let managed = decodeManaged(live?.metadata.managedFields) ?? new Map();
  if (managed.size === 0 && live !== undefined) {
    const first = { ...write, manager: beforeFirstApply };
    const before = { live: undefined, wanted: present };
    managed = ownersAfterUpdate(kind, before, { before: managed, write: first });
  }
  const actor = actorOf(kind, 'Apply', write);
  const id = actorId(actor);
  const owner: Ownership = { ...actor, fields: new FieldSet(), time: undefined };
  let applied = applyConfig(
    merging,
    { live: present, config },
    { managed, id, owner, force: write.force },
  );
  if (!applied.ok) {
    const conflicts = withoutLastApplied(merging, { live: present, write }, applied.error);
    if (conflicts.length > 0) return fail(conflictError(conflicts));
    const forced = { managed, id, owner, force: true };
    applied = applyConfig(merging, { live: present, config }, forced);
  }
  if (!applied.ok) return fail(conflictError(applied.error));
  return ok(appliedObject({ kind, present, config }, applied.value, { id, write }));
}

function appliedObject(
  from: { readonly kind: Kind; readonly present: Unstructured; readonly config: JsonObject },
  applied: { readonly object: JsonValue | undefined; readonly managed: Managed },
  by: { readonly id: string; readonly write: FieldWrite },
): Unstructured {
  const owners = new Map(applied.managed);
  const own = owners.get(by.id);
  if (own !== undefined) {
    const fields = own.fields.difference(unownedFields);
    const time = applied.object === undefined ? own.time : by.write.time;
    if (fields.isEmpty()) owners.delete(by.id);
    else owners.set(by.id, { ...own, fields, time });
  }
  const object = cloneJson((applied.object ?? from.present) as Unstructured);
  object.metadata ??= {};
  if (by.write.manager === 'kubectl') refreshLastApplied(object, from.config);
  setManaged(object, owners);
  return object;
}

function configFailure(kind: Kind, config: JsonObject): StatusError | undefined {
  const named = { apiVersion: textAt(config, 'apiVersion'), kind: textAt(config, 'kind') };
  if (named.apiVersion !== apiVersionOf(kind) || named.kind !== kind.kind) {
    const group = named.apiVersion.includes('/') ? named.apiVersion : `/${named.apiVersion}`;
    return newBadRequest(`invalid object type: ${group}, Kind=${named.kind}`);
  }
  const metadata = config['metadata'] as JsonObject | undefined;
  return metadata?.['managedFields'] === undefined
    ? undefined
    : newBadRequest('metadata.managedFields must be nil');
}

function gvkText(kind: Kind): string {
  return `${kind.group}/${kind.version}, Kind=${kind.kind}`;
}

// Owners.

function managedBefore(
  live: Unstructured | undefined,
  wanted: Unstructured,
  subresource: boolean,
): Managed {
  const stored = () => decodeManaged(live?.metadata.managedFields) ?? new Map();
  const given: unknown = wanted.metadata.managedFields;
  if (subresource) return stored();
  if (isReset(given)) return new Map();
  const decoded = decodeManaged(given);
  return decoded === undefined || decoded.size === 0 ? stored() : decoded;
}

function actorOf(kind: Kind, operation: Actor['operation'], write: FieldWrite): Actor {
  const manager = write.manager === '' ? 'unknown' : write.manager;
  return { manager, operation, apiVersion: apiVersionOf(kind), subresource: write.subresource };
}

function ownersAfterUpdate(
  kind: Kind,
  change: { readonly live: Unstructured | undefined; readonly wanted: Unstructured },
  by: { readonly before: Managed; readonly write: FieldWrite },
): Managed {
  const actor = actorOf(kind, 'Update', by.write);
  const { time } = by.write;
  const live = unmanaged(change.live ?? emptyObject(kind));
  const after = new Map(
    updateOwners(
      mergingOf(kind, by.write.subresource),
      { live, wanted: unmanaged(change.wanted) },
      {
        managed: by.before,
        id: currentOperation,
        owner: { ...actor, fields: new FieldSet(), time },
      },
    ),
  );
  const taken = after.get(currentOperation)?.fields.difference(unownedFields);
  after.delete(currentOperation);
  if (taken === undefined || taken.isEmpty()) return after;
  const id = actorId(actor);
  const fields = after.get(id)?.fields.union(taken) ?? taken;
  after.set(id, { ...actor, fields, time });
  return after;
}

/** The oldest updaters become one, per version. */
function capped(managed: Managed, write: FieldWrite): Managed {
  const updaters = [...managed].filter(([, owner]) => owner.operation === 'Update');
  if (updaters.length <= mostUpdaters) return managed;
  const result = new Map(managed);
  const firsts = new Map<string, string>();
  let count = updaters.length;
  for (const [id, owner] of updaters.sort(byTime)) {
    if (count <= mostUpdaters) break;
    const { apiVersion } = owner;
    const actor: Actor = {
      manager: ancientChanges,
      operation: 'Update',
      apiVersion,
      subresource: '',
    };
    const bucket = actorId(actor);
    const first = firsts.get(apiVersion);
    if (first === undefined) {
      firsts.set(apiVersion, id);
      continue;
    }
    const so = result.get(bucket) ?? result.get(first);
    if (!result.has(bucket)) result.delete(first);
    const fields = owner.fields.union(so?.fields ?? new FieldSet());
    result.delete(id);
    result.set(bucket, { ...actor, fields, time: owner.time ?? write.time });
    count--;
  }
  return result;
}

function byTime(
  [leftId, left]: readonly [string, Ownership],
  [rightId, right]: readonly [string, Ownership],
): number {
  const [a, b] = [left.time ?? '', right.time ?? ''];
  if (a !== b) return a < b ? -1 : 1;
  return leftId < rightId ? -1 : 1;
}

function setManaged(object: Unstructured, managed: Managed): void {
  const entries = encodeManaged(managed);
  if (entries === undefined) delete object.metadata.managedFields;
  else object.metadata.managedFields = entries as unknown as ManagedFieldsEntry[];
}

// Types.

function mergingOf(kind: Kind, subresource: string): Merging {
  const ignored = ignoredFields(kind, subresource);
  return {
    type: mergeTypeOf(kind),
    keep: (fields) => fields.recursiveDifference(ignored),
  };
}

/** How objects of a kind merge. */
export function mergeTypeOf(kind: Kind): MergeType {
  const struct = typeOf(kind);
  if (struct !== undefined) return mergeTypeOfStruct(struct);
  return kind.schema === undefined
    ? anyType
    : mergeTypeOfSchema(kind.schema, structNamed('ObjectMeta'));
}

/** What an endpoint resets anyway belongs to nobody who writes there. */
function ignoredFields(kind: Kind, subresource: string): FieldSet {
  if (subresource !== 'status') {
    return FieldSet.of(kind.strategy.hasStatus ? [['f:status']] : []);
  }
  if (kind.custom) return FieldSet.of([['f:metadata'], ['f:spec']]);
  switch (kind.kind) {
    case 'Pod':
      return FieldSet.of([
        ['f:spec'],
        ['f:metadata', 'f:deletionTimestamp'],
        ['f:metadata', 'f:ownerReferences'],
      ]);
    case 'Deployment':
      return FieldSet.of([['f:spec'], ['f:metadata', 'f:labels']]);
    case 'CustomResourceDefinition':
      return FieldSet.of([['f:metadata'], ['f:spec']]);
    default:
      return FieldSet.of([['f:spec']]);
  }
}

/** An object of the kind about which nothing is said: in Go, some of its fields are there all the same. */
function emptyObject(kind: Kind): Unstructured {
  const struct = typeOf(kind);
  const named = { apiVersion: apiVersionOf(kind), kind: kind.kind };
  const empty = struct === undefined ? {} : decodeStruct(struct, {}).value;
  return { ...empty, ...named } as Unstructured;
}

function unmanaged(object: Unstructured): Unstructured {
  if (object.metadata?.managedFields === undefined) return object;
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

// Conflicts, and the annotation of clients that apply by themselves.

const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** kubectl may take over what it applied on the client's side before. */
function withoutLastApplied(
  merging: Merging,
  from: { readonly live: Unstructured; readonly write: FieldWrite },
  conflicts: readonly Conflict[],
): readonly Conflict[] {
  const annotation = from.live.metadata.annotations?.[lastAppliedAnnotation] ?? '';
  if (from.write.manager !== 'kubectl' || annotation === '') return conflicts;
  const applied = lastApplied(annotation);
  if (applied === undefined || applied['apiVersion'] !== from.live.apiVersion) return conflicts;
  const compared = compareValues(merging.type, applied, from.live);
  const owned = fieldSetOf(merging.type, applied)
    .difference(compared.modified)
    .difference(compared.added)
    .difference(compared.removed);
  return conflicts.filter(({ path }) => !owned.has(path));
}

function lastApplied(annotation: string): JsonObject | undefined {
  const read = readJson(annotation);
  return read.ok && isJsonObject(read.value.value) ? read.value.value : undefined;
}

function refreshLastApplied(object: Unstructured, config: JsonObject): void {
  const { annotations } = object.metadata;
  if (annotations?.[lastAppliedAnnotation] === undefined) return;
  const applied = cloneJson(config) as { metadata?: { annotations?: Record<string, string> } };
  if (applied.metadata?.annotations !== undefined) {
    delete applied.metadata.annotations[lastAppliedAnnotation];
  }
  annotations[lastAppliedAnnotation] = `${canonicalJson(applied)}\n`;
}

function conflictError(conflicts: readonly Conflict[]): StatusError {
  const told = conflicts.map(({ id, path }) => ({ by: actorText(id), path: pathText(path) }));
  const causes = told.map(({ by, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${by}`,
    field: path,
  }));
  const [first] = told;
  if (told.length === 1 && first !== undefined) {
    const text = `Apply failed with 1 conflict: conflict with ${first.by}: ${first.path}`;
    return newApplyConflict(causes, text);
  }
  const lines: string[] = [];
  for (const by of new Set(told.map((each) => each.by))) {
    lines.push(`conflicts with ${by}:`);
    lines.push(...told.filter((each) => each.by === by).map(({ path }) => `- ${path}`));
  }
  const text = `Apply failed with ${told.length} conflicts: ${lines.join('\n')}`;
  return newApplyConflict(causes, text);
}

/** `"kubectl" with subresource "status" using v1`. */
function actorText(id: string): string {
  const actor = JSON.parse(id) as Actor;
  const where = actor.subresource ? ` with subresource ${JSON.stringify(actor.subresource)}` : '';
  const using = actor.operation === 'Update' ? ` using ${actor.apiVersion}` : '';
  return `${JSON.stringify(actor.manager)}${where}${using}`;
}
