/** The key map: one table that the listener obeys and the help shows. */

import type { Words } from '#messages/en/ui/words.ts';

/** What a key can do, wherever the focus is, unless it is in a text field. */
export type KeyAction =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'step'; readonly grain: 'hop' | 'event' | 'reconcile'; readonly back: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'speed'; readonly direction: 1 | -1 }
  | { readonly kind: 'theme' }
  | { readonly kind: 'apply' }
  | { readonly kind: 'console' }
  | { readonly kind: 'help' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'why' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'dialog'; readonly dialog: 'settings' | 'script' | 'scenes' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'view'; readonly index: number };

interface Binding {
  /** As the help shows it. */
  readonly keys: readonly string[];
  /** What it does, in words. */
  readonly what: Exclude<keyof Words['keys'], 'title' | 'boxes' | 'rows'>;
  /** With Ctrl, or with ⌘. */
  readonly control?: true;
  readonly matches: (event: KeyboardEvent) => KeyAction | undefined;
}

export const keyMap: readonly Binding[] = [
  { keys: ['Space'], what: 'toggle', matches: only(' ', { kind: 'toggle' }) },
  { keys: ['←', '→'], what: 'hop', matches: arrows('hop') },
  {
    keys: ['Shift ←', 'Shift →'],
    what: 'event',
    matches: arrows('event'),
  },
  { keys: ['Alt ←', 'Alt →'], what: 'reconcile', matches: arrows('reconcile') },
  { keys: ['Home'], what: 'start', matches: only('Home', { kind: 'start' }) },
  { keys: ['End'], what: 'end', matches: only('End', { kind: 'end' }) },
  { keys: ['+', '−'], what: 'speed', matches: speedKeys },
  { keys: ['1', '…', '6'], what: 'views', matches: viewKeys },
  { keys: ['w'], what: 'why', matches: only('w', { kind: 'why' }) },
  { keys: ['x'], what: 'cut', matches: only('x', { kind: 'cut' }) },
  { keys: ['a'], what: 'apply', matches: only('a', { kind: 'apply' }) },
  {
    keys: ['g'],
    what: 'scenes',
    matches: only('g', { kind: 'dialog', dialog: 'scenes' }),
  },
  {
    keys: ['s'],
    what: 'settings',
    matches: only('s', { kind: 'dialog', dialog: 'settings' }),
  },
  {
    keys: ['e'],
    what: 'script',
    matches: only('e', { kind: 'dialog', dialog: 'script' }),
  },
  { keys: ['`'], what: 'console', matches: only('`', { kind: 'console' }) },
  {
    keys: ['Ctrl K', '⌘ K'],
    what: 'palette',
    control: true,
    matches: only('k', { kind: 'palette' }),
  },
  {
    keys: ['Ctrl Z', '⌘ Z'],
    what: 'undo',
    control: true,
    matches: only('z', { kind: 'undo' }),
  },
  { keys: ['t'], what: 'theme', matches: only('t', { kind: 'theme' }) },
  { keys: ['?'], what: 'help', matches: only('?', { kind: 'help' }) },
];

/** What this key press asks for, if anything. Keys in text fields and open menus belong to them. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  if (event.defaultPrevented) return undefined;
  const control = event.ctrlKey || event.metaKey;
  for (const binding of keyMap) {
    if ((binding.control === true) !== control) continue;
    const action = binding.matches(event);
    if (action !== undefined) return belongsElsewhere(event, action) ? undefined : action;
  }
  return undefined;
}

/** The palette opens from a text field too: no field has another use for its key. */
function belongsElsewhere(event: KeyboardEvent, action: KeyAction): boolean {
  const { target } = event;
  if (action.kind !== 'palette') return ownsKeys(event);
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}

function ownsKeys(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')
  ) {
    return true;
  }
  if (event.key === ' ') return target.closest('button, a, summary, [role="tab"]') !== null;
  const arrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const plain = !event.shiftKey && !event.altKey;
  const jump = event.key === 'Home' || event.key === 'End';
  return ((arrow && plain) || jump) && target.closest('[role="tab"], [role="radio"]') !== null;
}

function only(key: string, action: KeyAction) {
  return (event: KeyboardEvent): KeyAction | undefined =>
    event.key === key && !event.altKey ? action : undefined;
}

function arrows(grain: 'hop' | 'event' | 'reconcile') {
  return (event: KeyboardEvent): KeyAction | undefined => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return undefined;
    if (event.shiftKey !== (grain === 'event') || event.altKey !== (grain === 'reconcile')) {
      return undefined;
    }
    return { kind: 'step', grain, back: event.key === 'ArrowLeft' };
  };
}

function speedKeys(event: KeyboardEvent): KeyAction | undefined {
  if (event.key === '+' || event.key === '=') return { kind: 'speed', direction: 1 };
  if (event.key === '-' || event.key === '−') return { kind: 'speed', direction: -1 };
  return undefined;
}

function viewKeys(event: KeyboardEvent): KeyAction | undefined {
  return /^[1-9]$/.test(event.key) && !event.altKey
    ? { kind: 'view', index: Number(event.key) - 1 }
    : undefined;
}
