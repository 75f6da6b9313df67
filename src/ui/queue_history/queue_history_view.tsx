/** A work queue over the run: how many keys stood in each of its sets, and which worker had which key when. */

import { area, curveStepAfter, scaleLinear } from 'd3';
import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { SeekButton } from '#ui/views/seek_button.tsx';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { useViewChoice } from '#ui/views/use_view_choice.ts';
import { instantText } from '#ui/widgets/time_text.ts';
import {
  type CountStep,
  type QueueHistory,
  queueHistory,
  queueNames,
  queueSets,
  type WorkBar,
} from '#view-model/queue_history.ts';
import type { RunView } from '#view-model/run_view.ts';
import './queue_history_view.css';

const widthPx = 900;
const chartPx = 70;
const barPx = 20;
/** Bars narrower than this, in the chart's units, are still seen. */
const leastBarPx = 2;
/** The latest so many hand-overs are listed. */
const mostListed = 40;

export function QueueHistoryView(): ReactElement {
  const { view, cursor } = useRunAt();
  const focus = usePlaygroundState((state) => state.focus);
  const [wanted, setWanted] = useViewChoice('workqueue');
  const { why, queueHistory: words } = useWords();
  if (view === undefined) return <p className="panel-empty">{why.noRun}</p>;
  const names = queueNames(view, cursor);
  const name = names.find((each) => each === (wanted || focus?.program)) ?? names[0];
  const history = name === undefined ? undefined : queueHistory(view, name, cursor);
  return (
    <div className="view-body">
      <div className="view-tools">
        <h2>{words.title}</h2>
        <label>
          {words.of}
          <select value={name} onChange={(event) => setWanted(event.target.value)}>
            {names.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <span className="label">{words.about}</span>
      </div>
      {history === undefined ? (
        <p className="panel-empty">{words.none}</p>
      ) : (
        <Chart history={history} view={view} />
      )}
    </div>
  );
}

function Chart({ history, view }: { readonly history: QueueHistory; readonly view: RunView }) {
  const words = useWords().queueHistory;
  const x = scaleLinear([0, Math.max(1, history.endMs)], [0, widthPx]);
  const most = history.most;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here.
    <section className="view-scroll queue-history" aria-label={words.overTime} tabIndex={0}>
      {queueSets.map((set) => (
        <figure key={set} className={`queue-set ${set}`}>
          <figcaption>
            <span>{words.sets[set]}</span>
            <b>{history.sets[set].at(-1)?.count ?? 0}</b>
          </figcaption>
          <Steps steps={history.sets[set]} x={x} most={most} />
        </figure>
      ))}
      <figure className="queue-set workers">
        <figcaption>
          <span>{words.workers}</span>
        </figcaption>
        <Bars history={history} x={x} />
      </figure>
      <WorkList bars={history.bars} view={view} />
    </section>
  );
}

type Scale = (value: number) => number;

function Steps(props: {
  readonly steps: readonly CountStep[];
  readonly x: Scale;
  readonly most: number;
}): ReactElement {
  const { steps, x, most } = props;
  const y = scaleLinear([0, most], [chartPx - 1, 4]);
  const points = [
    [0, 0] as const,
    ...steps.map(({ displayMs, count }) => [x(displayMs), count] as const),
    [widthPx, steps.at(-1)?.count ?? 0] as const,
  ];
  const shape = area<readonly [number, number]>(
    ([left]) => left,
    y(0),
    ([, count]) => y(count),
  ).curve(curveStepAfter);
  return (
    <svg viewBox={`0 0 ${widthPx} ${chartPx}`} preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2={widthPx} y1={y(0)} y2={y(0)} />
      <path d={shape(points) ?? ''} />
    </svg>
  );
}

function Bars({ history, x }: { readonly history: QueueHistory; readonly x: Scale }) {
  const { workers, bars } = history;
  return (
    <svg
      viewBox={`0 0 ${widthPx} ${Math.max(1, workers.length) * barPx}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map((bar) => (
        <rect
          key={bar.seq}
          className={bar.open ? 'open' : ''}
          data-object={bar.object}
          data-hop={bar.seq}
          x={x(bar.fromMs)}
          y={workers.indexOf(bar.worker) * barPx + 3}
          width={Math.max(leastBarPx, x(bar.toMs) - x(bar.fromMs))}
          height={barPx - 6}
        />
      ))}
    </svg>
  );
}

function WorkList({ bars, view }: { readonly bars: readonly WorkBar[]; readonly view: RunView }) {
  const words = useWords().queueHistory;
  const latest = bars.slice(-mostListed).reverse();
  return (
    <table className="queue-work">
      <caption>
        {bars.length > mostListed ? words.latest(mostListed, bars.length) : words.every}
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.worker}</th>
          <th scope="col">{words.key}</th>
        </tr>
      </thead>
      <tbody>
        {latest.map((bar) => (
          <tr key={bar.seq} data-object={bar.object}>
            <td>
              <SeekButton seq={bar.seq}>{instantText(view.at(bar.seq))}</SeekButton>
            </td>
            <td>{bar.worker}</td>
            <td>
              {bar.key}
              {bar.open ? words.inHand : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
