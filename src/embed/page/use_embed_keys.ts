/** The keys of time, while the focus is in this page: whoever reads the page around it keeps theirs. */

import { useEffect } from 'react';
import { keyAction } from '#ui/transport/keys.ts';
import type { EmbedPlayer } from './embed_player.ts';

export function useEmbedKeys(embed: EmbedPlayer): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (embed.settings.getState().controls !== 'none' && obey(event, embed)) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [embed]);
}

/** True if the key means something here. */
function obey(event: KeyboardEvent, embed: EmbedPlayer): boolean {
  const action = keyAction(event);
  const { player, acts } = embed.handle;
  switch (action?.kind) {
    case 'toggle':
      embed.toggle();
      return true;
    case 'step':
      embed.step(action.grain, action.back ? 'back' : 'forward');
      return true;
    case 'start':
      player.toStart();
      return true;
    case 'end':
      player.toEnd();
      return true;
    case 'speed':
      acts.changeSpeed(action.direction);
      return true;
    default:
      return false;
  }
}
