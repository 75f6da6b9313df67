/**
 * The tokens on the stage at one moment of display time: what travels, and the one hand-over that is
 * going on. A token's way ends exactly when its event is shown to have happened.
 */

import { machineTables } from '#machines/generated_tables.ts';
import { type HopEvent, handOvers } from '#machines/hop.ts';
import { initialState, nextState } from '#machines/transition_table.ts';
import type { TraceEvent } from '#trace/event.ts';
import { callbackIdentity, deltaIdentity } from './category.ts';
import type { TravelCell } from './hop_timelines.ts';
import type { Identity } from './identity.ts';
import { objectKeyOf, programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';
import type { HopToken, PlaceId } from './stage_view.ts';
import type { Stay } from './timeline.ts';

/** At most this many are drawn; more would be a swarm, not a picture. */
const mostTokens = 1_500;

/** Everything on its way at `displayMs`; with `program`, only what comes from it or goes to it. */
export function readTokens(
  view: RunView,
  displayMs: number,
  program?: string,
): readonly HopToken[] {
  const cursor = view.pace.cursorAt(displayMs);
  const travelling = view.hops.travelling.list(cursor).slice(-mostTokens);
  const tokens = travelling.map((stay) => travelToken(view, stay, cursor));
  const arrived = view.pace.shownAt(cursor) === displayMs ? arrivedToken(view, cursor) : undefined;
  if (arrived !== undefined) tokens.push(arrived);
  const next = view.pace.nextAfter(displayMs);
  for (const seq of [cursor, next]) {
    const event = seq === undefined ? undefined : view.event(seq);
    const token = event === undefined ? undefined : handOverToken(view, event);
    if (token === undefined) continue;
    if (token.startedAt <= displayMs && displayMs <= token.endsAt) tokens.push(token);
  }
  return program === undefined ? tokens : tokens.filter((token) => touches(token, program));
}

/** The tokens of one event: what it handed over, or what arrived with it. */
export function tokensOf(view: RunView, seq: number): readonly HopToken[] {
  const event = view.event(seq);
  const found = [
    arrivedToken(view, seq),
    event === undefined ? undefined : handOverToken(view, event),
  ];
  return found.filter((token) => token !== undefined);
}

function touches(token: HopToken, program: string): boolean {
  return [token.from, token.to].some(
    (place) => !place.startsWith('apiserver/') && programOf(place.replace(/^\w+:/, '')) === program,
  );
}

function travelToken(view: RunView, stay: Stay<TravelCell>, cursor: number): HopToken {
  const cell = stay.value.at(cursor);
  const { pace } = view;
  const arrives = Number.isFinite(stay.left);
  const state = view.machines.state('hop', cell.id, cursor);
  const startedAt = pace.shownAt(stay.entered);
  return {
    ...cell,
    startedAt,
    // What will not arrive as far as is known waits half way.
    endsAt: arrives ? pace.shownAt(stay.left) : startedAt + 2 * (pace.shownAt(cursor) - startedAt),
    state,
    shrunk: false,
    held: !arrives || state === 'held' || isHeld(view, cell.id, cursor),
    seq: stay.entered,
  };
}

function isHeld(view: RunView, id: string, cursor: number): boolean {
  const watch = id.slice(0, Math.max(0, id.indexOf('#')));
  return view.timelines.server.watches.at(watch, cursor)?.held.at(cursor) ?? false;
}

function arrivedToken(view: RunView, seq: number): HopToken | undefined {
  const arrival = view.hops.arrivals.get(seq);
  if (arrival === undefined) return undefined;
  const stay = view.hops.travelling.stay(arrival.leg, seq - 1);
  if (stay === undefined) return undefined;
  const token = travelToken(view, stay, seq);
  return { ...token, held: false };
}

interface HandOver {
  readonly identity: Identity;
  readonly label: string;
  readonly from: PlaceId;
  readonly to: PlaceId;
  readonly objectKey: string | undefined;
  readonly shrunk: boolean;
}

function handOverToken(view: RunView, event: TraceEvent): HopToken | undefined {
  const hop = handOverOf(view, event);
  if (hop === undefined) return undefined;
  const table = machineTables.hop;
  const happened: HopEvent = handOvers[event.kind as keyof typeof handOvers];
  return {
    id: `hop#${event.seq}`,
    ...hop,
    startedAt: view.pace.setOutAt(event.seq, event.kind),
    endsAt: view.pace.shownAt(event.seq),
    state: nextState(table, initialState(table), happened) ?? initialState(table),
    held: false,
    seq: event.seq,
  };
}

function handOverOf(view: RunView, event: TraceEvent): HandOver | undefined {
  switch (event.kind) {
    case 'delta.queued':
    case 'delta.merged':
    case 'delta.dropped': {
      const { informer, key, type } = event.data;
      const ends = { from: `reflector:${informer}`, to: `queue:${informer}` } as const;
      return {
        ...ends,
        ...objectToken(view, event.seq, informer, key),
        identity: deltaIdentity(type),
      };
    }
    case 'store.added':
    case 'store.updated':
    case 'store.deleted': {
      const { informer, key } = event.data;
      const ends = { from: `queue:${informer}`, to: `indexer:${informer}` } as const;
      return {
        ...ends,
        ...objectToken(view, event.seq, informer, key),
        identity: stores[event.kind],
      };
    }
    case 'listener.notified': {
      const { informer, key, callback } = event.data;
      const ends = { from: `indexer:${informer}`, to: `handlers:${informer}` } as const;
      const identity = callbackIdentity(callback);
      return { ...ends, ...objectToken(view, event.seq, informer, key), identity };
    }
    case 'lister.read': {
      const { informer, key } = event.data;
      const to = `workers:${programOf(event.actor)}` as const;
      const token = objectToken(view, event.seq, informer, key);
      return { ...token, from: `indexer:${informer}`, to, identity: 'request' };
    }
    default:
      return keyHandOver(view, event);
  }
}

const stores = { 'store.added': 'add', 'store.updated': 'mod', 'store.deleted': 'del' } as const;

/** Only the key travels on. */
function keyHandOver(view: RunView, event: TraceEvent): HandOver | undefined {
  switch (event.kind) {
    case 'queue.added':
    case 'queue.deduplicated':
    case 'queue.refused':
    case 'queue.delayed': {
      const program = programOf(event.data.queue);
      const from = adder(event.actor, program);
      return from && { ...keyToken(view, event.seq, event.data), from, to: `workqueue:${program}` };
    }
    case 'queue.got': {
      const program = programOf(event.data.queue);
      const ends = { from: `workqueue:${program}`, to: `workers:${program}` } as const;
      return { ...keyToken(view, event.seq, event.data), ...ends };
    }
    default:
      return undefined;
  }
}

/** Who put a key into the queue: a handler or a worker; the queue's own timer is nobody. */
function adder(actor: string, program: string): PlaceId | undefined {
  if (actor.includes('/worker')) return `workers:${program}`;
  const parts = actor.split('/');
  return parts.length >= 3 ? `handlers:${parts.slice(0, 2).join('/')}` : undefined;
}

function objectToken(view: RunView, seq: number, informer: string, key: string) {
  const timeline = informerAt(view, seq, informer);
  return {
    label: key.slice(key.lastIndexOf('/') + 1),
    objectKey: key === '' || timeline === undefined ? undefined : timeline.objectKey(key),
    shrunk: false,
  };
}

function informerAt(view: RunView, seq: number, informer: string) {
  const program = view.timelines.programs.at(programOf(informer), seq);
  return program?.life.at(seq).informers.at(informer, seq);
}

function keyToken(
  view: RunView,
  seq: number,
  { queue, key }: { readonly queue: string; readonly key: string },
) {
  const program = view.timelines.programs.at(programOf(queue), seq);
  const resource = program?.life.at(seq).controller.at(seq)?.data.resource;
  return {
    identity: 'key' as const,
    label: key,
    objectKey: resource === undefined ? undefined : objectKeyOf(resource, key),
    shrunk: true,
  };
}
