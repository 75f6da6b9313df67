/**
 * The timeline: a lane per part of the loop with a tick per hop, flags for faults, and the playhead.
 * Dragging it scrubs. What the reader has not seen yet is not drawn: the future is not given away.
 */

import { type ReactElement, type RefObject, useCallback, useEffect, useRef } from 'react';
import { BrushedMarks } from '#ui/brushing/brushed_marks.tsx';
import { useLocale } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { instantText } from '#ui/widgets/time_text.ts';
import { objectOfEvent } from '#view-model/event_object.ts';
import type { RunView } from '#view-model/run_view.ts';
import { useCanvasSize } from './canvas_size.ts';
import { drawLanes, flagRowPx, laneHeightPx, laneNames } from './draw_lanes.ts';

/** The scale shows at least this much display time, so that a young run does not jump about. */
const leastSpanMs = 20_000;
/** More marks than this are not read out. */
const mostMarks = 24;

export function Lanes(): ReactElement {
  const { book, player, acts } = usePlayground();
  const { words: all, labels } = useLocale();
  const words = all.transport;
  const canvas = useRef<HTMLCanvasElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const theme = usePlaygroundState((state) => state.theme);
  const booked = usePlaygroundState((state) => state.booked);
  const size = useCanvasSize(canvas);
  const view = book.view(run);
  const span = useCallback(() => {
    const seenMs = view?.pace.shownAt(book.seen(run)) ?? 0;
    return Math.max(leastSpanMs, seenMs * 1.04);
  }, [book, run, view]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null || view === undefined || size.widthPx === 0) return;
    // The theme and the book's count are only reasons to draw again.
    drawLanes(element, {
      view,
      cursor,
      seen: book.seen(run),
      spanMs: span(),
      size,
      theme,
      booked,
      words,
    });
  }, [book, run, view, cursor, span, size, theme, booked, words]);
  usePlayheadMotion(head, span);

  const hopUnder = (clientX: number, field: HTMLElement): number | undefined => {
    const { left, width } = field.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    const seq = view?.pace.cursorAt(share * span());
    return seq === undefined ? undefined : Math.min(seq, book.seen(run));
  };
  const seekTo = (clientX: number, field: HTMLElement): void => {
    const seq = hopUnder(clientX, field);
    if (seq === undefined) return;
    player.pause();
    player.seek(seq);
  };
  const brushAt = (clientX: number, field: HTMLElement): void => {
    const hop = hopUnder(clientX, field);
    const event = hop === undefined ? undefined : view?.event(hop);
    if (view === undefined || event === undefined) return;
    acts.brush({ object: objectOfEvent(view, event), hop });
  };
  return (
    <div className="lanes">
      <div className="lane-names" aria-hidden="true">
        {laneNames.map((name) => (
          <span key={name}>{name === 'apiserver' ? words.laneApiserver : labels.lanes[name]}</span>
        ))}
      </div>
      <div
        className="lane-field"
        role="slider"
        tabIndex={0}
        aria-label={words.timeline}
        aria-valuemin={0}
        aria-valuemax={book.seen(run)}
        aria-valuenow={cursor}
        aria-valuetext={words.hop(cursor)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          acts.brush({ object: undefined, hop: undefined });
          seekTo(event.clientX, event.currentTarget);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) {
            seekTo(event.clientX, event.currentTarget);
          } else brushAt(event.clientX, event.currentTarget);
        }}
      >
        <canvas ref={canvas} style={{ height: flagRowPx + laneNames.length * laneHeightPx }} />
        {view !== undefined && <BrushedMarks view={view} seen={book.seen(run)} spanMs={span()} />}
        <div ref={head} className="playhead" />
      </div>
      {view !== undefined && <MarkList view={view} seen={book.seen(run)} />}
    </div>
  );
}

/** The flags of the timeline for those who do not see them, the latest first. */
function MarkList({ view, seen }: { readonly view: RunView; readonly seen: number }) {
  const { words: all, labels } = useLocale();
  const words = all.transport;
  const marks = view.marks.flags.filter(({ seq }) => seq <= seen).slice(-mostMarks);
  return (
    <ol className="visually-hidden" aria-label={words.marks}>
      {marks.toReversed().map(({ seq, kind, label }) => (
        <li key={`${seq} ${kind}`}>
          {words.mark(labels.flags[kind], label, instantText(view.at(seq)))}
        </li>
      ))}
    </ol>
  );
}

function usePlayheadMotion(head: RefObject<HTMLDivElement | null>, span: () => number): void {
  const { player } = usePlayground();
  useEffect(
    () =>
      player.onFrame(() => {
        const element = head.current;
        const width = element?.parentElement?.clientWidth ?? 0;
        if (element === null) return;
        const x = Math.min(1, player.displayMs / span()) * width;
        element.style.transform = `translateX(${x.toFixed(1)}px)`;
      }),
    [head, player, span],
  );
}
