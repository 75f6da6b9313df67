/** What led to the present moment of a process: at most eight events, and how many more there were. */

/** Ambient causes, oldest first. */
export interface Causes {
  readonly seqs: readonly number[];
  readonly more: number;
}

export const noCauses: Causes = { seqs: [], more: 0 };

/** How many causes an event names. */
const mostCauses = 8;

/** The one event that just happened. */
export function causedBy(seq: number): Causes {
  return { seqs: [seq], more: 0 };
}

/** Both sets of causes; beyond eight, the latest are kept and the rest counted. */
export function mergeCauses(left: Causes, right: Causes): Causes {
  if (left === right || right.seqs.length === 0) return left;
  if (left.seqs.length === 0) return right;
  const seqs = union(left.seqs, right.seqs);
  const excess = Math.max(0, seqs.length - mostCauses);
  return {
    seqs: excess === 0 ? seqs : seqs.slice(excess),
    more: left.more + right.more + excess,
  };
}

/** Of two rising lists. */
function union(left: readonly number[], right: readonly number[]): readonly number[] {
  const seqs: number[] = [];
  let fromLeft = 0;
  let fromRight = 0;
  for (;;) {
    const a = left[fromLeft];
    const b = right[fromRight];
    if (a === undefined || b === undefined) break;
    seqs.push(a < b ? a : b);
    if (a <= b) fromLeft++;
    if (b <= a) fromRight++;
  }
  for (; fromLeft < left.length; fromLeft++) seqs.push(left[fromLeft] as number);
  for (; fromRight < right.length; fromRight++) seqs.push(right[fromRight] as number);
  return seqs;
}
