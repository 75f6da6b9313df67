/** The stage at the cursor, read once per hop and shared by every component that shows a part of it. */

import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { readStage } from '#view-model/read_stage.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { StageView } from '#view-model/stage_view.ts';

interface Read {
  readonly view: RunView;
  readonly cursor: number;
  readonly length: number;
  readonly stage: StageView;
}

/** The latest reading of each view; a run that is dropped takes its reading along. */
const latest = new WeakMap<RunView, Read>();

export function useStageView(): StageView | undefined {
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const view = book.view(run);
  return view === undefined ? undefined : stageAt(view, cursor);
}

/** Reads the stage, or gives the reading that was just made. */
export function stageAt(view: RunView, cursor: number): StageView {
  const known = latest.get(view);
  if (known !== undefined && known.cursor === cursor && known.length === view.length) {
    return known.stage;
  }
  const stage = readStage(view, cursor);
  latest.set(view, { view, cursor, length: view.length, stage });
  return stage;
}
