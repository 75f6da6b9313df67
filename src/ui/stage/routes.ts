/**
 * Which way a token goes on this picture: along a pipe of the focused informer, between the server and
 * another program's card, or from outside into the server. Hand-overs inside another program have none.
 */

import type { HopToken, PlaceId } from '#view-model/stage_view.ts';
import type { Boxes, BoxName, Pipe, PipeName, Point, Rect } from './geometry.ts';

export interface Picture {
  readonly boxes: Boxes;
  readonly pipes: readonly Pipe[];
  /** Where the card of each program stands. */
  readonly cards: ReadonlyMap<string, Rect>;
  /** `rs-controller/pods`. */
  readonly informer: string;
  readonly program: string;
}

const pipesBetween: Readonly<Record<string, { readonly pipe: PipeName; readonly back?: true }>> = {
  'server>reflector': { pipe: 'watch' },
  'reflector>server': { pipe: 'ask' },
  'reflector>queue': { pipe: 'deltas' },
  'queue>indexer': { pipe: 'store' },
  'indexer>handlers': { pipe: 'notify' },
  'handlers>workqueue': { pipe: 'keys' },
  'workqueue>workers': { pipe: 'get' },
  'workers>workqueue': { pipe: 'get', back: true },
  'workers>server': { pipe: 'write' },
  'server>workers': { pipe: 'write', back: true },
  'indexer>workers': { pipe: 'read' },
};

/** The points a token passes, or nothing if it is not to be seen here. */
export function routeOf(token: HopToken, picture: Picture): readonly Point[] | undefined {
  const from = standOf(token.from, picture);
  const to = standOf(token.to, picture);
  if (from === undefined || to === undefined) return undefined;
  if (from.kind === 'box' && to.kind === 'box') {
    const between = pipesBetween[`${from.box}>${to.box}`];
    const pipe = picture.pipes.find(({ name }) => name === between?.pipe);
    return between?.back === true ? pipe?.way.toReversed() : pipe?.way;
  }
  return outside(from, to, picture);
}

type Stand =
  | { readonly kind: 'box'; readonly box: BoxName }
  | { readonly kind: 'card'; readonly rect: Rect }
  | { readonly kind: 'door' };

function standOf(place: PlaceId, picture: Picture): Stand | undefined {
  if (place.startsWith('apiserver/')) return { kind: 'box', box: 'server' };
  const colon = place.indexOf(':');
  const box = place.slice(0, colon);
  const owner = place.slice(colon + 1);
  if (box === 'outside') return { kind: 'door' };
  if (owner === picture.informer || owner === picture.program) {
    return { kind: 'box', box: box as BoxName };
  }
  // Keys from the program's other informers reach the same workqueue.
  if (box === 'handlers' && programOf(owner) === picture.program) return { kind: 'box', box };
  const rect = picture.cards.get(programOf(owner));
  return rect === undefined ? { kind: 'door' } : { kind: 'card', rect };
}

function programOf(owner: string): string {
  return owner.split('/')[0] ?? owner;
}

function outside(from: Stand, to: Stand, picture: Picture): readonly Point[] | undefined {
  const { server } = picture.boxes;
  if (server === undefined) return undefined;
  const roof = { x: (server.left + server.right) / 2, y: server.top + 14 };
  const stranger = from.kind === 'box' ? to : from;
  const serverSide = from.kind === 'box' ? from : to;
  if (serverSide.kind !== 'box' || serverSide.box !== 'server') return undefined;
  const way = stranger.kind === 'card' ? wayFromCard(stranger.rect, roof) : wayFromDoor(server);
  return from.kind === 'box' ? way.toReversed() : way;
}

function wayFromCard(card: Rect, roof: Point): readonly Point[] {
  const x = (card.left + card.right) / 2;
  return [
    { x, y: card.bottom - 8 },
    { x, y: card.bottom + 7 },
    { x: roof.x, y: card.bottom + 7 },
    roof,
  ];
}

function wayFromDoor(server: Rect): readonly Point[] {
  const x = server.left + 20;
  return [
    { x, y: server.top - 26 },
    { x, y: server.top + 30 },
  ];
}
