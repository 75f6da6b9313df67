/** Text, line by line as the browser has set it, and shortened where the browser shortens it. */

import { inked } from './colour.ts';
import type { Measure } from './measure.ts';
import type { Paint } from './paint.ts';
import { escaped, px } from './sheet.ts';

interface Line {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function paintText(node: Text, style: CSSStyleDeclaration, paint: Paint): void {
  if (node.data.trim() === '') return;
  const lines = shortened(linesOf(node), node, { style, measure: paint.measure });
  for (const line of lines) paint.sheet.parts.push(lineText(line, style, paint));
}

/** A line of text where it stands, in the element's font. Its length is told, for want of the font. */
export function lineText(line: Line, style: CSSStyleDeclaration, paint: Paint): string {
  const { sheet, origin, measure } = paint;
  const text = style.textTransform === 'uppercase' ? line.text.toUpperCase() : line.text;
  const { ascent, descent } = measure.heights(style);
  const y = line.top - origin.top + (line.height * ascent) / (ascent + descent || 1);
  sheet.sets(text, style.fontFamily);
  const keeps = / {2}|^ | $/.test(text) ? ' xml:space="preserve"' : '';
  return `<text x="${px(line.left - origin.left)}" y="${px(y)}" textLength="${px(line.width)}" lengthAdjust="spacingAndGlyphs"${fontOf(style)}${inked('fill', style.color)}${decorationOf(style)}${keeps}>${escaped(text)}</text>`;
}

/** The attributes of a font. */
export function fontOf(style: CSSStyleDeclaration): string {
  const weight = style.fontWeight === '400' ? '' : ` font-weight="${style.fontWeight}"`;
  const slant = style.fontStyle === 'italic' ? ' font-style="italic"' : '';
  const spacing =
    style.letterSpacing === 'normal' ? '' : ` letter-spacing="${style.letterSpacing}"`;
  const features =
    style.fontFeatureSettings === 'normal'
      ? ''
      : ` style="font-feature-settings:${style.fontFeatureSettings.replaceAll('"', "'")}"`;
  return ` font-family="${familyOf(style.fontFamily)}" font-size="${px(Number.parseFloat(style.fontSize))}"${weight}${slant}${spacing}${features}`;
}

/** Next to the page's own font, the same by the name that it has where it is installed. */
function familyOf(family: string): string {
  return family
    .replace('"Inter Variable"', '"Inter Variable", Inter')
    .replace('"JetBrains Mono Variable"', '"JetBrains Mono Variable", "JetBrains Mono"')
    .replaceAll('"', "'");
}

function decorationOf({ textDecorationLine: line }: CSSStyleDeclaration): string {
  return line === 'none' || line === '' ? '' : ` text-decoration="${line}"`;
}

function linesOf(node: Text): readonly Line[] {
  const range = node.ownerDocument.createRange();
  // Blanks around a text take room, but there is nothing of them to be seen.
  const start = node.data.search(/\S/);
  range.setStart(node, start);
  range.setEnd(node, node.data.trimEnd().length);
  const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
  const [only] = boxes;
  if (only === undefined) return [];
  if (boxes.length > 1) return brokenLines(node, range);
  const keeps = /^(preserve|break)/.test(getComputedStyle(parentOf(node)).whiteSpaceCollapse);
  const text = node.data.trim();
  const { left, top, width, height } = only;
  return [{ text: keeps ? text : text.replaceAll(/\s+/g, ' '), left, top, width, height }];
}

/** Text that runs over several lines is read sign by sign. */
function brokenLines(node: Text, range: Range): readonly Line[] {
  const lines: { text: string; left: number; top: number; right: number; height: number }[] = [];
  let at = 0;
  for (const sign of node.data) {
    range.setStart(node, at);
    at += sign.length;
    range.setEnd(node, at);
    const box = range.getClientRects()[0];
    if (box === undefined || box.width === 0) continue;
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.top - box.top) < box.height / 2) {
      last.text += sign;
      last.right = box.right;
    } else {
      const { left, top, right, height } = box;
      lines.push({ text: sign, left, top, right, height });
    }
  }
  return lines.map(({ text, left, top, right, height }) => ({
    text: text.replaceAll(/\s/g, ' '),
    left,
    top,
    width: right - left,
    height,
  }));
}

/** How a text is set. */
interface Setting {
  readonly style: CSSStyleDeclaration;
  readonly measure: Measure;
}

/** As far as the element around it has room, with the sign that something is missing. */
function shortened(lines: readonly Line[], node: Text, set: Setting): readonly Line[] {
  const clamp = aroundWith(node, ({ webkitLineClamp }) => /^\d/.test(webkitLineClamp));
  if (clamp !== undefined) return clamped(lines, clamp, set);
  const narrow = aroundWith(
    node,
    ({ textOverflow, overflowX }) => textOverflow === 'ellipsis' && overflowX !== 'visible',
  );
  if (narrow === undefined || narrow.scrollWidth <= narrow.clientWidth) return lines;
  const { paddingRight, borderRightWidth } = getComputedStyle(narrow);
  const room =
    narrow.getBoundingClientRect().right -
    Number.parseFloat(paddingRight) -
    Number.parseFloat(borderRightWidth);
  return lines.flatMap((line) => {
    if (line.left + line.width <= room + 0.5) return [line];
    return line.left >= room ? [] : [cutAt(line, room - line.left, set)];
  });
}

/** The nearest element around a text, at most four up, whose style is such. */
function aroundWith(
  node: Text,
  is: (style: CSSStyleDeclaration) => boolean,
): HTMLElement | undefined {
  let element: HTMLElement | null = parentOf(node);
  for (let up = 0; up < 4 && element !== null; up++, element = element.parentElement) {
    if (is(getComputedStyle(element))) return element;
  }
  return undefined;
}

function parentOf(node: Text): HTMLElement {
  if (node.parentElement === null) throw new Error('expected text within an element');
  return node.parentElement;
}

function clamped(lines: readonly Line[], around: HTMLElement, set: Setting): readonly Line[] {
  const box = around.getBoundingClientRect();
  const kept = lines.filter(({ top, height }) => top + height / 2 < box.bottom);
  const last = kept.at(-1);
  if (last === undefined || kept.length === lines.length) return kept;
  return [...kept.slice(0, -1), cutAt(last, box.right - last.left, set, true)];
}

function cutAt(line: Line, room: number, set: Setting, always = false): Line {
  // What is measured knows nothing of the font's features, which the line as a whole has.
  const stretch = line.width / (set.measure.width(line.text, set.style) || line.width);
  const widthOf = (text: string): number => set.measure.width(text, set.style) * stretch;
  const signs = [...line.text];
  const whole = `${line.text.trimEnd()}…`;
  if (always && widthOf(whole) <= room) return { ...line, text: whole, width: widthOf(whole) };
  while (signs.length > 1 && widthOf(`${signs.join('')}…`) > room) signs.pop();
  const text = `${signs.join('')}…`;
  return { ...line, text, width: widthOf(text) };
}
