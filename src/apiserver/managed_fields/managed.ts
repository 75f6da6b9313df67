/** An object's `managedFields`: who owns which of its fields, and since when. */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { FieldSet } from './field_set.ts';

/** Who did something, and how: what tells two entries apart. */
export interface Actor {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  /** `''` for the object itself. */
  readonly subresource: string;
}

export interface Ownership extends Actor {
  readonly fields: FieldSet;
  /** An apply that changed nothing leaves no time. */
  readonly time: string | undefined;
}

/** By {@link actorId}. */
export type Managed = ReadonlyMap<string, Ownership>;

/** An applier is the same whatever version it applies. */
export function actorId(actor: Actor): string {
  const { manager, operation, apiVersion, subresource } = actor;
  const version = operation === 'Update' ? { apiVersion } : {};
  return JSON.stringify({
    manager,
    operation,
    ...version,
    ...(subresource === '' ? {} : { subresource }),
  });
}

/** The owners that a list tells; `undefined` if it cannot be read. */
export function decodeManaged(entries: unknown): Managed | undefined {
  const managed = new Map<string, Ownership>();
  for (const entry of Array.isArray(entries) ? entries : []) {
    const owner = isJsonObject(entry) ? decodeEntry(entry) : undefined;
    if (owner === undefined) return undefined;
    managed.set(actorId(owner), owner);
  }
  return managed;
}

function decodeEntry(entry: JsonObject): Ownership | undefined {
  const { manager = '', operation, apiVersion = '', subresource = '', fieldsType, time } = entry;
  if (operation !== 'Apply' && operation !== 'Update') return undefined;
  if (apiVersion === '' || fieldsType !== 'FieldsV1') return undefined;
  return {
    manager: String(manager),
    operation,
    apiVersion: String(apiVersion),
    subresource: String(subresource),
    fields: FieldSet.parse(entry['fieldsV1']),
    time: typeof time === 'string' ? time : undefined,
  };
}

/** As it stands in an object; `undefined` when nobody owns anything. */
export function encodeManaged(managed: Managed): readonly JsonObject[] | undefined {
  if (managed.size === 0) return undefined;
  return [...managed.values()].sort(byAge).map((owner) => {
    const { manager, operation, apiVersion, subresource, time } = owner;
    const entry: Record<string, JsonValue> = { manager, operation, apiVersion };
    if (time !== undefined) entry['time'] = time;
    entry['fieldsType'] = 'FieldsV1';
    entry['fieldsV1'] = owner.fields.print();
    if (subresource !== '') entry['subresource'] = subresource;
    return entry;
  });
}

/** True for a list that asks to forget all owners: an empty one, or one empty entry. */
export function isReset(entries: unknown): boolean {
  if (!Array.isArray(entries)) return false;
  const [first] = entries;
  if (entries.length === 0) return true;
  return entries.length === 1 && isJsonObject(first) && Object.keys(first).length === 0;
}

/** Appliers come first; then the older, then by name. */
function byAge(left: Ownership, right: Ownership): number {
  const order = ['operation', 'time', 'manager', 'apiVersion', 'subresource'] as const;
  for (const field of order) {
    const [a, b] = [left[field] ?? '', right[field] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
