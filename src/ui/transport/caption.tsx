/** The hop that has just happened, in one sentence; and the same, more slowly, for screen readers. */

import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { Locale } from '#messages/locale.ts';
import { sentence } from '#messages/sentence.ts';
import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import { useLocale } from '#ui/language/language.ts';
import { closedSentence } from '#ui/log/sentence.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { categoryOf } from '#view-model/category.ts';
import { stretchOf } from '#view-model/narration.ts';
import type { RunView } from '#view-model/run_view.ts';

/** A screen reader is told at most this often. */
const narrateEveryMs = 2_500;
/** While time stands still, a telling waits only until the reader has come to rest. */
const settledMs = 400;
/** A way of more hops than this is a jump, and its listener is told how far it went. */
const jumpHops = 12;

export function Caption(): ReactElement {
  const { book, acts } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const view = book.view(run);
  const event = view === undefined ? undefined : lastTold(view, cursor);
  const category = event === undefined ? 'neutral' : categoryOf(event);
  const locale = useLocale();
  const { caption, log } = locale.words;
  return (
    <>
      <p className="caption">
        {category !== 'neutral' && <Glyph identity={category} size={20} />}
        <span>{event === undefined ? caption.before : sentence(event, locale)}</span>
        {event !== undefined && (
          <button
            type="button"
            className="button caption-why"
            title={caption.whyAbout}
            onClick={() => acts.ask({ kind: 'why', seq: event.seq })}
          >
            {log.why}
          </button>
        )}
      </p>
      {view !== undefined && <Narration view={view} cursor={cursor} />}
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

/** What has changed since the last telling; of a jump, the few things that changed the picture. */
function Narration({ view, cursor }: { readonly view: RunView; readonly cursor: number }) {
  const locale = useLocale();
  const playing = usePlaygroundState((state) => state.playing);
  const program = usePlaygroundState((state) => state.focus?.program ?? '');
  const [told, setTold] = useState('');
  const question = usePlaygroundState((state) => state.question);
  // The answer to a question about this hop says what happened here.
  const answered = question?.kind === 'why' && question.seq === cursor;
  const latest = useRef({ view, cursor, program, answered, locale });
  latest.current = { view, cursor, program, answered, locale };
  const before = useRef({ view, cursor, atMs: performance.now() });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (
      timer.current !== undefined ||
      (before.current.cursor === cursor && before.current.view === view)
    ) {
      return;
    }
    if (before.current.cursor === 0) {
      // Where a run opens is told at once, and what came before it is not news.
      before.current = { view, cursor, atMs: performance.now() };
      setTold(openingText(view, cursor, latest.current.locale));
      return;
    }
    const quietMs = performance.now() - before.current.atMs;
    const waitMs = playing ? Math.max(0, narrateEveryMs - quietMs) : settledMs;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const now = latest.current;
      const text = narrationText(now, before.current.cursor);
      before.current = { view: now.view, cursor: now.cursor, atMs: performance.now() };
      if (!now.answered) setTold(text);
    }, waitMs);
  }, [view, cursor, playing]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <p className="visually-hidden" aria-live="polite">
      {told}
    </p>
  );
}

function openingText(view: RunView, cursor: number, locale: Locale): string {
  const event = lastTold(view, cursor);
  const opening = locale.words.caption.standsAt(instantText(view.at(cursor)));
  return opening + (event === undefined ? '' : sentence(event, locale));
}

function narrationText(
  now: {
    readonly view: RunView;
    readonly cursor: number;
    readonly program: string;
    readonly locale: Locale;
  },
  from: number,
): string {
  const { view, cursor, program, locale } = now;
  const { caption } = locale.words;
  const at = instantText(view.at(cursor));
  if (cursor < from) {
    const event = lastTold(view, cursor);
    return caption.backAt(at) + (event === undefined ? '' : sentence(event, locale));
  }
  const { hops, notable, last } = stretchOf(view, { from, to: cursor }, program);
  if (last === undefined) return '';
  if (notable.length === 0 || hops === 1) return sentence(last, locale);
  const when = hops > jumpHops ? caption.hopsOn(hops, at) : '';
  return when + notable.map((event) => closedSentence(event, locale)).join(' ');
}
