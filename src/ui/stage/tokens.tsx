/**
 * What travels, drawn once a frame without React: a glyph with its label, moved along its way. With
 * reduced motion a token jumps to its end and stays there faintly, as a trail.
 */

import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { type CanvasSize, useCanvasSize } from '#ui/transport/canvas_size.ts';
import type { Playhead } from '#ui/transport/playhead.ts';
import { GlyphShape } from '#ui/widgets/glyph.tsx';
import type { Identity } from '#view-model/identity.ts';
import type { HopToken } from '#view-model/stage_view.ts';
import { lengthOf, type Point, pointAlong } from './geometry.ts';
import { type Picture, routeOf } from './routes.ts';
import { type PlacedToken, Swarm } from './swarm.ts';

const svg = 'http://www.w3.org/2000/svg';
/** More tokens than this are drawn on a canvas, without their labels. */
const mostElements = 300;
/** Held tokens stand this far apart. */
const heldSpacingPx = 25;

const identities: readonly Identity[] = [
  'add',
  'mod',
  'del',
  'sync',
  'mark',
  'fault',
  'key',
  'request',
];

export function Tokens(props: {
  readonly picture: Picture;
  /** What moves them, if not the playground's own player. */
  readonly playhead?: Playhead;
}): ReactElement {
  const layer = useRef<SVGGElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useCanvasSize(canvas);
  const { player } = usePlayground();
  useTokenDrawing({ layer, canvas, size, picture: props.picture }, props.playhead ?? player);
  return (
    <>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabindex takes no focus. */}
      <canvas ref={canvas} className="tokens" aria-hidden="true" />
      <svg className="tokens" aria-hidden="true">
        <defs>
          {identities.map((identity) => (
            <g key={identity} id={`token-${identity}`}>
              <GlyphShape identity={identity} />
            </g>
          ))}
        </defs>
        <g ref={layer} />
      </svg>
    </>
  );
}

interface Surface {
  readonly layer: RefObject<SVGGElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly size: CanvasSize;
  readonly picture: Picture;
}

function useTokenDrawing({ layer, canvas, size, picture }: Surface, player: Playhead): void {
  useEffect(() => {
    const parent = layer.current;
    const ground = canvas.current;
    if (parent === null || ground === null) return;
    const drawn = new Map<string, SVGGElement>();
    const swarm = new Swarm(ground, size);
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const stop = player.onFrame(() => {
      const placed = placeTokens({
        tokens: player.tokens(),
        nowMs: player.displayMs,
        picture,
        still: still.matches,
      });
      const many = placed.length > mostElements;
      draw(parent, drawn, { placed: many ? [] : placed, still: still.matches });
      swarm.draw(many ? placed : []);
    });
    return () => {
      stop();
      parent.replaceChildren();
    };
  }, [layer, canvas, size, picture, player]);
}

interface Scene {
  readonly tokens: readonly HopToken[];
  readonly nowMs: number;
  readonly picture: Picture;
  readonly still: boolean;
}

/** Where each token stands that is to be seen on this picture. */
function placeTokens(scene: Scene): readonly PlacedToken[] {
  const heldOn = new Map<string, number>();
  const placed: PlacedToken[] = [];
  for (const token of scene.tokens) {
    const way = routeOf(token, scene.picture);
    if (way === undefined || way.length < 2) continue;
    const point = token.held
      ? heldPoint(way, nextIndex(heldOn, `${token.from}>${token.to}`))
      : pointAlong(way, eased(shareOf(token, scene)));
    placed.push({ token, point, aside: isAside(token, scene.picture) });
  }
  return placed;
}

function draw(
  parent: SVGGElement,
  drawn: Map<string, SVGGElement>,
  scene: { readonly placed: readonly PlacedToken[]; readonly still: boolean },
): void {
  const seen = new Set<string>();
  for (const { token, point, aside } of scene.placed) {
    seen.add(token.id);
    const element = drawn.get(token.id) ?? createToken(parent, token);
    drawn.set(token.id, element);
    element.setAttribute('transform', `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`);
    element.setAttribute('class', `${tokenClass(token, scene.still)}${aside ? ' aside' : ''}`);
  }
  for (const [id, element] of drawn) {
    if (seen.has(id)) continue;
    element.remove();
    drawn.delete(id);
  }
}

