/** The keys of stage mode: what remote controls and speakers press. */

import { expect, test } from 'vitest';
import { type StageAction, type StageKeyEvent, stageAction } from '#ui/stage_mode/stage_keys.ts';

function pressed(key: string, held: Partial<StageKeyEvent> = {}): StageAction | undefined {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  return stageAction({ key, ...none, ...held });
}

test.each<readonly [key: string, kind: StageAction['kind']]>([
  ['PageDown', 'next'],
  ['PageUp', 'previous'],
  ['.', 'black'],
  ['b', 'black'],
  ['B', 'black'],
  ['w', 'white'],
  ['W', 'white'],
  [' ', 'toggle'],
  ['Home', 'first'],
  ['End', 'last'],
  ['F5', 'begin'],
  ['Escape', 'leave'],
  ['Enter', 'enter'],
  ['l', 'list'],
  ['n', 'notes'],
  ['f', 'fullScreen'],
  ['t', 'theme'],
])('%j asks for %s', (key, kind) => {
  expect(pressed(key)).toEqual({ kind });
});

test('Shift changes F5 and Escape', () => {
  expect(pressed('F5', { shiftKey: true })).toEqual({ kind: 'again' });
  expect(pressed('Escape', { shiftKey: true })).toEqual({ kind: 'leaveHere' });
});

test('digits are typed, arrows step by hand', () => {
  expect(pressed('7')).toEqual({ kind: 'digit', digit: '7' });
  expect(pressed('ArrowLeft')).toEqual({ kind: 'hop', back: true });
  expect(pressed('ArrowRight')).toEqual({ kind: 'hop', back: false });
});

test('only the palette needs Ctrl or ⌘; what else they ask for is the browser’s', () => {
  expect(pressed('k', { ctrlKey: true })).toEqual({ kind: 'palette' });
  expect(pressed('K', { metaKey: true })).toEqual({ kind: 'palette' });
  for (const key of ['w', 'b', 'F5', 'PageDown', 'n', 't', '1', 'ArrowLeft']) {
    expect(pressed(key, { ctrlKey: true })).toBeUndefined();
    expect(pressed(key, { metaKey: true })).toBeUndefined();
    expect(pressed(key, { altKey: true })).toBeUndefined();
  }
});

test.each(['k', 'x', 'a', 's', 'Tab', 'ArrowUp', 'F1', 'Shift'])('%s asks for nothing', (key) => {
  expect(pressed(key)).toBeUndefined();
});
