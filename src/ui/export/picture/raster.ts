/** A picture's SVG as pixels. */

export interface RasterSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The longest side that browsers can draw. */
export const mostPixels = 16_000;

export async function rasterOf(
  text: string,
  { widthPx, heightPx }: RasterSize,
): Promise<HTMLCanvasElement> {
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = widthPx;
    canvas.height = heightPx;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('expected a canvas that can be drawn on');
    context.drawImage(image, 0, 0, widthPx, heightPx);
    return canvas;
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => {
      if (blob === null) failed(new Error('expected a picture that the browser can hold'));
      else done(blob);
    }, 'image/png');
  });
}
