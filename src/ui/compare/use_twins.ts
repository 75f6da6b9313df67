/** Everything that a comparison is made of, computed once for two runs that have been simulated. */

import { createContext, useContext, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Words } from '#messages/en/ui/words.ts';
import { profiles } from '#trace/profile.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { Comparison, Focus } from '#ui/playground/playground_store.ts';
import type { BookedRun } from '#ui/playground/run_book.ts';
import { runName } from '#ui/run_details/run_name.ts';
import { CommonAxis, type SideName } from '#view-model/common_axis.ts';
import { type Divergence, divergenceOf, type Parting, seqAt } from '#view-model/divergence.ts';
import { TwinPlayer, type TwinState } from './twin_player.ts';

export interface Side {
  readonly name: SideName;
  readonly run: BookedRun;
  /** `classic`, or a branch by what it did. */
  readonly title: string;
  /** `DeltaFIFO`. */
  readonly queue: string;
  readonly release: string;
}

/** What the reader looks at: the informer on both stages, and the object that is lit. */
export interface Looking {
  readonly focus: Focus;
  /** `pods/default/web-1`: chosen, and lit until another is. */
  readonly pinned: string | undefined;
  readonly hovered: string | undefined;
}

export interface Twins {
  readonly sides: Readonly<Record<SideName, Side>>;
  readonly divergence: Divergence;
  readonly axis: CommonAxis;
  readonly player: TwinPlayer;
  readonly looking: StoreApi<Looking>;
}

export const TwinsContext = createContext<Twins | undefined>(undefined);

export function useTwins(): Twins {
  const twins = useContext(TwinsContext);
  if (twins === undefined) throw new Error('this must stand inside a comparison');
  return twins;
}

export function useTwinState<T>(select: (state: TwinState) => T): T {
  return useStore(useTwins().player.store, select);
}

export function useLooking<T>(select: (state: Looking) => T): T {
  return useStore(useTwins().looking, select);
}

/** Where on the common time line both sides of a parting have happened. */
export function placeOf({ axis }: Twins, parting: Parting): number {
  return Math.max(axis.shownAt('left', parting.leftSeq), axis.shownAt('right', parting.rightSeq));
}

const unfocused: Focus = { program: '', informer: '' };

/** Puts the comparison together, and stands where the two part. */
export function useNewTwins(comparison: Comparison): Twins | undefined {
  const { book, store } = usePlayground();
  const { left, right, ready, seq } = comparison;
  const words = useWords().runDetails;
  const twins = useMemo(() => {
    const runs = { left: book.find(left), right: book.find(right) };
    if (!ready || runs.left === undefined || runs.right === undefined) return undefined;
    const focus = store.getState().focus ?? unfocused;
    const looking = createStore<Looking>(() => ({ focus, pinned: undefined, hovered: undefined }));
    const views = { left: runs.left.view, right: runs.right.view };
    const divergence = divergenceOf(views.left, views.right, { prefer: focus.informer });
    const axis = new CommonAxis(views.left, views.right, divergence.until);
    const player = new TwinPlayer({
      ...{ axis, views },
      speed: () => store.getState().speed,
      focus: () => looking.getState().focus,
    });
    const sides = sidesOf(runs.left, runs.right, words);
    const made: Twins = { sides, divergence, axis, player, looking };
    const { first } = divergence;
    const here = seqAt(views.left, views.left.at(seq ?? store.getState().cursor));
    if (seq !== undefined || first === undefined) player.seek(axis.shownAt('left', here));
    else player.seek(placeOf(made, first));
    return made;
  }, [book, store, left, right, ready, seq, words]);
  useEffect(() => twins?.player.run(), [twins]);
  return twins;
}

function sidesOf(
  left: BookedRun,
  right: BookedRun,
  words: Words['runDetails'],
): Readonly<Record<SideName, Side>> {
  const sameProfile = left.record.profile === right.record.profile;
  const side = (name: SideName, run: BookedRun): Side => {
    const { queue, release } = profiles[run.record.profile];
    return {
      name,
      run,
      queue,
      release,
      title: sameProfile ? runName(run.name, words) : run.record.profile,
    };
  };
  return { left: side('left', left), right: side('right', right) };
}
