/** What a reader asks "Why?" about: something that happened, or a place or key where nothing did. */

import type { Noun } from '#ui/verbs/noun.ts';
import { objectKeyOf, programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { PlaceId } from '#view-model/stage_view.ts';

export type Question =
  /** How did this come about? */
  | { readonly kind: 'why'; readonly seq: number }
  /** Why does nothing happen here? */
  | { readonly kind: 'why not'; readonly noun: Noun };

/** The latest event by `cursor` that is about an object, or made it what it is. */
export function latestAbout(view: RunView, objectKey: string, cursor: number): number | undefined {
  for (let index = view.indexOf(cursor); index >= 0; index--) {
    const event = view.events[index];
    if (event === undefined) break;
    const { data } = event;
    if (event.subject === objectKey) return event.seq;
    if (!('key' in data) || data.key === undefined || data.key === '') continue;
    if (keysOf(view, event.seq, data.key).includes(objectKey)) return event.seq;
  }
  return undefined;
}

/** A key's full forms: caches and queues leave the resource out. */
function keysOf(view: RunView, seq: number, key: string): readonly string[] {
  const event = view.event(seq);
  if (event === undefined) return [];
  const { data } = event;
  if ('informer' in data) {
    return [objectKeyOf(data.informer.slice(data.informer.indexOf('/') + 1), key)];
  }
  if ('resource' in data && typeof data.resource === 'string') {
    return [objectKeyOf(data.resource, key)];
  }
  return 'queue' in data || 'controller' in data ? [] : [key];
}

/** Where to look for a reason why nothing happened to a noun. */
export function placesOf(noun: Noun): {
  readonly places: readonly PlaceId[];
  readonly key?: string;
} {
  switch (noun.kind) {
    case 'object':
      return { places: [], key: noun.key };
    case 'informer':
    case 'handlers':
    case 'watch':
    case 'frame': {
      const informer = 'informer' in noun ? noun.informer : noun.noun;
      const boxes = ['reflector', 'queue', 'indexer', 'handlers'] as const;
      return { places: boxes.map((box) => `${box}:${informer}` as PlaceId) };
    }
    case 'request':
      return { places: [`workers:${programOf(noun.client)}` as PlaceId] };
    case 'worker':
    case 'program': {
      const program = programOf(noun.kind === 'worker' ? noun.worker : noun.program);
      return { places: [`workqueue:${program}` as PlaceId, `workers:${program}` as PlaceId] };
    }
    case 'apiserver':
      return { places: ['apiserver/etcd' as PlaceId, `apiserver/${noun.replica}` as PlaceId] };
  }
}
