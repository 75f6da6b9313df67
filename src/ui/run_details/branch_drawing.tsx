/** The branches as a tree, from left to right. The list below says the same in words, and is what the keyboard reaches. */

import { curveBumpX, link } from 'd3';
import { type ReactElement, useMemo } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { BookedRun } from '#ui/playground/run_book.ts';
import { type BranchPlace, branchTree } from '#view-model/branch_tree.ts';
import { runName } from './run_name.ts';

const columnPx = 64;
const rowPx = 30;
const marginPx = 12;

export function BranchDrawing(props: {
  readonly runs: readonly BookedRun[];
  readonly current: number;
}): ReactElement {
  const { runs, current } = props;
  const { acts } = usePlayground();
  const words = useWords().runDetails;
  const laid = useMemo(() => branchTree(runs.map(({ id, parent }) => ({ id, parent }))), [runs]);
  const width = (laid.columns - 1) * columnPx + 2 * marginPx + 190;
  const height = (laid.rows - 1) * rowPx + 2 * marginPx;
  const places = new Map(laid.places.map((place) => [place.id, place]));
  return (
    <div className="branch-drawing">
      <svg width={width} height={height} aria-hidden="true">
        {laid.places.map((place) => {
          const parent = place.parent === undefined ? undefined : places.get(place.parent);
          return parent === undefined ? null : (
            <path key={place.id} className="branch-edge" d={edge(parent, place)} />
          );
        })}
        {runs.map(({ id, name: given }) => {
          const name = runName(given, words);
          const place = places.get(id);
          if (place === undefined) return null;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the list below is what is read and reached by keys.
            <g
              key={id}
              className={id === current ? 'branch-node current' : 'branch-node'}
              transform={`translate(${xOf(place)} ${yOf(place)})`}
              onClick={() => acts.showRun(id)}
            >
              <title>{name}</title>
              <circle r={id === current ? 7 : 5} />
              {isLast(place, laid.places) && (
                <text x={12} y={4}>
                  {name.length > 30 ? `${name.slice(0, 29)}…` : name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const draw = link<{ source: [number, number]; target: [number, number] }, [number, number]>(
  curveBumpX,
);

function edge(parent: BranchPlace, child: BranchPlace): string {
  const source: [number, number] = [xOf(parent), yOf(parent)];
  return draw({ source, target: [xOf(child), yOf(child)] }) ?? '';
}

/** Names stand beside the ends of branches, where there is room. */
function isLast(place: BranchPlace, all: readonly BranchPlace[]): boolean {
  return all.every(({ parent }) => parent !== place.id);
}

function xOf({ column }: BranchPlace): number {
  return marginPx + column * columnPx;
}

function yOf({ row }: BranchPlace): number {
  return marginPx + row * rowPx;
}
