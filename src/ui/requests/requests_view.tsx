/** Every request of the run like a browser's network tab: who asked what, the answer, both bodies. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import { type ReactElement, useMemo, useRef } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import type { ObjectRef } from '#trace/event.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { SeekButton } from '#ui/views/seek_button.tsx';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { useViewChoice } from '#ui/views/use_view_choice.ts';
import { ScrollText } from '#ui/widgets/scroll_text.tsx';
import { durationText, instantText } from '#ui/widgets/time_text.ts';
import {
  type RequestFilter,
  type RequestRow,
  requestClients,
  requestRows,
} from '#view-model/request_rows.ts';
import type { RunView } from '#view-model/run_view.ts';
import './requests_view.css';

const rowPx = 34;

export function RequestsView(): ReactElement {
  const { view, cursor } = useRunAt();
  const [filter, setFilter] = useViewChoice('requests');
  const [chosen, setChosen] = useViewChoice('request');
  const { why } = useWords();
  if (view === undefined) return <p className="panel-empty">{why.noRun}</p>;
  const rows = requestRows(view, cursor, filter);
  const details = rows.find(({ request }) => request === chosen);
  return (
    <div className="view-body requests">
      <Tools view={view} cursor={cursor} filter={filter} change={setFilter} count={rows.length} />
      <div className="requests-split">
        <RequestList rows={rows} chosen={chosen} choose={setChosen} />
        {details !== undefined && <Details row={details} view={view} />}
      </div>
    </div>
  );
}

function Tools(props: {
  readonly view: RunView;
  readonly cursor: number;
  readonly filter: RequestFilter;
  readonly change: (filter: RequestFilter) => void;
  readonly count: number;
}): ReactElement {
  const words = useWords().requests;
  const { view, cursor, filter, change, count } = props;
  return (
    <div className="view-tools">
      <h2>{words.title}</h2>
      <label>
        {words.from}
        <select
          value={filter.client}
          onChange={(event) => change({ ...filter, client: event.target.value })}
        >
          <option value="">{words.everybody}</option>
          {requestClients(view, cursor).map((client) => (
            <option key={client}>{client}</option>
          ))}
        </select>
      </label>
      <label className="requests-search">
        <Search size={14} aria-hidden="true" />
        <span className="visually-hidden">{words.search}</span>
        <input
          type="search"
          placeholder={words.searchExample}
          value={filter.search}
          onChange={(event) => change({ ...filter, search: event.target.value })}
        />
      </label>
      <span className="label">{words.shown(count.toLocaleString('en'))}</span>
    </div>
  );
}

function RequestList(props: {
  readonly rows: readonly RequestRow[];
  readonly chosen: string;
  readonly choose: (request: string) => void;
}): ReactElement {
  const words = useWords().requests;
  const { rows, chosen, choose } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here.
    <section ref={scroller} className="view-scroll" aria-label={words.title} tabIndex={0}>
      {rows.length === 0 && <p className="panel-empty">{words.none}</p>}
      <ol className="request-list" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          // The latest first: that is what has just happened on the stage.
          const row = rows[rows.length - 1 - item.index];
          return (
            row !== undefined && (
              <li key={row.request} style={{ transform: `translateY(${item.start}px)` }}>
                <button
                  type="button"
                  className="request-row"
                  aria-expanded={row.request === chosen}
                  data-object={row.objectKey}
                  onClick={() => choose(row.request === chosen ? '' : row.request)}
                >
                  <span className={`request-status ${toneOf(row)}`}>{statusText(row, words)}</span>
                  <span className="request-method">{row.verb.toUpperCase()}</span>
                  <span className="request-url">{row.url}</span>
                  <span className="request-client">{row.noun}</span>
                  <span className="request-time">{instantText(row.at)}</span>
                </button>
              </li>
            )
          );
        })}
      </ol>
    </section>
  );
}

function statusText({ progress, status }: RequestRow, words: Words['requests']): string {
  if (progress === 'failed') return words.lost;
  if (progress === 'sent') return '…';
  return String(status ?? '…');
}

function toneOf({ progress, status = 0 }: RequestRow): string {
  if (progress === 'failed' || status >= 400) return 'bad';
  return progress === 'done' || progress === 'answered' ? 'good' : 'open';
}

function Details({ row, view }: { readonly row: RequestRow; readonly view: RunView }) {
  const { acts } = usePlayground();
  const words = useWords().requests;
  const { objectKey } = row;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.request, row.request],
    [words.sent, instantText(row.at)],
    [words.took, row.lasted === undefined ? words.underWay : durationText(row.lasted)],
    [words.to, `apiserver-${row.replica}`],
    [words.status, row.status === undefined ? undefined : String(row.status)],
    [words.reason, row.reason],
    [words.message, row.message],
    [words.items, row.items === undefined ? undefined : String(row.items)],
    ['resourceVersion', row.resourceVersion],
  ];
  return (
    <section className="request-details" aria-label={words.details(row.request)}>
      <h3 className="mono">
        {row.method} {row.url}
      </h3>
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="request-places">
        <SeekButton seq={row.seq} className="button">
          {words.whenSent}
        </SeekButton>
        {row.doneSeq !== undefined && (
          <SeekButton seq={row.doneSeq} className="button">
            {words.whenAnswered}
          </SeekButton>
        )}
        {objectKey !== undefined && (
          <button
            type="button"
            className="button"
            onClick={() => acts.select({ kind: 'object', key: objectKey })}
          >
            {words.object}
          </button>
        )}
      </p>
      <Body title={words.requestBody} view={view} body={row.body} />
      <Body title={words.responseBody} view={view} body={row.answer} />
    </section>
  );
}

function Body(props: {
  readonly title: string;
  readonly view: RunView;
  readonly body: ObjectRef | undefined;
}): ReactElement | null {
  const { title, view, body } = props;
  const object = body === undefined || body === '' ? undefined : view.object(body);
  const text = useMemo(() => JSON.stringify(object, undefined, 2) ?? '', [object]);
  if (object === undefined) return null;
  return (
    <>
      <h3 className="body-title">{title}</h3>
      <ScrollText className="request-body" label={title} text={text} />
    </>
  );
}
