/** The key map: one table that the listener obeys and the help shows. */

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
  readonly what: string;
  /** With Ctrl, or with ⌘. */
  readonly control?: true;
  readonly matches: (event: KeyboardEvent) => KeyAction | undefined;
}

export const keyMap: readonly Binding[] = [
  { keys: ['Space'], what: 'play or pause', matches: only(' ', { kind: 'toggle' }) },
  { keys: ['←', '→'], what: 'one hop back or forward', matches: arrows('hop') },
  {
    keys: ['Shift ←', 'Shift →'],
    what: 'one watch event back or forward',
    matches: arrows('event'),
  },
  { keys: ['Alt ←', 'Alt →'], what: 'one reconcile back or forward', matches: arrows('reconcile') },
  { keys: ['Home'], what: 'the first hop', matches: only('Home', { kind: 'start' }) },
  { keys: ['End'], what: 'the last hop', matches: only('End', { kind: 'end' }) },
  { keys: ['+', '−'], what: 'faster or slower', matches: speedKeys },
  { keys: ['1', '…', '6'], what: 'the stage and the other views', matches: viewKeys },
  { keys: ['w'], what: 'why the current hop happened', matches: only('w', { kind: 'why' }) },
  { keys: ['x'], what: 'cut the watch in view', matches: only('x', { kind: 'cut' }) },
  { keys: ['a'], what: 'apply a manifest', matches: only('a', { kind: 'apply' }) },
  {
    keys: ['g'],
    what: 'scenes to open',
    matches: only('g', { kind: 'dialog', dialog: 'scenes' }),
  },
  {
    keys: ['s'],
    what: 'the settings of the run',
    matches: only('s', { kind: 'dialog', dialog: 'settings' }),
  },
  {
    keys: ['e'],
    what: 'edit the script of the run',
    matches: only('e', { kind: 'dialog', dialog: 'script' }),
  },
  { keys: ['`'], what: 'the console', matches: only('`', { kind: 'console' }) },
  {
    keys: ['Ctrl K', '⌘ K'],
    what: 'find and do anything: the command palette',
    control: true,
    matches: only('k', { kind: 'palette' }),
  },
  {
    keys: ['Ctrl Z', '⌘ Z'],
    what: 'undo the last act: back to the hop before it',
    control: true,
    matches: only('z', { kind: 'undo' }),
  },
  { keys: ['t'], what: 'light or dark', matches: only('t', { kind: 'theme' }) },
  { keys: ['?'], what: 'these keys', matches: only('?', { kind: 'help' }) },
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
