/**
 * A drawing on the page, which is SVG already: the same shapes, with the styles that the page gives them
 * written into their attributes, and with copies where the page refers to a shape.
 */

import { paintBox } from './box.ts';
import { colourOf, inked } from './colour.ts';
import { areaOf, type Paint } from './paint.ts';
import { escaped, px } from './sheet.ts';
import { fontOf } from './text.ts';

const containers = new Set(['g', 'defs', 'a', 'symbol']);
const shapes = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
/** Attributes that say where and how large, for all of these. */
const geometry = [
  ...['x', 'y', 'width', 'height', 'rx', 'ry', 'cx', 'cy', 'r', 'd', 'points'],
  ...['x1', 'y1', 'x2', 'y2', 'dx', 'dy'],
];

interface Drawing {
  readonly paint: Paint;
  /** Before each id, since other drawings may use the same. */
  readonly prefix: string;
  readonly out: string[];
  /** How much larger it is shown than drawn, if equally much both ways. */
  readonly scale: number | undefined;
}

export function paintDrawing(root: SVGSVGElement, style: CSSStyleDeclaration, paint: Paint): void {
  const area = areaOf(root, paint.origin);
  paintBox(area, style, paint.sheet);
  const { left, top, width, height } = inner(area, style);
  if (width <= 0 || height <= 0) return;
  const box = root.getAttribute('viewBox');
  const aspect = root.getAttribute('preserveAspectRatio');
  const out: string[] = [];
  const prefix = paint.sheet.nextDrawing();
  for (const child of root.children) {
    paintShape(child, { paint, prefix, out, scale: scaleOf(root, { width, height }) });
  }
  if (out.length === 0) return;
  const opacity = Number(style.opacity);
  paint.sheet.parts.push(
    `<svg x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}"${box === null ? '' : ` viewBox="${box}"`}${aspect === null ? '' : ` preserveAspectRatio="${aspect}"`}${style.overflow === 'visible' ? ' overflow="visible"' : ''}${opacity < 1 ? ` opacity="${px(opacity)}"` : ''}>`,
    ...out,
    '</svg>',
  );
}

/** Without border and padding, which are painted as those of a box. */
function inner(area: ReturnType<typeof areaOf>, style: CSSStyleDeclaration) {
  const all = (property: 'border' | 'padding', side: 'Left' | 'Right' | 'Top' | 'Bottom') =>
    Number.parseFloat(
      property === 'border' ? style[`border${side}Width`] : style[`padding${side}`],
    );
  const [left, right] = (['Left', 'Right'] as const).map(
    (side) => all('border', side) + all('padding', side),
  );
  const [top, bottom] = (['Top', 'Bottom'] as const).map(
    (side) => all('border', side) + all('padding', side),
  );
  return {
    left: area.left + (left ?? 0),
    top: area.top + (top ?? 0),
    width: area.width - (left ?? 0) - (right ?? 0),
    height: area.height - (top ?? 0) - (bottom ?? 0),
  };
}

function scaleOf(
  root: SVGSVGElement,
  shown: { readonly width: number; readonly height: number },
): number | undefined {
  const { width, height } = root.viewBox.baseVal;
  if (width === 0 || height === 0) return 1;
  const [across, down] = [shown.width / width, shown.height / height];
  if (root.getAttribute('preserveAspectRatio') !== 'none') return Math.min(across, down);
  return Math.abs(across - down) < 0.01 ? across : undefined;
}

function paintShape(element: Element, drawing: Drawing): void {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const name = element.localName;
  const { out, prefix } = drawing;
  if (name === 'use') paintUse(element, drawing);
  else if (containers.has(name)) {
    // What a definition holds is painted where it is used; markers alone are referred to.
    const children =
      name === 'defs' ? [...element.children].filter(isMarker) : [...element.children];
    if (children.length === 0) return;
    const tag = name === 'defs' ? 'defs' : 'g';
    out.push(`<${tag}${placed(style)}${faded(style)}>`);
    for (const child of children) paintShape(child, drawing);
    out.push(`</${tag}>`);
  } else if (isMarker(element)) {
    const kept = [...element.attributes].filter(({ name: each }) => !/^(id|class)$/.test(each));
    const attributes = kept.map((each) => ` ${each.name}="${escaped(each.value)}"`).join('');
    out.push(`<marker id="${prefix}${element.id}"${attributes}>`);
    for (const child of element.children) paintShape(child, drawing);
    out.push('</marker>');
  } else if (shapes.has(name)) {
    out.push(
      `<${name}${sized(element)}${placed(style)}${faded(style)}${inkOf(style, drawing)}${markersOf(style, prefix)}/>`,
    );
  } else if (name === 'text') paintWords(element, style, drawing);
}

