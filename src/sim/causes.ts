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
  const seqs = [...new Set([...left.seqs, ...right.seqs])].sort((a, b) => a - b);
  const excess = Math.max(0, seqs.length - mostCauses);
  return { seqs: seqs.slice(excess), more: left.more + right.more + excess };
}
