/** Everything that has happened, as text: searchable, copyable, and the stage's accessible twin. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy, Search } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { Locale } from '#messages/locale.ts';
import { sentence } from '#messages/sentence.ts';
import type { TraceEvent } from '#trace/event.ts';
import { useLocale, useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { useViewChoice } from '#ui/views/use_view_choice.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { categoryOf } from '#view-model/category.ts';
import { objectOfEvent } from '#view-model/event_object.ts';
import { type LogFilter, LogIndex, type LogPart } from './log_index.ts';
import { useSentence } from './sentence.ts';
import './log_panel.css';

const rowPx = 60;
/** Copying gives at most this many lines. */
const mostCopied = 5_000;

/** The parts of a run in words. */
function partsOf({ words, labels }: Locale): readonly (readonly [LogPart, string])[] {
  return [
    ['fault', words.log.faults],
    ['command', words.log.commands],
    ['apiserver', labels.lanes.apiserver],
    ['reflector', labels.lanes.reflector],
    ['cache', labels.lanes.cache],
    ['queue', labels.lanes.queue],
  ];
}

export function LogPanel(): ReactElement {
  const { acts } = usePlayground();
  const [filter, setFilter] = useViewChoice('log');
  const { search, part } = filter;
  const locale = useLocale();
  const words = locale.words.log;
  const parts = partsOf(locale);
  const log = useLog({ ...filter, locale });
  const copy = (): void => {
    const lines: string[] = [];
    for (let index = Math.max(0, log.count - mostCopied); index < log.count; index++) {
      const event = log.index?.at(index);
      if (event !== undefined) lines.push(logLine(event, locale));
    }
    acts.copy(lines.join('\n'), words.copied);
  };
  return (
    <div className="log">
      <div className="log-tools">
        <label className="log-search">
          <Search size={14} aria-hidden="true" />
          <span className="visually-hidden">{words.search}</span>
          <input
            type="search"
            placeholder={words.searchExample}
            value={search}
            onChange={(event) => setFilter({ search: event.target.value, part })}
          />
        </label>
        <label className="log-part">
          <span className="visually-hidden">{words.part}</span>
          <select
            value={part ?? ''}
            onChange={(event) =>
              setFilter({ search, part: parts.find(([name]) => name === event.target.value)?.[0] })
            }
          >
            <option value="">{words.everything}</option>
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
          aria-label={words.copy}
          title={words.copy}
          onClick={copy}
        >
          <Copy size={15} aria-hidden="true" />
        </button>
      </div>
      <p className="visually-hidden" role="status">
        {search === '' && part === undefined ? '' : words.matching(log.count)}
      </p>
      <LogList log={log} />
    </div>
  );
}

function logLine(event: TraceEvent, locale: Locale): string {
  return `${event.seq}\t${instantText(event.at)}\t${event.actor}\t${sentence(event, locale)}`;
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
  const words = useWords().log;
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
    <div
      ref={scroller}
      className="log-scroller"
      role="log"
      aria-live="off"
      aria-label={words.title}
    >
      {count === 0 && <p className="panel-empty">{words.nothing}</p>}
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
  const words = useWords().log;
  const sentenceOf = useSentence();
  return (
    <button
      type="button"
      className="button bare log-why"
      aria-label={words.whyOf(sentenceOf(event))}
      title={words.whyAbout}
      onClick={() => {
        player.pause();
        player.seek(event.seq);
        acts.ask({ kind: 'why', seq: event.seq });
      }}
    >
      {words.why}
    </button>
  );
}

function LogRow(props: {
  readonly event: TraceEvent;
  readonly current: boolean;
  readonly ahead: boolean;
}): ReactElement {
  const { event, current, ahead } = props;
  const { book, store } = usePlayground();
  const view = book.view(store.getState().run);
  const { player } = usePlayground();
  const category = categoryOf(event);
  const sentenceOf = useSentence();
  return (
    <button
      type="button"
      className={ahead ? 'log-row ahead' : 'log-row'}
      aria-current={current ? 'step' : undefined}
      data-object={view === undefined ? undefined : objectOfEvent(view, event)}
      data-hop={event.seq}
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
