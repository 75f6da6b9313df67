/** Everything that has happened, as text: searchable, copyable, and the stage's accessible twin. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy, Search } from 'lucide-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { defaultLocale } from '#messages/locales.ts';
import type { TraceEvent } from '#trace/event.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { categoryOf } from '#view-model/category.ts';
import { type LogFilter, LogIndex, type LogPart } from './log_index.ts';
import { sentenceOf } from './sentence.ts';
import './log_panel.css';

const rowPx = 60;
/** Copying gives at most this many lines. */
const mostCopied = 5_000;

/** The parts of a run in words. */
const parts: readonly (readonly [LogPart, string])[] = [
  ['fault', 'faults'],
  ['command', 'commands'],
  ['apiserver', defaultLocale.labels.lanes.apiserver],
  ['reflector', defaultLocale.labels.lanes.reflector],
  ['cache', defaultLocale.labels.lanes.cache],
  ['queue', defaultLocale.labels.lanes.queue],
];

export function LogPanel(): ReactElement {
  const { acts } = usePlayground();
  const [filter, setFilter] = useState<LogFilter>({ search: '' });
  const { search, part } = filter;
  const log = useLog(filter);
  const copy = (): void => {
    const lines: string[] = [];
    for (let index = Math.max(0, log.count - mostCopied); index < log.count; index++) {
      const event = log.index?.at(index);
      if (event !== undefined) lines.push(logLine(event));
    }
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
            onChange={(event) => setFilter({ search: event.target.value, part })}
          />
        </label>
        <label className="log-part">
          <span className="visually-hidden">Part of the run</span>
          <select
            value={part ?? ''}
            onChange={(event) =>
              setFilter({ search, part: parts.find(([name]) => name === event.target.value)?.[0] })
            }
          >
            <option value="">everything</option>
            {parts.map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
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
      <p className="visually-hidden" role="status">
        {search === '' && part === undefined ? '' : countText(log.count)}
      </p>
      <LogList log={log} />
    </div>
  );
}

function countText(count: number): string {
  return count === 1 ? '1 hop in the log matches.' : `${count} hops in the log match.`;
}

function logLine(event: TraceEvent): string {
  return `${event.seq}\t${instantText(event.at)}\t${event.actor}\t${sentenceOf(event)}`;
}

interface Log {
  readonly index: LogIndex | undefined;
  /** How many rows there are: what the reader has not seen is not told. */
  readonly count: number;
}

function useLog(filter: LogFilter): Log {
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const latest = useRef<LogIndex | undefined>(undefined);
  const view = book.view(run);
  if (view === undefined) return { index: undefined, count: 0 };
  if (latest.current?.isOf(view, filter) !== true) latest.current = new LogIndex(view, filter);
  const index = latest.current;
  return { index, count: index.count(Math.max(cursor, book.seen(run))) };
}

function LogList({ log }: { readonly log: Log }): ReactElement {
  const { index, count } = log;
  const cursor = usePlaygroundState((state) => state.cursor);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  const current = (index?.count(cursor) ?? 0) - 1;
  useEffect(() => {
    if (current >= 0) list.scrollToIndex(current, { align: 'center' });
  }, [list, current]);
  return (
    <div ref={scroller} className="log-scroller" role="log" aria-live="off" aria-label="Log">
      {count === 0 && <p className="panel-empty">Nothing to show.</p>}
      <ol style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const event = index?.at(item.index);
          return (
            event !== undefined && (
              <li key={event.seq} style={{ transform: `translateY(${item.start}px)` }}>
                <LogRow event={event} current={item.index === current} ahead={event.seq > cursor} />
                <RowWhy event={event} />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

/** Leads to the hop and asks what led to it. */
function RowWhy({ event }: { readonly event: TraceEvent }): ReactElement {
  const { player, acts } = usePlayground();
  return (
    <button
      type="button"
      className="button bare log-why"
      aria-label={`Why? ${sentenceOf(event)}`}
      title="What led to this"
      onClick={() => {
        player.pause();
        player.seek(event.seq);
        acts.ask({ kind: 'why', seq: event.seq });
      }}
    >
      Why?
    </button>
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
