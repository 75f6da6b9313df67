/** How long the talk has taken, and what time it is. */

import { type ReactElement, useEffect, useState } from 'react';
import { useLocale } from '#ui/language/language.ts';
import type { FromNotes } from './notes_messages.ts';
import { clockText, elapsedMs, type TalkClock } from './talk_clock.ts';

/** Often enough that no second is skipped. */
const tickMs = 250;

export function NotesClock(props: {
  readonly clock: TalkClock;
  readonly ask: (order: FromNotes) => void;
}): ReactElement {
  const { clock, ask } = props;
  const locale = useLocale();
  const words = locale.words.stageMode.notes;
  const now = useNow();
  const runs = clock.since !== undefined;
  const time = new Intl.DateTimeFormat(locale.tag, { timeStyle: 'short' }).format(now);
  return (
    <div className="notes-clock">
      <p>
        <span className="label">{words.elapsed}</span>
        <span className="notes-figures" role="timer">
          {clockText(elapsedMs(clock, now))}
        </span>
      </p>
      <p>
        <span className="label">{words.time}</span>
        <span className="notes-figures">{time}</span>
      </p>
      <button
        type="button"
        className="button"
        onClick={() => ask({ kind: runs ? 'pauseClock' : 'startClock' })}
      >
        {runs ? words.pause : words.start}
      </button>
      <button type="button" className="button" onClick={() => ask({ kind: 'resetClock' })}>
        {words.reset}
      </button>
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
