/** Where things happen: the box of the stage and the lane of the timeline that an event belongs to. */

import type { TraceEvent } from '#trace/event.ts';
import { programOf } from './object_key.ts';
import type { PlaceId } from './stage_view.ts';

export const laneNames = ['apiserver', 'reflector', 'cache', 'queue'] as const;

/** The timeline's lanes: API server, Reflector, queue and cache, work queue and workers. */
export type LaneName = (typeof laneNames)[number];

/** The box in which an event happened; `undefined` for what belongs to none. */
export function placeOf(event: TraceEvent): PlaceId | undefined {
  const area = event.kind.slice(0, event.kind.indexOf('.'));
  const { data } = event;
  if ('informer' in data) return informerPlace(area, data.informer, event.actor);
  if ('queue' in data) return `workqueue:${programOf(data.queue)}`;
  if ('controller' in data) return `workers:${programOf(data.controller)}`;
  if ('replica' in data) return `apiserver/${data.replica}`;
  switch (area) {
    case 'watch':
      return 'noun' in data ? watchPlace(event.kind, data.noun) : undefined;
    case 'etcd':
      return 'apiserver/etcd';
    case 'request':
    case 'client':
    case 'retry':
      return clientPlace('client' in data ? data.client : programOf(event.actor), event.actor);
    default:
      return undefined;
  }
}

function informerPlace(area: string, informer: string, actor: string): PlaceId {
  switch (area) {
    case 'delta':
      return `queue:${informer}`;
    case 'store':
      return `indexer:${informer}`;
    case 'listener':
    case 'handler':
      return `handlers:${informer}`;
    case 'lister':
      return `workers:${programOf(actor)}`;
    default:
      return `reflector:${informer}`;
  }
}

/** What is done to a stream counts as the server's; what arrives is the Reflector's. */
function watchPlace(kind: string, noun: string): PlaceId {
  if (kind === 'watch.event.delivered' || kind === 'watch.closed') {
    return noun.includes('/') ? `reflector:${noun}` : `outside:${noun}`;
  }
  return 'apiserver/etcd';
}

function clientPlace(client: string, actor: string): PlaceId {
  return actor.includes('/worker') ? `workers:${client}` : `outside:${client}`;
}

/** The lane of the timeline; `undefined` for what concerns none, such as processes and commands. */
export function laneOf(place: PlaceId | undefined): LaneName | undefined {
  if (place === undefined) return undefined;
  const box = place.slice(0, place.search(/[:/]/));
  return lanes[box];
}

const lanes: Readonly<Record<string, LaneName>> = {
  apiserver: 'apiserver',
  reflector: 'reflector',
  queue: 'cache',
  indexer: 'cache',
  handlers: 'queue',
  workqueue: 'queue',
  workers: 'queue',
};
