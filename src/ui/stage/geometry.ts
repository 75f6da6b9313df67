/**
 * Where the pipes run, given where the boxes stand. Wide: the loop everybody draws, two rows joined by
 * rails. Column: the same loop unrolled, with its way back along the right edge.
 */

/** The boxes of the loop, in the order a change passes through them. */
export type BoxName =
  | 'server'
  | 'reflector'
  | 'queue'
  | 'indexer'
  | 'handlers'
  | 'workqueue'
  | 'workers';

/** The ways between boxes. `ask` and `read` carry requests and lister reads. */
export type PipeName =
  | 'watch'
  | 'ask'
  | 'deltas'
  | 'store'
  | 'notify'
  | 'keys'
  | 'get'
  | 'write'
  | 'read';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Boxes = Readonly<Partial<Record<BoxName, Rect>>>;

export interface Pipe {
  readonly name: PipeName;
  /** The tube as drawn: from edge to edge. */
  readonly tube: readonly Point[];
  /** The way a token goes: from inside the one box to inside the other. */
  readonly way: readonly Point[];
}

export type Arrangement = 'wide' | 'column';

/** How far below a box's top its rail runs. */
export const railOffsetPx = 50;
/** How far inside a box a token appears and disappears. */
const insetPx = 34;

interface Ends {
  readonly name: PipeName;
  readonly from: BoxName;
  readonly to: BoxName;
}

const ends: readonly Ends[] = [
  { name: 'watch', from: 'server', to: 'reflector' },
  { name: 'ask', from: 'reflector', to: 'server' },
  { name: 'deltas', from: 'reflector', to: 'queue' },
  { name: 'store', from: 'queue', to: 'indexer' },
  { name: 'notify', from: 'indexer', to: 'handlers' },
  { name: 'keys', from: 'handlers', to: 'workqueue' },
  { name: 'get', from: 'workqueue', to: 'workers' },
  { name: 'write', from: 'workers', to: 'server' },
  { name: 'read', from: 'indexer', to: 'workers' },
];

/** All pipes whose two boxes are on the picture. */
export function layPipes(boxes: Boxes, arrangement: Arrangement): readonly Pipe[] {
  return ends.flatMap(({ name, from, to }) => {
    const source = boxes[from];
    const target = boxes[to];
    if (source === undefined || target === undefined) return [];
    const lay = arrangement === 'wide' ? layWide : layColumn;
    return [lay(name, source, target)];
  });
}

function layWide(name: PipeName, source: Rect, target: Rect): Pipe {
  switch (name) {
    case 'notify':
      return vertical(name, source, target, (source.left + source.right) / 2);
    case 'read':
      return overSeam(source, target);
    case 'ask':
      return level(name, source, target, source.top + railOffsetPx + 26);
    case 'write':
      return level(name, source, target, source.top + railOffsetPx);
    default:
      return level(name, source, target, target.top + railOffsetPx);
  }
}

/** Straight across, whichever way the target lies. */
function level(name: PipeName, source: Rect, target: Rect, y: number): Pipe {
  const rightwards = source.right <= target.left;
  const start = rightwards ? source.right : source.left;
  const end = rightwards ? target.left : target.right;
  const inset = rightwards ? insetPx : -insetPx;
  return {
    name,
    tube: [
      { x: start, y },
      { x: end, y },
    ],
    way: [
      { x: start - inset, y },
      { x: end + inset, y },
    ],
  };
}

function vertical(name: PipeName, source: Rect, target: Rect, x: number): Pipe {
  const downwards = source.bottom <= target.top;
  const start = downwards ? source.bottom : source.top;
  const end = downwards ? target.top : target.bottom;
  const inset = downwards ? insetPx : -insetPx;
  return {
    name,
    tube: [
      { x, y: start },
      { x, y: end },
    ],
    way: [
      { x, y: start - inset },
      { x, y: end + inset },
    ],
  };
}

/** The lister's thin line: down from the Indexer, along the seam, down to the workers. */
function overSeam(source: Rect, target: Rect): Pipe {
  const out = source.left + (source.right - source.left) * 0.1;
  const into = (target.left + target.right) / 2;
  const seam = source.bottom + (target.top - source.bottom) * 0.32;
  const tube = [
    { x: out, y: source.bottom },
    { x: out, y: seam },
    { x: into, y: seam },
    { x: into, y: target.top },
  ];
  return { name: 'read', tube, way: tube };
}

function layColumn(name: PipeName, source: Rect, target: Rect): Pipe {
  switch (name) {
    case 'write':
      return aside(name, { source, target, x: source.right + 9, edge: source.right });
    case 'read':
      return aside(name, { source, target, x: source.left - 7, edge: source.left });
    case 'ask':
      return vertical(name, source, target, source.left + 80);
    default:
      return vertical(name, source, target, source.left + 46);
  }
}

/** Out of one box, along the margin, into another. */
function aside(
  name: PipeName,
  run: {
    readonly source: Rect;
    readonly target: Rect;
    readonly x: number;
    readonly edge: number;
  },
): Pipe {
  const { source, target, x, edge } = run;
  const leave = source.top + railOffsetPx;
  const arrive = target.top + railOffsetPx;
  const tube = [
    { x: edge, y: leave },
    { x, y: leave },
    { x, y: arrive },
    { x: edge, y: arrive },
  ];
  return { name, tube, way: tube };
}

/** The point a share (0 to 1) of the way along, and how long the whole way is. */
export function pointAlong(way: readonly Point[], share: number): Point {
  const first = way[0] ?? { x: 0, y: 0 };
  let left = lengthOf(way) * Math.min(1, Math.max(0, share));
  for (let index = 1; index < way.length; index++) {
    const before = way[index - 1] ?? first;
    const after = way[index] ?? first;
    const length = Math.hypot(after.x - before.x, after.y - before.y);
    if (left <= length && length > 0) {
      const part = left / length;
      return {
        x: before.x + (after.x - before.x) * part,
        y: before.y + (after.y - before.y) * part,
      };
    }
    left -= length;
  }
  return way.at(-1) ?? first;
}

export function lengthOf(way: readonly Point[]): number {
  let total = 0;
  for (let index = 1; index < way.length; index++) {
    const before = way[index - 1];
    const after = way[index];
    if (before !== undefined && after !== undefined) {
      total += Math.hypot(after.x - before.x, after.y - before.y);
    }
  }
  return total;
}

/** An SVG path with rounded corners. */
export function pathThrough(points: readonly Point[], corner = 10): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (let index = 0; index < rest.length; index++) {
    const here = rest[index];
    const next = rest[index + 1];
    const before = index === 0 ? first : rest[index - 1];
    if (here === undefined || before === undefined) continue;
    if (next === undefined) {
      path += `L${round(here.x)} ${round(here.y)}`;
      continue;
    }
    const enter = towards(here, before, corner);
    const leave = towards(here, next, corner);
    path += `L${round(enter.x)} ${round(enter.y)}Q${round(here.x)} ${round(here.y)} ${round(leave.x)} ${round(leave.y)}`;
  }
  return path;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
