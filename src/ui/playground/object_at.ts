/** An object as the server, or one cache, has it at a place of a run. */

import type { JsonObject } from '#base/json.ts';
import { stageAt } from '#ui/stage/use_stage_view.ts';
import { partsOf } from '#ui/verbs/object_verbs.ts';
import type { RunView } from '#view-model/run_view.ts';

/** The server's version of `pods/default/web-1`; nothing once it is deleted. */
export function objectAt(view: RunView, cursor: number, key: string): JsonObject | undefined {
  const { resource } = partsOf(key);
  const cell = view.timelines.server.objects.get(resource)?.at(key, cursor);
  return cell === undefined ? undefined : view.object(cell.object);
}

/** Every object of a resource that the server has. */
export function objectsAt(view: RunView, cursor: number, resource: string): readonly JsonObject[] {
  const held = view.timelines.server.objects.get(resource);
  return [...(held?.keys() ?? [])].flatMap((key) => {
    const object = objectAt(view, cursor, key);
    return object === undefined ? [] : [object];
  });
}

/** The copy that an informer's cache holds. */
export function cachedObjectAt(
  view: RunView,
  cursor: number,
  where: { readonly informer: string; readonly key: string },
): JsonObject | undefined {
  const { informer, key } = where;
  const row = stageAt(view, cursor)
    .programs.flatMap(({ informers }) => informers)
    .find((each) => each.informer === informer)
    ?.indexer.objects.rows.find(({ objectKey }) => objectKey === key);
  return row === undefined ? undefined : view.object(row.object);
}
