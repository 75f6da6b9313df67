/** The run as a sequence diagram by goroutine: columns stand, rows scroll, the current row is marked. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { useSentence } from '#ui/log/sentence.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { useIndex } from '#ui/views/use_index.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { durationText, instantText } from '#ui/widgets/time_text.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import { SequenceIndex, type SequenceRow } from '#view-model/sequence.ts';
import './sequence_view.css';

const rowPx = 40;
const textPx = 300;
const narrowTextPx = 168;
const leastLanePx = 70;
const mostLanePx = 150;
/** The lanes are those of the latest so many rows. */
const rowsOfLanes = 48;
/** A wait from here on is written into the diagram. */
const waitFrom = 200_000_000;

export function SequenceView(): ReactElement {
  const { view, cursor } = useRunAt();
  const focus = usePlaygroundState((state) => state.focus);
  const { why } = useWords();
  if (view === undefined) return <p className="panel-empty">{why.noRun}</p>;
  const program = focus?.program ?? view.timelines.programs.list(cursor)[0]?.key ?? '';
  return <Sequence view={view} cursor={cursor} program={program} />;
}

function Sequence(props: {
  readonly view: RunView;
  readonly cursor: number;
  readonly program: string;
}): ReactElement {
  const { view, cursor, program } = props;
  const words = useWords().sequence;
  const { acts } = usePlayground();
  const index = useIndex(view, program, (run) => new SequenceIndex(run, { program }));
  const count = index.count(cursor);
  const lanes = index.lanes(count - rowsOfLanes, count);
  const programs = view.timelines.programs.list(cursor).map(({ key }) => key);
  const choose = (name: string): void => {
    const informer = informerOf(view, name, cursor);
    acts.focusOn({ program: name, informer });
  };
  return (
    <div className="view-body">
      <div className="view-tools">
        <h2>{words.title}</h2>
        <label>
          {words.of}
          <select value={program} onChange={(event) => choose(event.target.value)}>
            {programs.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <span className="label">{words.about}</span>
      </div>
      <Rows index={index} count={count} lanes={lanes} />
    </div>
  );
}

/** The first informer of a program, so that the stage follows. */
function informerOf(view: RunView, program: string, cursor: number): string {
  const life = view.timelines.programs.at(program, cursor)?.life.at(cursor);
  return life?.informers.list(cursor)[0]?.key ?? program;
}

function Rows(props: {
  readonly index: SequenceIndex;
  readonly count: number;
  readonly lanes: readonly string[];
}): ReactElement {
  const { index, count, lanes } = props;
  const words = useWords().sequence;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  useEffect(() => {
    if (count > 0) list.scrollToIndex(count - 1, { align: 'end' });
  }, [list, count]);
  const measures = useMeasures(scroller, lanes.length);
  const { lanePx } = measures;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here.
    <section ref={scroller} className="view-scroll" aria-label={words.label} tabIndex={0}>
      <div className="sequence" style={{ width: measures.textPx + lanes.length * lanePx }}>
        <div className="sequence-heads" aria-hidden="true">
          <span className="sequence-corner" style={{ width: measures.textPx }} />
          {lanes.map((lane) => (
            <span key={lane} style={{ width: lanePx }} title={lane}>
              <b>{shortLane(lane)}</b>
              {programOf(lane) === lane ? '' : programOf(lane)}
            </span>
          ))}
        </div>
        {count === 0 && <p className="panel-empty">{words.nothing}</p>}
        <ol style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const row = index.row(item.index);
            return (
              row !== undefined && (
                <li key={row.seq} style={{ transform: `translateY(${item.start}px)` }}>
                  <Row
                    row={row}
                    lanes={lanes}
                    current={item.index === count - 1}
                    measures={measures}
                  />
                </li>
              )
            );
          })}
        </ol>
      </div>
    </section>
  );
}

interface Measures {
  readonly textPx: number;
  readonly lanePx: number;
}

/** The lanes share what the text leaves; where they do not fit they scroll. */
function useMeasures(scroller: React.RefObject<HTMLElement | null>, lanes: number): Measures {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, [scroller]);
  const text = width < 620 ? narrowTextPx : textPx;
  const lane = Math.floor((width - text) / Math.max(1, lanes));
  return { textPx: text, lanePx: Math.max(leastLanePx, Math.min(mostLanePx, lane)) };
}

/** `pods/reflector` of `rs-controller/pods/reflector`. */
function shortLane(lane: string): string {
  const program = programOf(lane);
  return program === lane ? lane : lane.slice(program.length + 1);
}

function Row(props: {
  readonly row: SequenceRow;
  readonly lanes: readonly string[];
  readonly current: boolean;
  readonly measures: Measures;
}): ReactElement {
  const { row, lanes, current, measures } = props;
  const { lanePx } = measures;
  const { player } = usePlayground();
  const { event, category, waited } = row;
  const middle = (lane: string | undefined): number | undefined => {
    const index = lane === undefined ? -1 : lanes.indexOf(lane);
    return index < 0 ? undefined : (index + 0.5) * lanePx;
  };
  const to = middle(row.lane);
  const words = useWords().sequence;
  const sentenceOf = useSentence();
  const from = middle(row.from);
  const width = lanes.length * lanePx;
  return (
    <button
      type="button"
      className="sequence-row"
      aria-current={current ? 'step' : undefined}
      data-object={row.object}
      data-hop={event.seq}
      onClick={() => {
        player.pause();
        player.seek(event.seq);
      }}
    >
      <span className="sequence-text" style={{ width: measures.textPx }}>
        {category === 'neutral' ? <i /> : <Glyph identity={category} size={14} />}
        <span>
          {sentenceOf(event)}{' '}
          <small>
            {instantText(row.at)}
            {waited >= waitFrom ? words.after(durationText(waited)) : ''}
          </small>
        </span>
      </span>
      <svg width={width} height={rowPx} viewBox={`0 0 ${width} ${rowPx}`} aria-hidden="true">
        {lanes.map((lane, index) => (
          <path key={lane} className="lifeline" d={`M${(index + 0.5) * lanePx} 0V${rowPx}`} />
        ))}
        {to !== undefined && <HandOver from={from} to={to} category={category} />}
      </svg>
    </button>
  );
}

function HandOver(props: {
  readonly from: number | undefined;
  readonly to: number;
  readonly category: string;
}): ReactElement {
  const { from, to, category } = props;
  const y = rowPx / 2;
  return (
    <g className={category}>
      {from !== undefined && (
        <>
          <path className="hand-over" d={`M${from} ${y}H${from < to ? to - 8 : to + 8}`} />
          <circle className="giver" cx={from} cy={y} r="3" />
        </>
      )}
      <circle className="taker" cx={to} cy={y} r="6" />
    </g>
  );
}
