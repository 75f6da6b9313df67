/** How much of a run is written down. */

import type { EventKind } from './event_shapes.ts';

/** `full`: everything; `teach`: what the stage shows; `counts`: only how many events of each kind. */
export type TraceLevel = 'full' | 'teach' | 'counts';

export const traceLevels: readonly TraceLevel[] = ['full', 'teach', 'counts'];

/** Kinds that only `full` keeps: the kernel's own doings. */
const kernelKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'process.started',
  'process.ended',
  'lock.waited',
  'lock.acquired',
  'delta.applying',
  'reflector.resourceversion.set',
]);

/** True if a run of this level keeps events of this kind. */
export function keepsKind(level: TraceLevel, kind: EventKind): boolean {
  if (level === 'full') return true;
  return level === 'teach' && !kernelKinds.has(kind);
}