function isMarker({ localName }: Element): boolean {
  return localName === 'marker';
}

/** A copy stands for a moment where it is used, to take on the styles of that place. */
function paintUse(use: Element, drawing: Drawing): void {
  const id = (use.getAttribute('href') ?? '').slice(1);
  const original = use.ownerDocument.getElementById(id);
  if (original === null) return;
  const copy = original.cloneNode(true) as Element;
  copy.removeAttribute('id');
  use.after(copy);
  const style = getComputedStyle(use);
  const [x, y] = ['x', 'y'].map((name) => Number(use.getAttribute(name) ?? 0));
  const moved = x === 0 && y === 0 ? '' : ` transform="translate(${x} ${y})"`;
  drawing.out.push(`<g${placed(style)}${faded(style)}>`, `<g${moved}>`);
  paintShape(copy, drawing);
  drawing.out.push('</g>', '</g>');
  copy.remove();
}

function paintWords(element: Element, style: CSSStyleDeclaration, drawing: Drawing): void {
  const text = element.textContent ?? '';
  if (text === '') return;
  drawing.paint.sheet.sets(text, style.fontFamily);
  const anchor = style.textAnchor === 'start' ? '' : ` text-anchor="${style.textAnchor}"`;
  const baseline =
    style.dominantBaseline === 'auto' ? '' : ` dominant-baseline="${style.dominantBaseline}"`;
  const order = style.paintOrder.startsWith('stroke') ? ' paint-order="stroke"' : '';
  drawing.out.push(
    `<text${sized(element)}${placed(style)}${faded(style)}${fontOf(style)}${anchor}${baseline}${order}${inkOf(style, drawing)}>${escaped(text)}</text>`,
  );
}

function sized(element: Element): string {
  return geometry
    .map((name) => {
      const value = element.getAttribute(name);
      return value === null ? '' : ` ${name}="${escaped(value)}"`;
    })
    .join('');
}

/** By attribute or by style, the browser has both in one. */
function placed({ transform }: CSSStyleDeclaration): string {
  const found = /^matrix\(([^)]+)\)$/.exec(transform)?.[1];
  if (found === undefined) return '';
  const numbers = found.split(',').map(Number);
  const [a, b, c, d, e = 0, f = 0] = numbers;
  if (a === 1 && b === 0 && c === 0 && d === 1) return ` transform="translate(${px(e)} ${px(f)})"`;
  return ` transform="matrix(${numbers.map((number) => Number(number.toFixed(4))).join(' ')})"`;
}

function faded({ opacity }: CSSStyleDeclaration): string {
  return opacity === '1' ? '' : ` opacity="${px(Number(opacity))}"`;
}

function inkOf(style: CSSStyleDeclaration, { scale }: Drawing): string {
  const fill = inked('fill', style.fill, Number(style.fillOpacity));
  if (colourOf(style.stroke) === undefined) return fill;
  const thin = style.vectorEffect === 'non-scaling-stroke';
  const width = Number.parseFloat(style.strokeWidth) / (thin && scale !== undefined ? scale : 1);
  const dashes =
    style.strokeDasharray === 'none'
      ? ''
      : ` stroke-dasharray="${style.strokeDasharray.replaceAll('px', '').replaceAll(',', '')}"`;
  const cap = style.strokeLinecap === 'butt' ? '' : ` stroke-linecap="${style.strokeLinecap}"`;
  const join = style.strokeLinejoin === 'miter' ? '' : ` stroke-linejoin="${style.strokeLinejoin}"`;
  const effect = thin && scale === undefined ? ' vector-effect="non-scaling-stroke"' : '';
  return `${fill}${inked('stroke', style.stroke, Number(style.strokeOpacity))} stroke-width="${px(width)}"${dashes}${cap}${join}${effect}`;
}

function markersOf(style: CSSStyleDeclaration, prefix: string): string {
  return (['markerStart', 'markerMid', 'markerEnd'] as const)
    .map((property) => {
      const id = /#([^")]+)/.exec(style[property])?.[1];
      return id === undefined
        ? ''
        : ` ${property.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}="url(#${prefix}${id})"`;
    })
    .join('');
}
