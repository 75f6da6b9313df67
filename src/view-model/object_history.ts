/** One object over time: its versions on the server with what changed in each, and its copies in caches. */

import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { watchIdentity } from './category.ts';
import { why } from './causality.ts';
import type { Identity } from './identity.ts';
import { cacheKeyOf, programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';

/** One field that differs between two versions. */
export interface FieldChange {
  /** `spec.replicas`, `status.conditions[0].type`. */
  readonly path: string;
  /** `undefined` for a field that was not there. */
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

export interface ObjectVersion {
  readonly seq: number;
  readonly at: Instant;
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly identity: Identity;
  readonly object: JsonObject | undefined;
  /** Who asked for it: `kubectl`, `rs-controller`; `undefined` for the cluster itself. */
  readonly writer: string | undefined;
  /** Against the version before; empty for the first. */
  readonly changes: readonly FieldChange[];
}

/** Every version of `pods/default/web-1` up to `cursor`, oldest first. */
export function objectHistory(
  view: RunView,
  key: string,
  cursor: number,
): readonly ObjectVersion[] {
  const versions: ObjectVersion[] = [];
  let before: JsonObject | undefined;
  for (const seq of view.timelines.server.writes.get(key)?.between(0, cursor) ?? []) {
    const event = view.event(seq);
    if (event?.kind !== 'etcd.committed') continue;
    const { revision, type } = event.data;
    const object = view.object(event.data.object);
    versions.push({
      seq,
      at: event.at,
      revision,
      type,
      identity: watchIdentity(type),
      object,
      writer: writerOf(view, seq),
      changes: before === undefined ? [] : fieldChanges(before, object),
    });
    before = type === 'DELETED' ? undefined : object;
  }
  return versions;
}

/** The server's version of an object; `undefined` while it does not exist. */
export function storedObject(view: RunView, key: string, cursor: number): JsonObject | undefined {
  const resource = programOf(key);
  const cell = view.timelines.server.objects.get(resource)?.at(key, cursor);
  return cell === undefined ? undefined : view.object(cell.object);
}

/** The copy of an object, by its full or its cache key, that an informer's Indexer holds. */
export function cachedObject(
  view: RunView,
  where: { readonly informer: string; readonly key: string },
  cursor: number,
): JsonObject | undefined {
  const program = view.timelines.programs.at(programOf(where.informer), cursor);
  const informer = program?.life.at(cursor).informers.at(where.informer, cursor);
  const cell = informer?.store.at(cacheKeyOf(informer.resource, where.key), cursor);
  return cell === undefined ? undefined : view.object(cell.object);
}

/** Every leaf that differs, in the order of the fields; an added or removed branch is one change. */
export function fieldChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path = '',
): readonly FieldChange[] {
  if (equalJson(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      fieldChanges(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) =>
      fieldChanges(before[index], after[index], `${path}[${index}]`),
    ).flat();
  }
  return [{ path, before, after }];
}

/** The client whose request led to a write. */
function writerOf(view: RunView, seq: number): string | undefined {
  const request = why(view, seq).path.findLast((event) => event.kind === 'request.sent');
  return request?.data.client;
}
