/** What every painter gets: the sheet, and where the page lies on it. */

import type { Measure } from './measure.ts';
import type { Area, Sheet } from './sheet.ts';

/** Where the page's own corner lies on the sheet. */
export interface Origin {
  readonly left: number;
  readonly top: number;
}

export interface Paint {
  readonly sheet: Sheet;
  readonly origin: Origin;
  readonly measure: Measure;
}

/** An element's place on the sheet. */
export function areaOf(element: Element, { left, top }: Origin): Area {
  const box = element.getBoundingClientRect();
  return { left: box.left - left, top: box.top - top, width: box.width, height: box.height };
}
