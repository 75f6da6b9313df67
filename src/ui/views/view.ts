/** What can stand in the middle of the page: the stage, or another view of the same trace. */

import type { ComponentType } from 'react';

export interface View {
  readonly id: string;
  readonly title: string;
  /** One sentence: which question it answers. */
  readonly about: string;
  readonly Body: ComponentType;
}
