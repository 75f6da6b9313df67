/** Everything that takes time on its way: frames on watch streams, requests and their answers. */

import type { EventOf, TraceEvent } from '#trace/event.ts';
import { watchIdentity } from './category.ts';
import type { Timelines } from './folds.ts';
import type { Identity } from './identity.ts';
import { objectKeyOf } from './object_key.ts';
import type { PlaceId } from './stage_view.ts';
import { Collection } from './timeline.ts';

/** One leg of a way. */
export interface TravelCell {
  /** The instance of the hop machine. */
  readonly id: string;
  readonly identity: Identity;
  readonly label: string;
  readonly from: PlaceId;
  readonly to: PlaceId;
  readonly objectKey: string | undefined;
}

export class HopTimelines {
  /** By leg: a request's way out and back are two. */
  readonly travelling = new Collection<TravelCell>();
  /** The events that ended a leg, so that what has just arrived can be shown arriving. */
  readonly arrivals = new Map<number, { readonly leg: string; readonly setOff: number }>();

  fold(event: TraceEvent, timelines: Timelines): void {
    switch (event.kind) {
      case 'watch.event.sent':
        this.#setOff(event.seq, frameId(event.data), frameCell(event.data, timelines));
        return;
      case 'watch.event.duplicated': {
        const copy = { ...event.data, frame: event.data.copy };
        this.#setOff(event.seq, frameId(copy), frameCell(copy, timelines));
        return;
      }
      case 'watch.event.delivered':
      case 'watch.event.dropped':
        this.#arrive(event.seq, frameId(event.data));
        return;
      case 'request.sent':
        this.#setOff(event.seq, `${event.data.request}>`, requestCell(event, timelines));
        return;
      case 'request.received':
        this.#arrive(event.seq, `${event.data.request}>`);
        return;
      case 'request.answered':
        this.#answer(event, timelines);
        return;
      case 'request.completed':
      case 'request.lost':
      case 'request.failed':
        this.#arrive(event.seq, `${event.data.request}>`);
        this.#arrive(event.seq, `${event.data.request}<`);
        return;
    }
  }

  #setOff(seq: number, leg: string, cell: TravelCell): void {
    this.travelling.put(seq, leg, cell);
  }

  #arrive(seq: number, leg: string): void {
    const setOff = this.travelling.stay(leg, seq)?.entered;
    if (setOff === undefined || !this.travelling.remove(seq, leg)) return;
    this.arrivals.set(seq, { leg, setOff });
  }

  #answer(event: EventOf<'request.answered'>, timelines: Timelines): void {
    const { request, status } = event.data;
    const sent = timelines.server.requests.get(request)?.sent;
    if (sent === undefined) return;
    const there = requestCell(sent, timelines);
    this.#setOff(event.seq, `${request}<`, {
      ...there,
      identity: status >= 400 ? 'fault' : 'request',
      label: String(status),
      from: there.to,
      to: there.from,
    });
  }
}

interface FrameData {
  readonly watch: string;
  readonly noun: string;
  readonly frame: number;
  readonly type: EventOf<'watch.event.sent'>['data']['type'];
  readonly key: string;
}

function frameId(data: { readonly watch: string; readonly frame: number }): string {
  return `${data.watch}#${data.frame}`;
}

function frameCell(data: FrameData, { server }: Timelines): TravelCell {
  const opened = server.watches.current(data.watch)?.opened.data;
  const resource = opened?.resource ?? '';
  return {
    id: frameId(data),
    identity: watchIdentity(data.type),
    label: data.type === 'BOOKMARK' ? 'BOOKMARK' : data.key.slice(data.key.lastIndexOf('/') + 1),
    from: `apiserver/${opened?.replica ?? ''}`,
    to: data.noun.includes('/') ? `reflector:${data.noun}` : `outside:${data.noun}`,
    objectKey: data.key === '' ? undefined : objectKeyOf(resource, data.key),
  };
}

function requestCell(event: EventOf<'request.sent'>, timelines: Timelines): TravelCell {
  const { data, seq } = event;
  const resource = data.resource;
  return {
    id: data.request,
    identity: 'request',
    label: `${data.verb.toUpperCase()} ${data.key ?? resource}`,
    from: askerOf(data, seq, timelines),
    to: `apiserver/${data.replica}`,
    objectKey: data.key === undefined ? undefined : objectKeyOf(resource, data.key),
  };
}

function askerOf(
  data: { readonly noun: string; readonly client: string },
  seq: number,
  timelines: Timelines,
): PlaceId {
  const life = timelines.programs.current(data.client)?.life.last;
  if (life?.informers.has(data.noun) === true) return `reflector:${data.noun}`;
  if (life?.controller.at(seq) !== undefined) return `workers:${data.client}`;
  return `outside:${data.client}`;
}
