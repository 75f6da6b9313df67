/**
 * Who owns what after a write, and what an apply makes of an object. Pure: knows values and owners, and neither
 * kinds nor requests.
 */

import type { JsonValue } from '#base/json.ts';
import { equalJson } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { FieldSet, noFields, type Path } from './field_set.ts';
import type { Managed, Ownership } from './managed.ts';
import type { MergeType } from './merge_type.ts';
import {
  type Comparison,
  compareValues,
  fieldSetOf,
  mergeValues,
  removeFields,
} from './typed_value.ts';

/** The type of an object, and what of its fields the endpoint ignores. */
export interface Merging {
  readonly type: MergeType;
  /** Takes out of a set what a write at this endpoint cannot set. */
  readonly keep: (fields: FieldSet) => FieldSet;
}

/** A field that somebody else owns with another value. */
export interface Conflict {
  readonly id: string;
  readonly path: Path;
}

interface Change {
  readonly live: JsonValue;
  readonly wanted: JsonValue;
}

/** The owners after `owner` (whose fields so far count for nothing) made `live` what is wanted. */
export function updateOwners(
  merging: Merging,
  change: Change,
  by: { readonly managed: Managed; readonly id: string; readonly owner: Ownership },
): Managed {
  const { managed, id, owner } = by;
  const compared = kept(merging, compareValues(merging.type, change.live, change.wanted));
  const others = withoutLost(managed, compared, id);
  const own = managed.get(id)?.fields ?? noFields;
  const fields = own.difference(compared.removed).union(compared.modified).union(compared.added);
  const set = merging.keep(fields);
  if (set.isEmpty()) others.delete(id);
  else others.set(id, { ...owner, fields: set });
  return others;
}

/** What an applied configuration makes of an object. `object` is `undefined` if it changes nothing. */
export function applyConfig(
  merging: Merging,
  change: { readonly live: JsonValue; readonly config: JsonValue },
  by: {
    readonly managed: Managed;
    readonly id: string;
    readonly owner: Ownership;
    readonly force: boolean;
  },
): Result<{ readonly object: JsonValue | undefined; readonly managed: Managed }, Conflict[]> {
  const { type } = merging;
  const { live, config } = change;
  const { id, owner, force } = by;
  const last = by.managed.get(id)?.fields ?? noFields;
  const managed = new Map(by.managed);
  const set = merging.keep(fieldSetOf(type, config));
  managed.set(id, { ...owner, fields: set, time: by.managed.get(id)?.time });
  const merged = mergeValues(type, live, config) ?? null;
  const object = last.isEmpty() ? merged : pruned(type, merged, { last, managed });
  const compared = kept(merging, compareValues(type, live, object));
  const conflicts = conflictsOf(managed, compared, id);
  if (!force && conflicts.length > 0) return fail(conflicts);
  const owners = withoutLost(managed, compared, id);
  return ok({ object: equalJson(live, object) ? undefined : object, managed: owners });
}

function kept(merging: Merging, compared: Comparison): Comparison {
  return {
    added: merging.keep(compared.added),
    removed: merging.keep(compared.removed),
    modified: merging.keep(compared.modified),
  };
}

function conflictsOf(managed: Managed, compared: Comparison, self: string): Conflict[] {
  const changed = compared.modified.union(compared.added);
  return [...managed]
    .filter(([id]) => id !== self)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, { fields }]) =>
      fields
        .intersection(changed)
        .paths()
        .map((path) => ({ id, path })),
    );
}

/** All other owners lose what was changed or removed; who has nothing left is no owner. */
function withoutLost(managed: Managed, compared: Comparison, self: string): Map<string, Ownership> {
  const lost = compared.modified.union(compared.added).union(compared.removed);
  const owners = new Map<string, Ownership>();
  for (const [id, owner] of managed) {
    const fields = id === self ? owner.fields : owner.fields.difference(lost);
    if (!fields.isEmpty()) owners.set(id, { ...owner, fields });
  }
  return owners;
}

/** Without what the applier applied last time, applies no longer, and nobody else owns. */
function pruned(
  type: MergeType,
  merged: JsonValue,
  owners: { readonly last: FieldSet; readonly managed: Managed },
): JsonValue {
  const last = owners.last.withNamedFields(type);
  let owned = noFields;
  for (const { fields } of owners.managed.values()) owned = owned.union(fields);
  const present = fieldSetOf(type, merged).withNamedFields(type);
  const cut = fieldSetOf(type, removeFields(type, merged, last)).withNamedFields(type);
  const unowned = present.difference(cut.union(owned.withNamedFields(type)));
  const restored = removeFields(type, merged, unowned);
  const left = fieldSetOf(type, restored).withNamedFields(type);
  return removeFields(type, merged, present.difference(left).intersection(last));
}

/** Never owned, because the server or the URL settles them. */
export const unownedFields = FieldSet.of([
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((name) => ['f:metadata', `f:${name}`]),
]);
