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

/**
 * The boxes inside `ground`: every element with `data-box`, relative to `ground`'s own corner. Where the
 * ground is drawn `scale` times as large as it was laid out, they are told as laid out.
 */
export function useBoxes(ground: RefObject<HTMLElement | null>, scale = 1): Measured {
  const [measured, setMeasured] = useState<Measured>(nothing);
  useLayoutEffect(() => {
    const element = ground.current;
    if (element === null) return;
    const measure = (): void =>
      setMeasured((before) => unlessEqual(before, measureIn(element, scale)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const observeAll = (): void => {
      for (const box of element.querySelectorAll('[data-box]')) observer.observe(box);
      measure();
    };
    // A program that starts again has boxes of its own, in the place of those before.
    const others = new MutationObserver(observeAll);
    others.observe(element, { childList: true });
    observeAll();
    return () => {
      observer.disconnect();
      others.disconnect();
    };
  }, [ground, scale]);
  return measured;
}

function measureIn(ground: HTMLElement, scale: number): Measured {
  const origin = ground.getBoundingClientRect();
  const boxes: Partial<Record<BoxName, Rect>> = {};
  for (const element of ground.querySelectorAll<HTMLElement>('[data-box]')) {
    boxes[element.dataset['box'] as BoxName] = rectIn(origin, element, scale);
  }
  const { server, reflector } = boxes;
  const stacked = server !== undefined && reflector !== undefined && reflector.top >= server.bottom;
  return {
    boxes,
    widthPx: origin.width / scale,
    heightPx: origin.height / scale,
    arrangement: stacked ? 'column' : 'wide',
  };
}

/** Where an element stands, seen from the corner `origin` of what it stands in. */
export function rectIn(origin: DOMRect, element: Element, scale: number): Rect {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return {
    left: (left - origin.left) / scale,
    top: (top - origin.top) / scale,
    right: (right - origin.left) / scale,
    bottom: (bottom - origin.top) / scale,
  };
}

function unlessEqual(before: Measured, after: Measured): Measured {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