function nextIndex(counts: Map<string, number>, name: string): number {
  const index = counts.get(name) ?? 0;
  counts.set(name, index + 1);
  return index;
}

function shareOf(token: HopToken, scene: Scene): number {
  if (scene.still || token.endsAt <= token.startedAt) return 1;
  return (scene.nowMs - token.startedAt) / (token.endsAt - token.startedAt);
}

/** Slow at both ends, so that the eye finds where it comes from and where it goes. */
function eased(share: number): number {
  const bounded = Math.min(1, Math.max(0, share));
  return bounded < 0.5 ? 2 * bounded * bounded : 1 - (2 - 2 * bounded) ** 2 / 2;
}

/** Held tokens queue before the valve, the next one nearest to it. */
function heldPoint(way: readonly Point[], index: number): Point {
  const length = lengthOf(way) || 1;
  return pointAlong(way, Math.max(0, 0.58 - (index * heldSpacingPx) / length));
}

function tokenClass(token: HopToken, still: boolean): string {
  const lost = token.state === 'dropped' || token.state === 'refused';
  return [
    'token',
    `ident-${token.identity}`,
    token.held ? 'held' : '',
    lost ? 'lost' : '',
    still && !token.held ? 'trail' : '',
  ].join(' ');
}

/** On its way to or from another program's card: shown small, its story is told elsewhere. */
function isAside(token: HopToken, picture: Picture): boolean {
  return ![token.from, token.to].every(
    (place) =>
      place.startsWith('apiserver/') ||
      place.endsWith(`:${picture.program}`) ||
      place.includes(`:${picture.program}/`),
  );
}

function createToken(parent: SVGGElement, token: HopToken): SVGGElement {
  const group = element('g', {});
  if (token.objectKey !== undefined) group.dataset['object'] = token.objectKey;
  if (token.shrunk) group.append(keyPill(shortLabel(token.label)));
  else {
    group.append(
      element('circle', { r: '13.5', class: 'halo' }),
      element('use', { href: `#token-${token.identity}` }),
      flag(shortLabel(token.label)),
    );
  }
  parent.append(group);
  return group;
}

/** What tells one thing from its like: of a generated name, its random end. */
function shortLabel(label: string): string {
  const plain = label.startsWith('default/') ? label.slice('default/'.length) : label;
  if (plain.length <= 16) return plain;
  const end = plain.slice(plain.lastIndexOf('-') + 1);
  return end.length < 12 ? `…${end}` : `${plain.slice(0, 15)}…`;
}

const letterPx = 6.7;

/** The label behind the glyph, on the rail; as wide as its text in the fixed-width face. */
function flag(label: string): SVGGElement {
  const width = label.length * letterPx + 12;
  const group = element('g', { class: 'flag', transform: `translate(${14 + width / 2} 0)` });
  group.append(pill(width, 18), words(label));
  return group;
}

/** All that is left of an object where only its key travels on. */
function keyPill(label: string): SVGGElement {
  const group = element('g', { class: 'key-pill' });
  group.append(pill(label.length * letterPx + 18, 21), words(label));
  return group;
}

function pill(width: number, height: number): SVGRectElement {
  return element('rect', {
    x: `${-width / 2}`,
    y: `${-height / 2}`,
    width: `${width}`,
    height: `${height}`,
    rx: `${height / 2}`,
  });
}

function words(text: string): SVGTextElement {
  const created = element('text', { y: '4' });
  created.textContent = text;
  return created;
}

function element<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const created = document.createElementNS(svg, name);
  for (const [attribute, value] of Object.entries(attributes)) {
    created.setAttribute(attribute, value);
  }
  return created;
}
