/** What a form control shows, which is no text of the page: the chosen entry, or what has been typed. */

import type { Paint } from './paint.ts';
import { px } from './sheet.ts';
import { lineText } from './text.ts';

/** True if the element is such a control. */
export function paintControl(
  element: HTMLElement,
  style: CSSStyleDeclaration,
  paint: Paint,
): boolean {
  if (element.localName === 'select') {
    const select = element as HTMLSelectElement;
    paintValue(select.selectedOptions[0]?.label ?? '', { element, style }, paint);
    const { right, top, height } = element.getBoundingClientRect();
    const x = right - paint.origin.left - 16;
    const y = top - paint.origin.top + height / 2 - 2;
    paint.sheet.parts.push(
      `<path d="M${px(x)} ${px(y)}l4 4 4-4" fill="none" stroke="#808a9c" stroke-width="1.5"/>`,
    );
    return true;
  }
  if (element.localName !== 'input') return false;
  const input = element as HTMLInputElement;
  paintValue(input.value === '' ? input.placeholder : input.value, { element, style }, paint);
  return true;
}

function paintValue(
  text: string,
  { element, style }: { readonly element: HTMLElement; readonly style: CSSStyleDeclaration },
  paint: Paint,
): void {
  if (text === '') return;
  const { ascent, descent } = paint.measure.heights(style);
  const { left, top, height } = element.getBoundingClientRect();
  const line = {
    text,
    left: left + Number.parseFloat(style.paddingLeft) + 1,
    top: top + (height - ascent - descent) / 2,
    width: paint.measure.width(text, style),
    height: ascent + descent,
  };
  paint.sheet.parts.push(lineText(line, style, paint));
}
