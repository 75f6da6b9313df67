/**
 * Paints a part of a page as SVG: walks its elements in the order in which a browser paints them and
 * writes down what each of them shows. Text stays text, drawings stay drawings; nothing of the page is
 * embedded as HTML, which most programs that draw SVG leave out.
 *
 * It knows what the playground's own styles use. Elements that are turned or scaled by a style are not
 * among that, and neither are generated contents.
 */

import { paintBox } from './box.ts';
import { paintControl } from './control.ts';
import { paintDrawing } from './drawing.ts';
import type { Measure } from './measure.ts';
import { areaOf, type Paint } from './paint.ts';
import { type Area, px, Sheet } from './sheet.ts';
import { paintText } from './text.ts';

/** Everything that `root` shows, relative to its own corner. */
export function paintPage(root: HTMLElement, measure: Measure): Sheet {
  const sheet = new Sheet();
  const { left, top } = root.getBoundingClientRect();
  paintElement(root, { sheet, measure, origin: { left, top } });
  return sheet;
}

function paintElement(element: Element, paint: Paint): void {
  const style = getComputedStyle(element);
  if (style.display === 'none' || isHiddenFromView(style)) return;
  const { parts } = paint.sheet;
  const start = parts.length;
  if (element.localName === 'svg') paintDrawing(element as SVGSVGElement, style, paint);
  else if (element instanceof elementsOf(element).HTMLCanvasElement) paintCanvas(element, paint);
  else paintHtml(element as HTMLElement, style, paint);
  const opacity = Number(style.opacity);
  if (opacity < 1 && parts.length > start && element.localName !== 'svg') {
    parts.splice(start, 0, `<g opacity="${px(opacity)}">`);
    parts.push('</g>');
  }
}

/** The constructors of the element's own window. */
function elementsOf(element: Element): Window & typeof globalThis {
  const view = element.ownerDocument.defaultView;
  if (view === null) throw new Error('expected a page that is shown');
  return view;
}

/** What is there for screen readers alone. */
function isHiddenFromView(style: CSSStyleDeclaration): boolean {
  return style.position === 'absolute' && style.width === '1px' && style.clipPath !== 'none';
}

function paintHtml(element: HTMLElement, style: CSSStyleDeclaration, paint: Paint): void {
  const { sheet } = paint;
  const area = areaOf(element, paint.origin);
  const visible = style.visibility === 'visible';
  if (visible && style.display !== 'contents') paintBox(area, style, sheet);
  if (visible && paintControl(element, style, paint)) return;
  const clips = style.overflowX !== 'visible' && overflows(element);
  const start = sheet.parts.length;
  for (const child of inPaintOrder(element)) {
    if (child.nodeType === Node.TEXT_NODE) {
      if (visible) paintText(child as Text, style, paint);
    } else paintElement(child as Element, paint);
  }
  if (!clips || sheet.parts.length === start) return;
  const clip = sheet.reference('c', (id) => clipOf(id, area));
  sheet.parts.splice(start, 0, `<g clip-path="url(#${clip})">`);
  sheet.parts.push('</g>');
}

function clipOf(id: string, { left, top, width, height }: Area): string {
  return `<clipPath id="${id}"><rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}"/></clipPath>`;
}

function overflows({ scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollWidth > clientWidth || scrollHeight > clientHeight;
}

/** Below, in the flow, positioned, above: as the levels of one parent lie over each other. */
function inPaintOrder(element: Element): readonly ChildNode[] {
  const folded = element.localName === 'details' && !element.hasAttribute('open');
  const children = [...element.childNodes].filter(({ nodeType, nodeName }) =>
    nodeType === Node.ELEMENT_NODE
      ? !folded || nodeName === 'SUMMARY'
      : nodeType === Node.TEXT_NODE && !folded,
  );
  const levels = new Map(children.map((child) => [child, levelOf(child)]));
  if ([...levels.values()].every((level) => level === 0)) return children;
  return children.sort((left, right) => (levels.get(left) ?? 0) - (levels.get(right) ?? 0));
}

function levelOf(child: ChildNode): number {
  if (child.nodeType !== Node.ELEMENT_NODE) return 0;
  const { position, zIndex } = getComputedStyle(child as Element);
  const index = Number(zIndex);
  if (Number.isInteger(index) && index !== 0) return index < 0 ? index : index + 1;
  return position === 'static' ? 0 : 1;
}

/** What a canvas shows, as an image; nothing if nothing is drawn on it. */
function paintCanvas(canvas: HTMLCanvasElement, { sheet, origin }: Paint): void {
  if (canvas.width === 0 || canvas.height === 0) return;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  if (pixels === undefined || !new Uint32Array(pixels.buffer).some((pixel) => pixel !== 0)) return;
  const { left, top, width, height } = areaOf(canvas, origin);
  sheet.parts.push(
    `<image x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" href="${canvas.toDataURL()}"/>`,
  );
}
