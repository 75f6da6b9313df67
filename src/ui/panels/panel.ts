/** What a tab of the side panel is: a folder with an `index.ts` that exports one of these. */

import type { ComponentType } from 'react';
import type { Words } from '#messages/en/ui/words.ts';

export interface Panel {
  readonly id: string;
  readonly title: (words: Words) => string;
  readonly Body: ComponentType;
}
