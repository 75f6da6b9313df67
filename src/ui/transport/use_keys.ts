/** Obeys the key map wherever the focus is. */

import { useEffect } from 'react';
import { unreachable } from '#base/unreachable.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { View } from '#ui/views/view.ts';
import { type KeyAction, keyAction } from './keys.ts';

export function useKeys(handle: PlaygroundHandle, views: readonly View[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const action = keyAction(event);
      const { comparison, dialog, presenting } = handle.store.getState();
      // A dialog that has been asked for may still be on its way: what is typed meanwhile is not for the page.
      if (action === undefined || comparison !== undefined || dialog !== undefined) return;
      // A talk has keys of its own.
      if (presenting) return;
      event.preventDefault();
      if (action.kind === 'view') showView(views[action.index], handle);
      else obey(action, handle);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [handle, views]);
}

function showView(view: View | undefined, { acts }: PlaygroundHandle): void {
  if (view !== undefined) acts.showView(view.id);
}

function obey(
  action: Exclude<KeyAction, { kind: 'view' }>,
  { acts, player, store }: PlaygroundHandle,
): void {
  switch (action.kind) {
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
    case 'apply':
      acts.openApply();
      break;
    case 'console':
      acts.openConsole();
      break;
    case 'help':
      acts.toggleHelp();
      break;
    case 'palette':
      acts.openDialog('palette');
      break;
    case 'dialog':
      acts.openDialog(action.dialog);
      break;
    case 'undo':
      acts.undo();
      break;
    case 'why':
      acts.ask(undefined);
      break;
    case 'cut': {
      const { focus } = store.getState();
      if (focus !== undefined) acts.perform(`watch ${focus.informer} cut EOF`);
      break;
    }
    default:
      unreachable(action);
  }
}
