/**
 * State charts drawn from the same XState definitions that the trace is checked against: where each thing
 * stands in its life, and which transitions it has taken.
 */

import { type ReactElement, useMemo, useState } from 'react';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { SeekButton } from '#ui/views/seek_button.tsx';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { instantText } from '#ui/widgets/time_text.ts';
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
import './states_view.css';

const titles: Readonly<Record<ChartedMachine, string>> = {
  reflector: 'Reflector',
  watchStream: 'Watch stream',
  request: 'API request',
  delta: 'Delta',
  listener: 'Listener',
  workItem: 'Work item',
  reconcile: 'Reconcile',
  leaseHolder: 'Lease holder',
  hop: 'Hop on the wire',
};
/** More instances than this are counted, not listed. */
const mostListed = 60;

export function StatesView(): ReactElement {
  const { view, cursor } = useRunAt();
  const [machine, setMachine] = useState<ChartedMachine>('reflector');
  const [chosen, setChosen] = useState('');
  if (view === undefined) return <p className="panel-empty">No run has opened yet.</p>;
  return (
    <div className="view-body">
      <div className="view-tools">
        <h2>Lives</h2>
        <label>
          of each
          <select
            value={machine}
            onChange={(event) => {
              setMachine(event.target.value as ChartedMachine);
              setChosen('');
            }}
          >
            {chartedMachines.map((name) => (
              <option key={name} value={name}>
                {titles[name]}
              </option>
            ))}
          </select>
        </label>
        <span className="label">A life that the machine does not allow fails the tests.</span>
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
  const chart = useMemo(() => machineChart(machine), [machine]);
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
    <section className="view-scroll states" aria-label={`Lives: ${titles[machine]}`} tabIndex={0}>
      <MachineDrawing
        chart={chart}
        title={`${titles[machine]} ${current?.instance ?? ''} is ${current?.state ?? 'not begun'}`}
        current={current?.state}
        last={taken.at(-1)}
        taken={taken}
        counts={stateCounts(rows)}
      />
      <div className="states-columns">
        <Instances rows={rows} current={current} choose={choose} />
        <Transitions taken={taken} instance={current?.instance} />
      </div>
    </section>
  );
}

function Instances(props: {
  readonly rows: readonly InstanceRow[];
  readonly current: InstanceRow | undefined;
  readonly choose: (instance: string) => void;
}): ReactElement {
  const { rows, current, choose } = props;
  return (
    <section>
      <h3>{rows.length.toLocaleString('en')} so far, the latest to move first</h3>
      <ul className="states-list">
        {rows.slice(0, mostListed).map((row) => (
          <li key={row.instance}>
            <button
              type="button"
              aria-pressed={row.instance === current?.instance}
              onClick={() => choose(row.instance)}
            >
              <span className="name">{row.instance}</span>
              <span className={row.final ? 'chip over' : 'chip'}>{row.state}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > mostListed && <p className="label">… and {rows.length - mostListed} more</p>}
      {rows.length === 0 && <p className="empty">None has begun its life yet.</p>}
    </section>
  );
}

function Transitions(props: {
  readonly taken: readonly TakenTransition[];
  readonly instance: string | undefined;
}): ReactElement {
  const { taken, instance } = props;
  return (
    <section>
      <h3>Transitions taken{instance === undefined ? '' : ` by ${instance}`}</h3>
      <ol className="states-taken">
        {taken.map(({ seq, at, source, target }) => (
          <li key={seq}>
            <SeekButton seq={seq}>{instantText(at)}</SeekButton>
            <span>
              {source} → <b>{target}</b>
            </span>
          </li>
        ))}
      </ol>
      {taken.length === 0 && <p className="empty">It is where it began.</p>}
    </section>
  );
}
