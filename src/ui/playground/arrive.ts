/** Where its reader stands after an act. */

import type { PlaygroundHandle } from './playground_context.ts';
import type { Outcome } from './run_book.ts';

/** After an act: its run is in view, and a paused reader sees at once what it did. */
export function arrive(
  { store, book, player }: Pick<PlaygroundHandle, 'store' | 'book' | 'player'>,
  outcome: Extract<Outcome, { kind: 'done' }>,
): void {
  const { run, cursor, playing } = store.getState();
  if (run !== outcome.run) store.setState({ run: outcome.run });
  const view = book.view(outcome.run);
  if (view === undefined || playing) return;
  const first = view.events[view.indexOf(Math.max(cursor, outcome.shared)) + 1];
  if (first === undefined) return;
  let last = first;
  for (const event of view.events.slice(view.indexOf(first.seq))) {
    if (event.step !== first.step || event.at !== first.at) break;
    last = event;
  }
  player.seek(last.seq);
}
