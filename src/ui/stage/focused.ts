/** Whose loop is on the stage. */

import type { Focus } from '#ui/playground/playground_store.ts';
import type { InformerView, ProgramView, StageView } from '#view-model/stage_view.ts';

export interface Focused {
  readonly program: ProgramView;
  readonly informer: InformerView;
}

/** What was chosen, or the first program with a workqueue: its loop is whole. */
export function focusedOf(stage: StageView, wanted: Focus | undefined): Focused | undefined {
  const program =
    stage.programs.find(({ program: name }) => name === wanted?.program) ??
    stage.programs.find(({ informers }) => informers.length > 0);
  const informer =
    program?.informers.find(({ informer: name }) => name === wanted?.informer) ??
    program?.informers[0];
  return program === undefined || informer === undefined ? undefined : { program, informer };
}
