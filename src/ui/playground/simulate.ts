/** Waits for a run to be simulated as far as an instant. */

import type { Instant } from '#base/time.ts';
import type { PlaygroundStore } from './playground_store.ts';
import type { RunBook } from './run_book.ts';

/** Simulates a run as far as an instant, and says when that is done. */
export function simulate(
  { store, book }: { readonly store: PlaygroundStore; readonly book: RunBook },
  goal: { readonly run: number; readonly until: Instant },
  done: () => void,
): void {
  const isThere = (): boolean => {
    const found = book.find(goal.run);
    if (found === undefined || found.idle || found.now >= goal.until) return true;
    book.advance(goal.run);
    return false;
  };
  if (isThere()) {
    done();
    return;
  }
  const stop = store.subscribe((state, before) => {
    if (state.booked === before.booked || !isThere()) return;
    stop();
    done();
  });
}
