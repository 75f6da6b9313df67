/** Gives the parts of an embed page their player. */

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { EmbedPlayer } from './embed_player.ts';
import type { EmbedSettings } from './embed_settings.ts';

export const EmbedContext = createContext<EmbedPlayer | undefined>(undefined);

export function useEmbed(): EmbedPlayer {
  const player = useContext(EmbedContext);
  if (player === undefined) throw new Error('this part must stand inside an embed page');
  return player;
}

/** A narrow part of what the page remembers. */
export function useEmbedSettings<T>(select: (settings: EmbedSettings) => T): T {
  return useStore(useEmbed().settings, select);
}
