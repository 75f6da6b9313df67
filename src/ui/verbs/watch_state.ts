/** Which watch an informer has, and whether anything still comes on it: for pictures, which need no verbs. */

import type { StageView, WatchView } from '#view-model/stage_view.ts';

/** The watch of an informer, if it has one: an open one before one that is ending. */
export function watchOf(noun: string, stage: StageView): WatchView | undefined {
  const all = stage.server.watches.filter((watch) => watch.noun === noun);
  return all.find(isFlowing) ?? all.at(-1);
}

/** True while the server still sends on it. */
export function isFlowing(watch: WatchView): boolean {
  return watch.state === 'open' || watch.state === 'held';
}
