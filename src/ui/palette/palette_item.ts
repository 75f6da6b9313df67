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
