/** What an editor of scripts knows: the words that may come next, given the lines so far. */

import type { Completion } from '#script/complete.ts';

export interface ScriptLanguage {
  /** Of the line up to the cursor; `before` are the lines above it. */
  readonly complete: (line: string, before: readonly string[]) => Completion;
}
