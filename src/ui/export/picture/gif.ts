/** Frames of pixels as a moving GIF: one palette for all of them, and of each frame what has changed. */

import { applyPalette, GIFEncoder, quantize } from 'gifenc';

export interface GifOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Plays again from the start, for ever. */
  readonly loops: boolean;
  readonly palette: GifPalette;
}

export type GifPalette = readonly (readonly number[])[];

/** One place of the palette stands for what has not changed. */
const mostColours = 255;
const unchanged = 255;
/** A longer file is given up. */
export const mostBytes = 50_000_000;

/** The colours of a few frames: a fifth of their pixels is enough to know them. */
export function paletteOf(samples: readonly Uint8ClampedArray[]): GifPalette {
  const kept: number[] = [];
  for (const pixels of samples) {
    const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
    for (let at = 0; at < words.length; at += 5) kept.push(words[at] ?? 0);
  }
  const found = quantize(new Uint8Array(Uint32Array.from(kept).buffer), mostColours);
  const filler = Array.from({ length: mostColours + 1 - found.length }, () => [0, 0, 0]);
  return [...found, ...filler];
}

export class GifWriter {
  readonly #encoder = GIFEncoder();
  readonly #options: GifOptions;
  #before: Uint8Array | undefined;
  /** The frame that has not been written yet: it stays for as long as nothing changes. */
  #waiting: { readonly index: Uint8Array; lastsMs: number } | undefined;
  #frames = 0;

  constructor(options: GifOptions) {
    this.#options = options;
  }

  get frames(): number {
    return this.#frames;
  }

  /** Adds a frame; one that is like the last prolongs that. */
  add(pixels: Uint8ClampedArray, lastsMs: number): void {
    const colours = this.#options.palette.slice(0, mostColours).map((colour) => [...colour]);
    const index = applyPalette(pixels, colours);
    const before = this.#before;
    if (this.#waiting !== undefined && before !== undefined && isSame(index, before)) {
      this.#waiting.lastsMs += lastsMs;
      return;
    }
    this.#write();
    this.#waiting = { index: before === undefined ? index : changes(index, before), lastsMs };
    this.#before = index;
  }

  /** The whole file. */
  bytes(): Uint8Array<ArrayBuffer> {
    this.#write();
    this.#encoder.finish();
    return new Uint8Array(this.#encoder.bytes());
  }

  #write(): void {
    if (this.#waiting === undefined) return;
    const { index, lastsMs } = this.#waiting;
    const { widthPx, heightPx, loops, palette } = this.#options;
    const first = this.#frames === 0;
    this.#encoder.writeFrame(index, widthPx, heightPx, {
      ...(first ? { palette: palette.map((colour) => [...colour]) } : {}),
      repeat: loops ? 0 : -1,
      delay: lastsMs,
      // Where nothing changes, the frame before stays.
      transparent: !first,
      transparentIndex: unchanged,
      dispose: 1,
    });
    this.#frames++;
    this.#waiting = undefined;
    const length = this.#encoder.bytesView().length;
    if (length > mostBytes) {
      throw new Error(`expected at most ${mostBytes / 1e6} MB, got more by frame ${this.#frames}`);
    }
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.every((value, at) => value === right[at]);
}

function changes(index: Uint8Array, before: Uint8Array): Uint8Array {
  return index.map((value, at) => (value === before[at] ? unchanged : value));
}
