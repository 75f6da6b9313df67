/** Which objects the server has where the reader stands, by resource and name. */

import type { KnownObjects } from '#view-model/console_links.ts';
import type { RunView } from '#view-model/run_view.ts';

export function keyOf(
  view: RunView,
  cursor: number,
  wanted: { readonly resource: string; readonly name: string },
): string | undefined {
  return knownObjects(view, cursor).find(wanted.resource, wanted.name);
}

/** Objects that are gone lead nowhere. A name that several namespaces have leads to `default`'s first. */
export function knownObjects(view: RunView, cursor: number): KnownObjects {
  const { objects } = view.timelines.server;
  const namespaces = [...(objects.get('namespaces')?.keys() ?? [])].map((key) =>
    key.slice('namespaces/'.length),
  );
  const places = ['default/', '', ...namespaces.map((name) => `${name}/`)];
  return {
    find: (resource, name) => {
      const held = objects.get(resource);
      return places
        .map((place) => `${resource}/${place}${name}`)
        .find((key) => held?.at(key, cursor) !== undefined);
    },
  };
}
