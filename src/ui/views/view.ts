/** What can stand in the middle of the page: the stage, or another view of the same trace. */

import type { ComponentType } from 'react';
import type { Words } from '#messages/en/ui/words.ts';

export interface View {
  readonly id: string;
  readonly title: (words: Words) => string;
  /** One sentence: which question it answers. */
  readonly about: (words: Words) => string;
  readonly Body: ComponentType;
}
