/** Measures where the boxes of the stage stand, again whenever one of them or the stage changes size. */

import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Arrangement, Boxes, BoxName, Rect } from './geometry.ts';

export interface Measured {
  readonly boxes: Boxes;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly arrangement: Arrangement;
}

const nothing: Measured = { boxes: {}, widthPx: 0, heightPx: 0, arrangement: 'wide' };

/** The boxes inside `ground`: every element with `data-box`, relative to `ground`'s own corner. */
export function useBoxes(ground: RefObject<HTMLElement | null>): Measured {
  const [measured, setMeasured] = useState<Measured>(nothing);
  useLayoutEffect(() => {
    const element = ground.current;
    if (element === null) return;
    const measure = (): void => setMeasured((before) => unlessEqual(before, measureIn(element)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const box of element.querySelectorAll('[data-box]')) observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, [ground]);
  return measured;
}

function measureIn(ground: HTMLElement): Measured {
  const origin = ground.getBoundingClientRect();
  const boxes: Partial<Record<BoxName, Rect>> = {};
  for (const element of ground.querySelectorAll<HTMLElement>('[data-box]')) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    boxes[element.dataset['box'] as BoxName] = {
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    };
  }
  const { server, reflector } = boxes;
  const stacked = server !== undefined && reflector !== undefined && reflector.top >= server.bottom;
  return {
    boxes,
    widthPx: origin.width,
    heightPx: origin.height,
    arrangement: stacked ? 'column' : 'wide',
  };
}

function unlessEqual(before: Measured, after: Measured): Measured {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
