/** The Inspect tab. */

import type { Panel } from '#ui/panels/panel.ts';
import { InspectPanel } from './inspect_panel.tsx';

export const inspectPanel: Panel = {
  id: 'inspect',
  title: ({ panels }) => panels.inspect,
  Body: InspectPanel,
};
