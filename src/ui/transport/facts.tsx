/** Where the playhead is: simulated time, hop, seed, release; and that a wait is being cut short. */

import { type ReactElement, useEffect, useRef } from 'react';
import { profiles } from '#trace/profile.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { durationText, instantText } from '#ui/widgets/time_text.ts';

export function Facts(): ReactElement {
  const { book } = usePlayground();
  const words = useWords().transport;
  const runId = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  usePlaygroundState((state) => state.booked);
  const run = book.find(runId);
  return (
    <p className="facts">
      <Clock />
      {' · '}
      <span data-testid="hop" aria-busy={book.isAsked}>
        {words.hopOf(cursor, run?.length ?? 0)}
      </span>
      <span className="long">
        {run !== undefined && words.record(run.record.seed, profiles[run.record.profile].release)}
      </span>
    </p>
  );
}

/** Written once a frame without React: simulated time goes on between two hops. */
function Clock(): ReactElement {
  const { book, player, store } = usePlayground();
  const words = useWords().transport;
  const place = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      player.onFrame(() => {
        const view = book.view(store.getState().run);
        const element = place.current;
        if (view === undefined || element === null) return;
        const { displayMs } = player;
        const cut = view.pace.cuts.find(
          ({ startedAt, endsAt }) => startedAt < displayMs && displayMs < endsAt,
        );
        const text =
          cut === undefined
            ? words.clock(instantText(view.pace.simulatedAt(displayMs)))
            : words.cut(durationText(cut.lasted));
        if (element.textContent !== text) element.textContent = text;
        element.classList.toggle('skipped', cut !== undefined);
      }),
    [book, player, store, words],
  );
  return <span ref={place} />;
}
