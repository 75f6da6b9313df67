/**
 * What the pointer or the keyboard is on, in whichever view: an object, a hop, or both. Elements say it by
 * `data-object` and `data-hop`; what they say is lit in every view that shows it.
 */

import type { FocusEvent, PointerEvent } from 'react';
import type { Acts } from '#ui/playground/acts.ts';
import type { PlaygroundState } from '#ui/playground/playground_store.ts';

export interface Brushed {
  readonly object: string | undefined;
  readonly hop: number | undefined;
}

/** Handlers for the element around all views. */
export function brushing(acts: Acts) {
  const brush = (target: EventTarget): void => acts.brush(brushedAt(target));
  return {
    onPointerOver: (event: PointerEvent) => brush(event.target),
    onPointerLeave: (event: PointerEvent) => {
      // A finger is lifted at once: what it tapped stays lit until the next tap.
      if (event.pointerType !== 'touch') acts.brush(nothing);
    },
    onFocus: (event: FocusEvent) => brush(event.target),
    onBlur: () => acts.brush(nothing),
  };
}

const nothing: Brushed = { object: undefined, hop: undefined };

/** The object that is lit: the brushed one, or else the one that is being inspected. */
export function litObject(state: PlaygroundState): string | undefined {
  const { hovered, selection, tab } = state;
  return hovered ?? (tab === 'inspect' ? selection?.key : undefined);
}

/** What the innermost elements around the target show. */
export function brushedAt(target: EventTarget): Brushed {
  if (!(target instanceof Element)) return nothing;
  const hop = target.closest<HTMLElement>('[data-hop]')?.dataset['hop'];
  return {
    object: target.closest<HTMLElement>('[data-object]')?.dataset['object'],
    hop: hop === undefined ? undefined : Number(hop),
  };
}
