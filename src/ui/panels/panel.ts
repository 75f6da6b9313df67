/** What a tab of the side panel is: a folder with an `index.ts` that exports one of these. */

import type { ComponentType } from 'react';

export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly Body: ComponentType;
}
