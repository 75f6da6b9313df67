/** The runs of a playground as a tree: who was forked from whom, laid out from left to right. */

import { stratify, tree } from 'd3';

export interface Branch {
  readonly id: number;
  readonly parent: number | undefined;
}

export interface BranchPlace {
  readonly id: number;
  readonly parent: number | undefined;
  /** Steps from the left; a run that was forked from none is at 0. */
  readonly column: number;
  /** Steps from the top. */
  readonly row: number;
}

export interface BranchTree {
  readonly places: readonly BranchPlace[];
  readonly columns: number;
  readonly rows: number;
}

const root = 0;

/** `runs` name their parents, which must be among them; several may have none. */
export function branchTree(runs: readonly Branch[]): BranchTree {
  if (runs.length === 0) return { places: [], columns: 0, rows: 0 };
  const hierarchy = stratify<Branch>()
    .id(({ id }) => String(id))
    .parentId(({ id, parent }) => (id === root ? undefined : String(parent ?? root)))([
    { id: root, parent: undefined },
    ...runs,
  ]);
  const laid = tree<Branch>()
    .nodeSize([1, 1])
    .separation(() => 1)(hierarchy);
  const nodes = laid.descendants().filter(({ data }) => data.id !== root);
  const top = Math.min(...nodes.map(({ x }) => x));
  const places = nodes.map(({ data, x, y }): BranchPlace => {
    const { id, parent } = data;
    return { id, parent, column: y - 1, row: x - top };
  });
  return {
    places,
    columns: Math.max(...places.map(({ column }) => column)) + 1,
    rows: Math.max(...places.map(({ row }) => row)) + 1,
  };
}
