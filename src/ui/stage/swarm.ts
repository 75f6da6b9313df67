/** More tokens than elements could carry, drawn on a canvas: the same glyphs, without labels. */

import type { CanvasSize } from '#ui/transport/canvas_size.ts';
import { glyphPaths } from '#view-model/glyph_paths.ts';
import type { Identity } from '#view-model/identity.ts';
import type { HopToken } from '#view-model/stage_view.ts';
import type { Point } from './geometry.ts';

/** A token and where it stands on the picture. */
export interface PlacedToken {
  readonly token: HopToken;
  readonly point: Point;
  /** It belongs to a program that is not in focus. */
  readonly aside: boolean;
}

interface Ink {
  readonly outline: Path2D;
  readonly sign: Path2D;
  readonly line: string;
  readonly soft: string;
}

/** Colours are read again after so many frames: the theme may have changed. */
const framesPerReading = 60;

export class Swarm {
  readonly #canvas: HTMLCanvasElement;
  readonly #size: CanvasSize;
  readonly #inks = new Map<Identity, Ink>();
  #frames = 0;
  #empty = true;

  constructor(canvas: HTMLCanvasElement, size: CanvasSize) {
    this.#canvas = canvas;
    this.#size = size;
  }

  draw(placed: readonly PlacedToken[]): void {
    if (placed.length === 0 && this.#empty) return;
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    const { ratio, widthPx, heightPx } = this.#size;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, widthPx, heightPx);
    this.#empty = placed.length === 0;
    if (this.#frames++ % framesPerReading === 0) this.#inks.clear();
    context.lineCap = 'round';
    for (const { token, point, aside } of placed) {
      const ink = this.#inkOf(token.identity);
      const scale = ratio * (aside ? 0.6 : 0.85);
      context.setTransform(scale, 0, 0, scale, point.x * ratio, point.y * ratio);
      context.fillStyle = ink.soft;
      context.strokeStyle = ink.line;
      context.lineWidth = 1.4;
      context.fill(ink.outline);
      context.stroke(ink.outline);
      context.lineWidth = 2;
      context.stroke(ink.sign);
    }
  }

  #inkOf(identity: Identity): Ink {
    const known = this.#inks.get(identity);
    if (known !== undefined) return known;
    const styles = getComputedStyle(this.#canvas);
    const colour = (name: string): string => styles.getPropertyValue(`--${name}`);
    const { outline, sign } = glyphPaths[identity];
    const name = identity === 'request' ? 'mark' : identity;
    const ink = {
      outline: new Path2D(outline),
      sign: new Path2D(sign),
      line: identity === 'key' ? colour('ink-soft') : colour(name),
      soft: identity === 'key' ? colour('panel') : colour(`${name}-soft`),
    };
    this.#inks.set(identity, ink);
    return ink;
  }
}
