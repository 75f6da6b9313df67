/** One line of the command palette: what it says, where it belongs, and what it does. */

import type { Honesty } from '#script/actions.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';

export interface PaletteItem {
  /** Unlike that of any other. */
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** What it is done to, or what it is good for. */
  readonly detail?: string | undefined;
  /** One statement of the script language, if that is what it does. */
  readonly statement?: string | undefined;
  readonly keys?: string | undefined;
  readonly honesty?: Honesty | undefined;
  /** Why it cannot be done now. */
  readonly impossible?: string | undefined;
  readonly deed: PaletteDeed;
}

export type PaletteDeed =
  /** Closes the palette, and then does it. */
  | { readonly kind: 'do'; readonly act: (handle: PlaygroundHandle) => void }
  /** Goes on with this in the palette's own line. */
  | { readonly kind: 'write'; readonly text: string };

export function doing(act: (handle: PlaygroundHandle) => void): PaletteDeed {
  return { kind: 'do', act };
}

/** The same lines where nothing can be done in the run: what would change it is impossible, for `reason`. */
export function closedItems(
  items: readonly PaletteItem[],
  reason: string | undefined,
): readonly PaletteItem[] {
  if (reason === undefined) return items;
  return items.map((item) => (changesRun(item) ? { ...item, impossible: reason } : item));
}

function changesRun({ id, statement, deed }: PaletteItem): boolean {
  return statement !== undefined || id === 'written' || deed.kind === 'write';
}
