/** Colours as a browser computes them, as SVG of any age reads them: a hexadecimal number and an opacity. */

export interface Colour {
  readonly hex: string;
  readonly opacity: number;
}

/** `undefined` for what cannot be seen. */
export function colourOf(css: string): Colour | undefined {
  if (css === 'none' || css === 'transparent') return undefined;
  const colour = functional(css) ?? painted(css);
  return colour.opacity === 0 ? undefined : colour;
}

/** The attributes `fill` and `fill-opacity`, or those of the stroke. */
export function inked(property: 'fill' | 'stroke', css: string, opacity = 1): string {
  const colour = colourOf(css);
  if (colour === undefined) return ` ${property}="none"`;
  const seen = colour.opacity * opacity;
  const faint = seen < 1 ? ` ${property}-opacity="${Number(seen.toFixed(3))}"` : '';
  return ` ${property}="${colour.hex}"${faint}`;
}

/** `rgb(…)`, `rgba(…)`, and what mixing in sRGB gives: `color(srgb …)`. */
function functional(css: string): Colour | undefined {
  const found = /^(rgba?|color)\((srgb )?([^)]+)\)$/.exec(css);
  if (found === null || (found[1] === 'color') !== (found[2] !== undefined)) return undefined;
  const numbers = (found[3] ?? '').split(/[\s,/]+/).filter((part) => part !== '');
  const whole = found[1] === 'color' ? 255 : 1;
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers.map(Number);
  const colour = hexOf([red, green, blue].map((share) => share * whole));
  return { hex: colour, opacity: Number.isNaN(alpha) ? 1 : alpha };
}

/** Any other notation is painted, and read off. */
function painted(css: string): Colour {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  if (context === null) return { hex: '#000000', opacity: 1 };
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  return { hex: hexOf([red, green, blue]), opacity: alpha / 255 };
}

function hexOf(shares: readonly number[]): string {
  const digits = shares.map((share) =>
    Math.round(Math.min(255, Math.max(0, share)))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}
