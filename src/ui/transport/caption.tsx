/** The hop that has just happened, in one sentence; and the same, more slowly, for screen readers. */

import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import { sentenceOf } from '#ui/log/sentence.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { categoryOf } from '#view-model/category.ts';
import type { RunView } from '#view-model/run_view.ts';

/** A screen reader is told at most this often. */
const narrateEveryMs = 2_500;

export function Caption(): ReactElement {
  const { book, acts } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const view = book.view(run);
  const event = view === undefined ? undefined : lastTold(view, cursor);
  const category = event === undefined ? 'neutral' : categoryOf(event);
  const sentence = event === undefined ? 'Before the first hop.' : sentenceOf(event);
  return (
    <>
      <p className="caption">
        {category !== 'neutral' && <Glyph identity={category} size={20} />}
        <span>{sentence}</span>
        {event !== undefined && (
          <button
            type="button"
            className="button caption-why"
            title="What led to this (w)"
            onClick={() => acts.ask({ kind: 'why', seq: event.seq })}
          >
            Why?
          </button>
        )}
      </p>
      <Narration sentence={sentence} />
    </>
  );
}

/** The latest event that is worth telling: not the kernel's own doings. */
export function lastTold(view: RunView, cursor: number): TraceEvent | undefined {
  for (let index = view.indexOf(cursor); index >= 0; index--) {
    const event = view.events[index];
    if (event !== undefined && keepsKind('teach', event.kind)) return event;
  }
  return undefined;
}

function Narration({ sentence }: { readonly sentence: string }): ReactElement {
  const [told, setTold] = useState('');
  const latest = useRef(sentence);
  latest.current = sentence;
  useEffect(() => {
    const timer = setInterval(() => setTold(latest.current), narrateEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="visually-hidden" aria-live="polite">
      {told}
    </p>
  );
}
