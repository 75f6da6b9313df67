/** Builds a row of a list from places with blanks between them: `row('Q01', 'L08 tombstone')`. */

import type { LibraryRow } from './library.ts';

export function row(id: string, targets: string): LibraryRow {
  return { id, targets: targets.split(' ') };
}
