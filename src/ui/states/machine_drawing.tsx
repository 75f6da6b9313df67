/** A machine as a drawing: columns by distance from the start, arrows with the events that take them. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import type { ChartArrow, ChartState, MachineChart } from '#view-model/machine_chart.ts';
import type { TakenTransition } from '#view-model/machine_lives.ts';
import { stateName } from './state_name.ts';

const columnPx = 188;
const rowPx = 84;
const stateWidth = 116;
const stateHeight = 34;
const marginPx = 26;

interface DrawingProps {
  readonly chart: MachineChart;
  readonly title: string;
  /** The state of the instance in view. */
  readonly current: string | undefined;
  /** Its latest transition. */
  readonly last: TakenTransition | undefined;
  readonly taken: readonly TakenTransition[];
  /** How many instances are in each state. */
  readonly counts: ReadonlyMap<string, number>;
}

export function MachineDrawing(props: DrawingProps): ReactElement {
  const { chart, title, current, last, taken, counts } = props;
  const words = useWords().states;
  const columns = 1 + Math.max(...chart.states.map(({ column }) => column));
  const rows = 1 + Math.max(...chart.states.map(({ row }) => row));
  const width = marginPx * 2 + (columns - 1) * columnPx + stateWidth;
  const height = marginPx * 2 + (rows - 1) * rowPx + stateHeight + 16;
  const places = new Map(chart.states.map((state) => [state.name, placeOf(state)]));
  const ways = new Set(taken.map(({ source, target }) => `${source} ${target}`));
  const latest = last === undefined ? '' : `${last.source} ${last.target}`;
  return (
    <div className="machine-scroll">
      <svg
        className="machine"
        viewBox={`0 0 ${width} ${height}`}
        style={{ width, height }}
        role="img"
      >
        <title>{title}</title>
        <defs>
          <marker
            id="machine-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {chart.arrows.map((arrow) => (
          <Arrow
            key={`${arrow.source} ${arrow.target}`}
            arrow={arrow}
            places={places}
            mood={moodOf(arrow, ways, latest)}
          />
        ))}
        {chart.states.map((state) => (
          <g
            key={state.name}
            className={stateClass(state, current)}
            transform={`translate(${placeOf(state).x} ${placeOf(state).y})`}
          >
            <rect width={stateWidth} height={stateHeight} rx={state.final ? 6 : stateHeight / 2} />
            <text x={stateWidth / 2} y={stateHeight / 2 + 4}>
              {stateName(state.name, words)}
            </text>
            {(counts.get(state.name) ?? 0) > 0 && (
              <text className="count" x={stateWidth - 2} y={-5}>
                {counts.get(state.name)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function placeOf({ column, row }: ChartState): Place {
  return { x: marginPx + column * columnPx, y: marginPx + row * rowPx };
}

function stateClass({ name, final }: ChartState, current: string | undefined): string {
  return `machine-state${final ? ' final' : ''}${name === current ? ' here' : ''}`;
}

function moodOf({ source, target }: ChartArrow, ways: ReadonlySet<string>, latest: string): string {
  const way = `${source} ${target}`;
  if (way === latest) return 'latest';
  return ways.has(way) ? 'taken' : '';
}

function Arrow(props: {
  readonly arrow: ChartArrow;
  readonly places: ReadonlyMap<string, Place>;
  readonly mood: string;
}): ReactElement | null {
  const { arrow, places, mood } = props;
  const words = useWords().states;
  const from = places.get(arrow.source);
  const to = places.get(arrow.target);
  if (from === undefined || to === undefined) return null;
  const { path, label } = wayBetween(from, to);
  return (
    <g className={`machine-arrow ${mood}`}>
      <title>
        {words.arrow(
          stateName(arrow.source, words),
          stateName(arrow.target, words),
          arrow.events.join(', '),
        )}
      </title>
      <path d={path} markerEnd="url(#machine-arrow)" />
      {mood !== '' && (
        <text x={label.x} y={label.y}>
          {shortly(arrow.events)}
        </text>
      )}
    </g>
  );
}

/** The events of an arrow as a label that fits between two columns. */
function shortly(events: readonly string[]): string {
  const [first = ''] = events;
  return events.length > 1 ? `${first} +${events.length - 1}` : first;
}

/** Forward straight, back in a bow below, up and down along the side. */
function wayBetween(from: Place, to: Place): { readonly path: string; readonly label: Place } {
  const middle = { x: stateWidth / 2, y: stateHeight / 2 };
  if (to.x === from.x) {
    const down = to.y > from.y;
    if (Math.abs(to.y - from.y) > rowPx) return bowBeside(from, to);
    const x = from.x + middle.x + (down ? -16 : 16);
    const start = down ? from.y + stateHeight : from.y;
    const end = down ? to.y : to.y + stateHeight;
    return { path: `M${x} ${start}V${end}`, label: { x: x + 4, y: (start + end) / 2 + 3 } };
  }
  const forward = to.x > from.x;
  const startX = forward ? from.x + stateWidth : from.x;
  const endX = forward ? to.x : to.x + stateWidth;
  const startY = from.y + middle.y + (forward ? -5 : 7);
  const endY = to.y + middle.y + (forward ? -5 : 7);
  const pull = forward ? 36 : -36;
  const sag = forward ? 0 : 26;
  const path = `M${startX} ${startY}C${startX + pull} ${startY + sag} ${endX - pull} ${endY + sag} ${endX} ${endY}`;
  const label = { x: (startX + endX) / 2, y: (startY + endY) / 2 + (forward ? -5 : sag) };
  return { path, label };
}

/** Past the states between the two, on the right going down and on the left coming up. */
function bowBeside(from: Place, to: Place): { readonly path: string; readonly label: Place } {
  const down = to.y > from.y;
  const x = down ? from.x + stateWidth : from.x;
  const bow = down ? x + 46 : x - 46;
  const [start, end] = [from.y + stateHeight / 2 + 6, to.y + stateHeight / 2 - 6];
  return {
    path: `M${x} ${start}C${bow} ${start} ${bow} ${end} ${x} ${end}`,
    label: { x: bow, y: (start + end) / 2 },
  };
}
