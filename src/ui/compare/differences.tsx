/** In what the two runs differ: their state right now, and what each lane did in the whole run. */

import { type ReactElement, type RefObject, useDeferredValue, useMemo, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { stateName } from '#ui/states/state_name.ts';
import { comparedLanes, focusOf } from '#view-model/comparison_lanes.ts';
import type { LaneComparison, Parting } from '#view-model/divergence.ts';
import { type StateDifference, stateDiff } from '#view-model/state_diff.ts';
import { toParting } from './use_compare_keys.ts';
import { useLooking, useTwinState, useTwins } from './use_twins.ts';

/** Between the cursors, in the program on the stages. */
export function useDifferences(): readonly StateDifference[] {
  const { sides } = useTwins();
  const left = useDeferredValue(useTwinState((state) => state.left));
  const right = useDeferredValue(useTwinState((state) => state.right));
  const { program } = useLooking((state) => state.focus);
  return useMemo(
    () =>
      stateDiff(
        { view: sides.left.run.view, cursor: left },
        { view: sides.right.run.view, cursor: right },
        { program },
      ),
    [sides, left, right, program],
  );
}

export function Differences(props: {
  readonly differences: readonly StateDifference[];
  readonly place: RefObject<HTMLElement | null>;
}): ReactElement {
  const words = useWords().compare;
  const { program } = useLooking((state) => state.focus);
  return (
    <section className="differences" ref={props.place} aria-label={words.differences}>
      <h2>
        {words.stateNow(program)} <span className="label">{words.whereDiffer}</span>
      </h2>
      <StateTable differences={props.differences} />
      <h2>
        {words.wholeRun} <span className="label">{words.leftAside}</span>
      </h2>
      <LaneTable />
    </section>
  );
}

function StateTable({ differences }: { readonly differences: readonly StateDifference[] }) {
  const words = useWords().compare;
  const { sides } = useTwins();
  const { states } = useWords();
  const valueText = (text: string): string => {
    if (text === '') return '–';
    const stale = /^(.*), stale$/.exec(text)?.[1];
    return stale === undefined
      ? (words.facts[text] ?? stateName(text, states))
      : words.stale(stale);
  };
  if (differences.length === 0) {
    return <p className="empty">{words.same}</p>;
  }
  return (
    <table className="state-table">
      <thead>
        <tr>
          <th scope="col">{words.of}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{sides.left.title}</th>
          <th scope="col">{sides.right.title}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ area, noun, what, left, right }) => (
          <tr key={`${area} ${noun} ${what}`}>
            <td>
              {words.areas[area]} <code>{noun}</code>
            </td>
            <td>{words.facts[what] ?? what}</td>
            <td className="left">{valueText(left)}</td>
            <td className="right">{valueText(right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LaneTable(): ReactElement {
  const words = useWords().compare;
  const { divergence } = useTwins();
  const { informer, program } = useLooking((state) => state.focus);
  const [all, setAll] = useState(false);
  const rows = useMemo(() => rowsOf(divergence.lanes), [divergence]);
  const shown = all ? rows : rows.filter((row) => focusOf(row.noun).program === program);
  return (
    <>
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">{words.of}</th>
            {comparedLanes.map((kind) => (
              <th key={kind} scope="col">
                {words.lanes[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.noun} className={row.noun === informer ? 'focused' : ''}>
              <th scope="row">{row.noun}</th>
              {comparedLanes.map((kind) => (
                <td key={kind}>
                  <Cell cell={row.cells.get(kind)} what={`${row.noun} ${words.lanes[kind]}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="button" aria-pressed={all} onClick={() => setAll(!all)}>
        {all ? words.only(program) : words.allPrograms}
      </button>
    </>
  );
}

interface Counted {
  readonly left: number;
  readonly right: number;
  readonly parting: Parting | undefined;
}

interface Row {
  readonly noun: string;
  readonly cells: ReadonlyMap<string, Counted>;
}

/** A row per informer or program; the listeners of an informer stand together. */
function rowsOf(lanes: readonly LaneComparison[]): readonly Row[] {
  const rows = new Map<string, Map<string, Counted>>();
  for (const { noun, kind, left, right, parting } of lanes) {
    const name = focusOf(noun).informer || noun;
    const cells = rows.get(name) ?? new Map<string, Counted>();
    const known = cells.get(kind) ?? { left: 0, right: 0, parting: undefined };
    cells.set(kind, {
      left: known.left + left,
      right: known.right + right,
      parting: earlier(known.parting, parting),
    });
    rows.set(name, cells);
  }
  return [...rows].map(([noun, cells]) => ({ noun, cells }));
}

function earlier(one: Parting | undefined, other: Parting | undefined): Parting | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.at <= other.at ? one : other;
}

function Cell({ cell, what }: { readonly cell: Counted | undefined; readonly what: string }) {
  const words = useWords().compare;
  const twins = useTwins();
  if (cell === undefined) return null;
  const { left, right, parting } = cell;
  if (parting === undefined) return <span className="alike">{left}</span>;
  return (
    <button
      type="button"
      className="parts"
      aria-label={words.cell(what, left, right)}
      title={words.toParting}
      onClick={() => toParting(twins, parting)}
    >
      {left === right ? `${left} ≠` : `${left} · ${right}`}
    </button>
  );
}
