/** What the page around a playground has to offer: its views, its panels and its lessons. */

import type { Panel } from '#ui/panels/panel.ts';
import type { View } from '#ui/views/view.ts';

export interface Site {
  readonly views: readonly View[];
  readonly panels: readonly Panel[];
  readonly lessons: readonly { readonly address: string; readonly title: string }[];
}
