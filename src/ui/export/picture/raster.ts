/** A picture's SVG as pixels. */

import { probePx, probeRows } from '#ui/export/paint/sheet.ts';
import type { Painted } from './studio.ts';

export interface RasterSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The longest side that browsers can draw. */
export const mostPixels = 16_000;

/** Fonts that have not come by then are drawn as the browser replaces them. */
const mostWaitMs = 6_000;

export async function rasterOf(
  painted: Painted,
  { widthPx, heightPx }: RasterSize,
): Promise<HTMLCanvasElement> {
  const address = URL.createObjectURL(new Blob([painted.text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    await fontsOf(image, painted);
    const canvas = document.createElement('canvas');
    canvas.width = widthPx;
    canvas.height = heightPx;
    const source = [0, 0, painted.widthPx, painted.heightPx] as const;
    contextOf(canvas).drawImage(image, ...source, 0, 0, widthPx, heightPx);
    return canvas;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A picture is decoded before its fonts are: waits until each has drawn the sign that stands for it. */
async function fontsOf(image: HTMLImageElement, painted: Painted): Promise<void> {
  const { widthPx, heightPx, probes } = painted;
  if (probes === 0) return;
  const canvas = document.createElement('canvas');
  canvas.width = widthPx;
  canvas.height = probeRows(widthPx, probes) * probePx;
  const context = contextOf(canvas);
  const inRow = Math.floor(widthPx / probePx);
  const isDrawn = (probe: number): boolean => {
    const [left, top] = [(probe % inRow) * probePx, Math.floor(probe / inRow) * probePx];
    const { data } = context.getImageData(left, top, probePx, probePx);
    return new Uint32Array(data.buffer).some((pixel) => pixel !== 0);
  };
  const until = performance.now() + mostWaitMs;
  for (let drawn = 0; drawn < probes && performance.now() < until; ) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    const source = [0, heightPx, widthPx, canvas.height] as const;
    context.drawImage(image, ...source, 0, 0, widthPx, canvas.height);
    while (drawn < probes && isDrawn(drawn)) drawn++;
    if (drawn < probes) await new Promise((done) => setTimeout(done, 10));
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('expected a canvas that can be drawn on');
  return context;
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => {
      if (blob === null) failed(new Error('expected a picture that the browser can hold'));
      else done(blob);
    }, 'image/png');
  });
}
