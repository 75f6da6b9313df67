/** The keys of stage mode: those of presenters' remote controls first. One table, obeyed and shown. */

import type { Words } from '#messages/en/ui/words.ts';

export type StageAction =
  | Plain<PlainName>
  | { readonly kind: 'hop'; readonly back: boolean }
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'enter' };

type StageKeyName = keyof Words['stageMode']['keys'];

type PlainName = Exclude<StageKeyName, 'hop' | 'jump'>;

type Plain<Name> = Name extends PlainName ? { readonly kind: Name } : never;

interface StageBinding {
  /** As the help shows it. */
  readonly keys: readonly string[];
  readonly what: StageKeyName;
  readonly matches: (event: StageKeyEvent) => StageAction | undefined;
}

/** As much of a key press as decides. */
export interface StageKeyEvent {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export const stageKeys: readonly StageBinding[] = [
  bound('next', ['PageDown']),
  bound('previous', ['PageUp']),
  bound('black', ['.', 'b']),
  bound('white', ['w']),
  bound('toggle', ['Space'], [' ']),
  bound('first', ['Home']),
  bound('last', ['End']),
  { keys: ['1', '…', '9', 'Enter'], what: 'jump', matches: jumpKeys },
  shifted('begin', 'F5', false),
  shifted('again', 'F5', true),
  bound('list', ['l']),
  bound('notes', ['n']),
  bound('fullScreen', ['f']),
  { keys: ['←', '→'], what: 'hop', matches: hopKeys },
  { keys: ['Ctrl K', '⌘ K'], what: 'palette', matches: paletteKey },
  bound('theme', ['t']),
  shifted('leaveHere', 'Escape', true),
  shifted('leave', 'Escape', false),
];

/** What a key press asks for, if anything. */
export function stageAction(event: StageKeyEvent): StageAction | undefined {
  for (const { matches } of stageKeys) {
    const action = matches(event);
    if (action !== undefined) return action;
  }
  return undefined;
}

/** Keys in text fields, dialogs and menus belong to them; Space and Enter to what has the focus. */
export function isForOthers({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  const owner = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';
  if (target.closest(owner) !== null) return true;
  const presses = key === ' ' || key === 'Enter';
  return presses && target.closest('button, a, summary') !== null;
}

function isPlain({ ctrlKey, metaKey, altKey }: StageKeyEvent): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

/** Letters in either case: a remote control may send `B`. */
function bound(kind: PlainName, shown: readonly string[], keys = shown): StageBinding {
  return {
    keys: shown,
    what: kind,
    matches: (event) =>
      isPlain(event) && keys.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key)
        ? ({ kind } as StageAction)
        : undefined,
  };
}

function shifted(kind: PlainName, key: string, shift: boolean): StageBinding {
  return {
    keys: [shift ? `Shift ${key}` : key],
    what: kind,
    matches: (event) =>
      isPlain(event) && event.key === key && event.shiftKey === shift
        ? ({ kind } as StageAction)
        : undefined,
  };
}

function jumpKeys(event: StageKeyEvent): StageAction | undefined {
  if (!isPlain(event)) return undefined;
  if (/^[0-9]$/.test(event.key)) return { kind: 'digit', digit: event.key };
  return event.key === 'Enter' ? { kind: 'enter' } : undefined;
}

function hopKeys(event: StageKeyEvent): StageAction | undefined {
  if (!isPlain(event)) return undefined;
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return undefined;
  return { kind: 'hop', back: event.key === 'ArrowLeft' };
}

function paletteKey(event: StageKeyEvent): StageAction | undefined {
  const control = (event.ctrlKey || event.metaKey) && !event.altKey;
  return control && event.key.toLowerCase() === 'k' ? { kind: 'palette' } : undefined;
}
