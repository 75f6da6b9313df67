/** An index over a run that is kept from one rendering to the next, and made anew for another run or filter. */

import { useRef } from 'react';
import type { RunView } from '#view-model/run_view.ts';

export function useIndex<T extends { readonly view: RunView }>(
  view: RunView,
  key: string,
  make: (view: RunView) => T,
): T {
  const kept = useRef<{ readonly key: string; readonly index: T } | undefined>(undefined);
  if (kept.current?.key !== key || kept.current.index.view !== view) {
    kept.current = { key, index: make(view) };
  }
  return kept.current.index;
}
