/** Measures where the programs' cards stand, again whenever the stage changes size. */

import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Rect } from './geometry.ts';
import { rectIn } from './use_boxes.ts';

/** Where the programs' cards stand, relative to the ground, for tokens that come from there. */
export function useCards(
  ground: RefObject<HTMLElement | null>,
  count: number,
  scale = 1,
): ReadonlyMap<string, Rect> {
  const [cards, setCards] = useState<ReadonlyMap<string, Rect>>(new Map());
  useLayoutEffect(() => {
    const element = ground.current;
    const stage = element?.parentElement;
    if (element === null || stage === null || stage === undefined || count === 0) return;
    const measure = (): void => {
      const origin = element.getBoundingClientRect();
      const found = new Map<string, Rect>();
      for (const card of stage.querySelectorAll<HTMLElement>('[data-program]')) {
        found.set(card.dataset['program'] ?? '', rectIn(origin, card, scale));
      }
      setCards(found);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(stage);
    measure();
    return () => observer.disconnect();
  }, [ground, count, scale]);
  return cards;
}
