/**
 * State charts drawn from the same XState definitions that the trace is checked against: where each thing
 * stands in its life, and which transitions it has taken.
 */

import { type ReactElement, useMemo } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { SeekButton } from '#ui/views/seek_button.tsx';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { useViewChoice } from '#ui/views/use_view_choice.ts';
import { instantText } from '#ui/widgets/time_text.ts';
import { objectOfEvent } from '#view-model/event_object.ts';
import { type ChartedMachine, chartedMachines, machineChart } from '#view-model/machine_chart.ts';
import {
  type InstanceRow,
  instanceRows,
  stateCounts,
  type TakenTransition,
  takenTransitions,
} from '#view-model/machine_lives.ts';
import type { RunView } from '#view-model/run_view.ts';
import { MachineDrawing } from './machine_drawing.tsx';
import { stateName } from './state_name.ts';
import './states_view.css';

/** More instances than this are counted, not listed. */
const mostListed = 60;

export function StatesView(): ReactElement {
  const { view, cursor } = useRunAt();
  const [machine, setMachine] = useViewChoice('machine');
  const [chosen, setChosen] = useViewChoice('instance');
  const { why, states: words } = useWords();
  if (view === undefined) return <p className="panel-empty">{why.noRun}</p>;
  return (
    <div className="view-body">
      <div className="view-tools">
        <h2>{words.title}</h2>
        <label>
          {words.ofEach}
          <select
            value={machine}
            onChange={(event) => {
              setMachine(event.target.value as ChartedMachine);
              setChosen('');
            }}
          >
            {chartedMachines.map((name) => (
              <option key={name} value={name}>
                {words.machines[name]}
              </option>
            ))}
          </select>
        </label>
        <span className="label">{words.about}</span>
      </div>
      <Lives machine={machine} view={view} cursor={cursor} chosen={chosen} choose={setChosen} />
    </div>
  );
}

interface LivesProps {
  readonly machine: ChartedMachine;
  readonly view: RunView;
  readonly cursor: number;
  readonly chosen: string;
  readonly choose: (instance: string) => void;
}

function Lives({ machine, view, cursor, chosen, choose }: LivesProps): ReactElement {
  const words = useWords().states;
  const chart = useMemo(() => machineChart(machine), [machine]);
  const label = words.livesOf(words.machines[machine]);
  const rows = instanceRows(view, chart, cursor);
  const focus = usePlaygroundState((state) => state.focus);
  const current =
    rows.find(({ instance }) => instance === chosen) ??
    rows.find(({ instance }) => instance === focus?.informer) ??
    rows[0];
  const taken =
    current === undefined
      ? []
      : takenTransitions(view, { machine, instance: current.instance }, cursor);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here.
    <section className="view-scroll states" aria-label={label} tabIndex={0}>
      <MachineDrawing
        chart={chart}
        title={words.picture(
          words.machines[machine],
          current?.instance ?? '',
          current === undefined ? words.notBegun : stateName(current.state, words),
        )}
        current={current?.state}
        last={taken.at(-1)}
        taken={taken}
        counts={stateCounts(rows)}
      />
      <div className="states-columns">
        <Instances rows={rows} view={view} current={current} choose={choose} />
        <Transitions taken={taken} instance={current?.instance} />
      </div>
    </section>
  );
}

function Instances(props: {
  readonly rows: readonly InstanceRow[];
  readonly view: RunView;
  readonly current: InstanceRow | undefined;
  readonly choose: (instance: string) => void;
}): ReactElement {
  const words = useWords().states;
  const { rows, view, current, choose } = props;
  return (
    <section>
      <h3>{words.soFar(rows.length.toLocaleString('en'))}</h3>
      <ul className="states-list">
        {rows.slice(0, mostListed).map((row) => (
          <li key={row.instance}>
            <button
              type="button"
              aria-pressed={row.instance === current?.instance}
              data-object={objectMovedBy(view, row)}
              data-hop={row.since}
              onClick={() => choose(row.instance)}
            >
              <span className="name">{row.instance}</span>
              <span className={row.final ? 'chip over' : 'chip'}>
                {stateName(row.state, words)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > mostListed && <p className="label">{words.more(rows.length - mostListed)}</p>}
      {rows.length === 0 && <p className="empty">{words.none}</p>}
    </section>
  );
}

function Transitions(props: {
  readonly taken: readonly TakenTransition[];
  readonly instance: string | undefined;
}): ReactElement {
  const words = useWords().states;
  const { taken, instance } = props;
  return (
    <section>
      <h3>{instance === undefined ? words.taken : words.takenBy(instance)}</h3>
      <ol className="states-taken">
        {taken.map(({ seq, at, source, target }) => (
          <li key={seq}>
            <SeekButton seq={seq}>{instantText(at)}</SeekButton>
            <span>
              {stateName(source, words)} → <b>{stateName(target, words)}</b>
            </span>
          </li>
        ))}
      </ol>
      {taken.length === 0 && <p className="empty">{words.noneTaken}</p>}
    </section>
  );
}

/** The object of the event that brought an instance where it is. */
function objectMovedBy(view: RunView, { since }: InstanceRow): string | undefined {
  const event = view.event(since);
  return event === undefined ? undefined : objectOfEvent(view, event);
}
