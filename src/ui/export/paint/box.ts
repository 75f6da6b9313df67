/** An element's own box: shadow, ground, border and outline. */

import { colourOf, inked } from './colour.ts';
import { groundPattern } from './ground_pattern.ts';
import { type Area, px, type Sheet } from './sheet.ts';

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;

interface Side {
  readonly width: number;
  readonly style: string;
  readonly colour: string;
}

export function paintBox(area: Area, style: CSSStyleDeclaration, sheet: Sheet): void {
  if (area.width === 0 || area.height === 0) return;
  const radius = radiusOf(area, style);
  const shadows = shadowsOf(style.boxShadow);
  for (const shadow of shadows.filter(({ inset }) => !inset).reverse()) {
    paintShadow({ area, radius, shadow }, sheet);
  }
  if (colourOf(style.backgroundColor) !== undefined) {
    sheet.parts.push(rounded(area, radius, inked('fill', style.backgroundColor)));
  }
  const pattern = groundPattern(style, area, sheet);
  if (pattern !== undefined) {
    sheet.parts.push(rounded(area, radius, ` fill="url(#${pattern})"`));
  }
  for (const shadow of shadows.filter(({ inset }) => inset)) {
    paintInset({ area, shadow }, sheet);
  }
  paintBorder(area, radius, { style, sheet });
  const outline = Number.parseFloat(style.outlineWidth);
  if (style.outlineStyle === 'solid' && outline > 0) {
    const off = Number.parseFloat(style.outlineOffset) + outline / 2;
    const stroke = `fill="none"${inked('stroke', style.outlineColor)} stroke-width="${px(outline)}"`;
    sheet.parts.push(rounded(grown(area, off), radius + off, ` ${stroke}`));
  }
}

function radiusOf({ width, height }: Area, style: CSSStyleDeclaration): number {
  const [first = '0'] = style.borderTopLeftRadius.split(' ');
  const radius =
    Number.parseFloat(first) * (first.endsWith('%') ? Math.min(width, height) / 100 : 1);
  // A box of which one corner is square is painted with square corners.
  const all = [style.borderTopRightRadius, style.borderBottomRightRadius];
  if (all.some((corner) => Number.parseFloat(corner) === 0)) return 0;
  return Math.min(radius, width / 2, height / 2);
}

function rounded({ left, top, width, height }: Area, radius: number, attributes: string): string {
  const corner = radius > 0 ? ` rx="${px(radius)}"` : '';
  return `<rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}"${corner}${attributes}/>`;
}

function grown({ left, top, width, height }: Area, by: number): Area {
  return { left: left - by, top: top - by, width: width + 2 * by, height: height + 2 * by };
}

interface Shadow {
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  readonly blur: number;
  readonly spread: number;
  readonly inset: boolean;
}

/** `rgb(…) 0px 1px 2px 0px, …`, as browsers compute it. */
function shadowsOf(css: string): readonly Shadow[] {
  if (css === 'none') return [];
  return css.split(/,(?![^(]*\))/).map((part) => {
    const colour = /^\s*((?:rgba?|color|oklab|oklch)\([^)]*\)|#\w+)/.exec(part)?.[1] ?? '';
    const rest = part.replace(colour, '');
    const [x = 0, y = 0, blur = 0, spread = 0] = (rest.match(/-?[\d.]+px/g) ?? []).map(
      Number.parseFloat,
    );
    return { colour, x, y, blur, spread, inset: part.includes('inset') };
  });
}

interface Shaded {
  readonly area: Area;
  readonly radius: number;
  readonly shadow: Shadow;
}

function paintShadow({ area, radius, shadow }: Shaded, sheet: Sheet): void {
  const { colour, x, y, blur, spread } = shadow;
  if (colourOf(colour) === undefined) return;
  const place = grown({ ...area, left: area.left + x, top: area.top + y }, spread);
  if (place.width <= 0 || place.height <= 0) return;
  const filter =
    blur === 0
      ? ''
      : ` filter="url(#${sheet.reference('b', (id) => `<filter id="${id}" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="${px(blur / 2)}"/></filter>`)})"`;
  const corner = Math.max(0, radius + (radius > 0 ? spread : 0));
  sheet.parts.push(rounded(place, corner, `${inked('fill', colour)}${filter}`));
}

/** Lines along the inner edge; the playground has no other shadows within boxes. */
function paintInset({ area, shadow }: Omit<Shaded, 'radius'>, sheet: Sheet): void {
  const { colour, x, y, spread } = shadow;
  const { left, top, width, height } = area;
  const fill = inked('fill', colour);
  const strips: readonly Area[] = [
    { left, top, width, height: spread + y },
    { left, top: top + height - spread + y, width, height: spread - y },
    { left, top, width: spread + x, height },
    { left: left + width - spread + x, top, width: spread - x, height },
  ];
  for (const strip of strips) {
    if (strip.width > 0 && strip.height > 0) sheet.parts.push(rounded(strip, 0, fill));
  }
}

function paintBorder(
  area: Area,
  radius: number,
  { style, sheet }: { readonly style: CSSStyleDeclaration; readonly sheet: Sheet },
): void {
  const all = sides.map((side) => sideOf(style, side));
  const [first] = all;
  if (first === undefined || all.every(isUnseen)) return;
  if (all.every((side) => isAlike(side, first))) {
    const inner = grown(area, -first.width / 2);
    const corner = Math.max(0, radius - first.width / 2);
    sheet.parts.push(rounded(inner, corner, ` fill="none"${strokeOf(first)}`));
    return;
  }
  const { left, top, width, height } = area;
  for (const [index, side] of all.entries()) {
    if (isUnseen(side)) continue;
    const half = side.width / 2;
    const lines = [
      `M${px(left)} ${px(top + half)}h${px(width)}`,
      `M${px(left + width - half)} ${px(top)}v${px(height)}`,
      `M${px(left)} ${px(top + height - half)}h${px(width)}`,
      `M${px(left + half)} ${px(top)}v${px(height)}`,
    ];
    sheet.parts.push(`<path d="${lines[index]}" fill="none"${strokeOf(side)}/>`);
  }
}

function sideOf(style: CSSStyleDeclaration, side: (typeof sides)[number]): Side {
  return {
    width: Number.parseFloat(style[`border${side}Width`]),
    style: style[`border${side}Style`],
    colour: style[`border${side}Color`],
  };
}

function isUnseen({ width, style, colour }: Side): boolean {
  return width === 0 || style === 'none' || colourOf(colour) === undefined;
}

function isAlike(left: Side, right: Side): boolean {
  return left.width === right.width && left.style === right.style && left.colour === right.colour;
}

function strokeOf({ width, style, colour }: Side): string {
  return `${inked('stroke', colour)} stroke-width="${px(width)}"${dashesOf(style, width)}`;
}

function dashesOf(style: string, width: number): string {
  if (style === 'dashed') return ` stroke-dasharray="${px(3 * width)} ${px(2.4 * width)}"`;
  if (style !== 'dotted') return '';
  return ` stroke-dasharray="0 ${px(2 * width)}" stroke-linecap="round"`;
}
