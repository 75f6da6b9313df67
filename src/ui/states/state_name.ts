/** The name of a machine's state in the language of the page. */

import type { Words } from '#messages/en/ui/words.ts';

export function stateName(state: string, words: Words['states']): string {
  return words.names[state] ?? state;
}
