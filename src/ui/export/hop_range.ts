/** A range of hops as it is written into two fields. */

import type { HopRange } from '#view-model/export/range.ts';

export interface WrittenHops {
  readonly from: string;
  readonly to: string;
}

/** `undefined` if a run of `last` hops has no such range. */
export function hopRange(written: WrittenHops, last: number): HopRange | undefined {
  const [from, to] = [Number(written.from), Number(written.to)];
  const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && from <= to;
  return isRange && to <= last ? { from, to } : undefined;
}
