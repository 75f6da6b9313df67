/** What an act has changed, so that it can be taken back. */

import type { RunRecord } from '#trace/engine_port.ts';

export interface UndoStep {
  readonly id: number;
  /** The run in view before the act, what determined it, and the hop that had just happened. */
  readonly run: number;
  readonly record: RunRecord;
  readonly cursor: number;
  /** The run that has the act in it. */
  readonly acted: number;
  /** The last event that both have. */
  readonly shared: number;
  readonly statement: string;
}
