/** Gives every component of one mounted playground its store, its runs, its player and its acts. */

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Player } from '#ui/transport/player.ts';
import type { Acts } from './acts.ts';
import type { PlaygroundState, PlaygroundStore } from './playground_store.ts';
import type { RunBook } from './run_book.ts';

export interface PlaygroundHandle {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
  readonly player: Player;
  readonly acts: Acts;
}

export const PlaygroundContext = createContext<PlaygroundHandle | undefined>(undefined);

/** The playground around this component. */
export function usePlayground(): PlaygroundHandle {
  const handle = useContext(PlaygroundContext);
  if (handle === undefined) throw new Error('a panel must stand inside a playground');
  return handle;
}

/** A narrow part of the playground's state. */
export function usePlaygroundState<T>(select: (state: PlaygroundState) => T): T {
  return useStore(usePlayground().store, select);
}
