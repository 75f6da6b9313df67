/** How a run is called: the first by a word of the page's language, others by what was done or opened. */

import type { Words } from '#messages/en/ui/words.ts';

export function runName(name: string, words: Words['runDetails']): string {
  return name === 'main' ? words.main : name;
}
