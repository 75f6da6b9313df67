/** Why nothing can be done in a run. */

import type { Words } from '#messages/en/ui/words.ts';
import type { ReadOnly } from './run_book.ts';

/** The reason in words; `undefined` for a run in which things can be done. */
export function readOnlyText(
  run: { readonly readOnly: ReadOnly } | undefined,
  { exporting, link }: Words,
): string | undefined {
  if (run === undefined || run.readOnly === false) return undefined;
  return run.readOnly === 'file' ? exporting.notChangeable : link.notChangeable;
}
