/** The playground's keys, for two runs at once; and two of a comparison's own. */

import { useEffect } from 'react';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { keyAction } from '#ui/transport/keys.ts';
import { focusOf } from '#view-model/comparison_lanes.ts';
import type { Parting } from '#view-model/divergence.ts';
import { placeOf, type Twins, useTwins } from './use_twins.ts';

export function useCompareKeys(): void {
  const { acts, store } = usePlayground();
  const twins = useTwins();
  useEffect(() => {
    const { player } = twins;
    const listen = (event: KeyboardEvent): void => {
      if (store.getState().dialog !== undefined) return;
      const action = keyAction(event);
      if (action !== undefined) event.preventDefault();
      switch (action?.kind) {
        case 'toggle':
          player.toggle();
          break;
        case 'step':
          player.step(action.grain, action.back);
          break;
        case 'start':
          player.toStart();
          break;
        case 'end':
          player.toEnd();
          break;
        case 'speed':
          acts.changeSpeed(action.direction);
          break;
        case 'theme':
          acts.toggleTheme();
          break;
        default:
          obeyOwn(event, twins, acts.closeComparison);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [acts, store, twins]);
}

function obeyOwn(event: KeyboardEvent, twins: Twins, close: () => void): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') close();
  if (event.key === 'd') toFirstParting(twins);
}

/** Stands where the two runs part, with the informer that does so on both stages. */
export function toFirstParting(twins: Twins): void {
  const { first } = twins.divergence;
  if (first !== undefined) toParting(twins, first);
}

export function toParting(twins: Twins, parting: Parting): void {
  const focus = focusOf(parting.noun);
  if (focus.informer !== '') twins.looking.setState({ focus });
  twins.player.seek(placeOf(twins, parting));
}
