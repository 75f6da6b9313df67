/** Obeys the keys of stage mode, wherever the focus is. A key that is held counts once. */

import { useEffect } from 'react';
import { unreachable } from '#base/unreachable.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { PlaygroundState } from '#ui/playground/playground_store.ts';
import { isForOthers, type StageAction, stageAction } from './stage_keys.ts';
import type { Talk } from './talk.ts';

/** What the keys do besides moving the talk. */
export interface StageDeeds {
  readonly openNotes: () => void;
  readonly leave: (here: boolean) => void;
}

/** They change what the next key means, and mean nothing themselves. */
const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']);

export function useStageKeys(talk: Talk | undefined, deeds: StageDeeds): void {
  const { store, acts } = usePlayground();
  useEffect(() => {
    const obey = (action: StageAction): void => {
      switch (action.kind) {
        case 'leave':
        case 'leaveHere':
          closeOrLeave(talk, action.kind, deeds);
          break;
        case 'notes':
          deeds.openNotes();
          break;
        case 'fullScreen':
          toggleFullScreen();
          break;
        case 'palette':
          acts.openDialog('palette');
          break;
        case 'theme':
          acts.toggleTheme();
          break;
        default:
          if (talk !== undefined) move(talk, action);
      }
    };
    const listen = (event: KeyboardEvent): void => {
      const action = stageAction(event);
      // A page that is loaded anew is the last thing a speaker wants.
      if (event.key === 'F5' && action !== undefined) event.preventDefault();
      if (event.defaultPrevented && event.key !== 'F5') return;
      const { dark, typed } = talk?.store.getState() ?? { dark: undefined, typed: '' };
      const typing = typed !== '' && event.key === 'Enter';
      if (isBusy(store.getState()) || (isForOthers(event) && !typing)) return;
      if (dark !== undefined) {
        if (modifiers.has(event.key) || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        if (!event.repeat) talk?.lighten();
        return;
      }
      if (action === undefined) return;
      event.preventDefault();
      if (!event.repeat || action.kind === 'hop') obey(action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [talk, deeds, store, acts]);
}

type Moving = Exclude<
  StageAction,
  { kind: 'leave' | 'leaveHere' | 'notes' | 'fullScreen' | 'palette' | 'theme' }
>;

function move(talk: Talk, action: Moving): void {
  switch (action.kind) {
    case 'next':
    case 'previous':
    case 'toggle':
    case 'first':
    case 'last':
    case 'again':
      talk[action.kind]();
      break;
    case 'begin':
      talk.first();
      break;
    case 'black':
    case 'white':
      talk.darken(action.kind);
      break;
    case 'hop':
      talk.hop(action.back);
      break;
    case 'list':
      talk.toggleList();
      break;
    case 'digit':
      talk.type(action.digit);
      break;
    case 'enter':
      talk.enter();
      break;
    default:
      unreachable(action);
  }
}

/** What is open goes first: a number half typed, the list, then stage mode itself. */
function closeOrLeave(
  talk: Talk | undefined,
  kind: 'leave' | 'leaveHere',
  deeds: StageDeeds,
): void {
  const state = talk?.store.getState();
  if (state !== undefined && state.typed !== '') talk?.forgetTyped();
  else if (state?.list === true) talk?.toggleList();
  else deeds.leave(kind === 'leaveHere');
}

function isBusy({ dialog, apply, verbs, help, comparison }: PlaygroundState): boolean {
  return help || [dialog, apply, verbs, comparison].some((open) => open !== undefined);
}

export function toggleFullScreen(): void {
  const { documentElement, fullscreenElement } = document;
  // Where the browser does not allow it, the page is as large as its window.
  if (fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
  else documentElement.requestFullscreen?.().catch(() => undefined);
}
