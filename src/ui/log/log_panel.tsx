/** Everything that has happened, as text: searchable, copyable, and the stage's accessible twin. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy, Search } from 'lucide-react';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { categoryOf } from '#view-model/category.ts';
import { sentenceOf } from './sentence.ts';
import './log_panel.css';

const rowPx = 60;
/** Copying gives at most this many lines. */
const mostCopied = 5_000;

export function LogPanel(): ReactElement {
  const { acts } = usePlayground();
  const [search, setSearch] = useState('');
  const events = useLogEvents(search);
  const copy = (): void => {
    const lines = events
      .slice(-mostCopied)
      .map(
        (event) => `${event.seq}\t${instantText(event.at)}\t${event.actor}\t${sentenceOf(event)}`,
      );
    acts.copy(lines.join('\n'), 'The log');
  };
  return (
    <div className="log">
      <div className="log-tools">
        <label className="log-search">
          <Search size={14} aria-hidden="true" />
          <span className="visually-hidden">Search the log</span>
          <input
            type="search"
            placeholder="web-1, conflict, store.updated …"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <button
          type="button"
          className="button icon"
          aria-label="Copy the log"
          title="Copy the log"
          onClick={copy}
        >
          <Copy size={15} aria-hidden="true" />
        </button>
      </div>
      <LogList events={events} />
    </div>
  );
}

/** The events up to what has been seen, without the kernel's doings; narrowed by a search. */
function useLogEvents(search: string): readonly TraceEvent[] {
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const seen = Math.max(cursor, book.seen(run));
  const view = book.view(run);
  return useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const end = view === undefined ? 0 : view.indexOf(seen) + 1;
    const told = (view?.events.slice(0, end) ?? []).filter(({ kind }) => keepsKind('teach', kind));
    if (wanted === '') return told;
    return told.filter((event) => searchText(event).includes(wanted));
  }, [view, seen, search]);
}

function searchText(event: TraceEvent): string {
  return `${event.kind} ${event.subject} ${event.actor} ${sentenceOf(event)}`.toLowerCase();
}

function LogList({ events }: { readonly events: readonly TraceEvent[] }): ReactElement {
  const cursor = usePlaygroundState((state) => state.cursor);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  const current = lastIndexUpTo(events, cursor);
  useEffect(() => {
    if (current >= 0) list.scrollToIndex(current, { align: 'center' });
  }, [list, current]);
  return (
    <div ref={scroller} className="log-scroller" role="log" aria-live="off" aria-label="Log">
      {events.length === 0 && <p className="panel-empty">Nothing to show.</p>}
      <ol style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const event = events[item.index];
          return (
            event !== undefined && (
              <li key={event.seq} style={{ transform: `translateY(${item.start}px)` }}>
                <LogRow event={event} current={item.index === current} ahead={event.seq > cursor} />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

function LogRow(props: {
  readonly event: TraceEvent;
  readonly current: boolean;
  readonly ahead: boolean;
}): ReactElement {
  const { event, current, ahead } = props;
  const { player } = usePlayground();
  const category = categoryOf(event);
  return (
    <button
      type="button"
      className={ahead ? 'log-row ahead' : 'log-row'}
      aria-current={current ? 'step' : undefined}
      data-object={event.subject}
      onClick={() => {
        player.pause();
        player.seek(event.seq);
      }}
    >
      <span className="log-glyph">
        {category === 'neutral' ? <i /> : <Glyph identity={category} size={16} />}
      </span>
      <span className="log-text">{sentenceOf(event)}</span>
      <span className="log-side">
        {instantText(event.at)} · {event.actor}
      </span>
    </button>
  );
}

function lastIndexUpTo(events: readonly TraceEvent[], cursor: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.seq ?? 0) <= cursor) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
