/** The Inspect tab. */

import { lazy } from 'react';
import type { Panel } from '#ui/panels/panel.ts';

const InspectPanel = lazy(async () => ({
  default: (await import('./inspect_panel.tsx')).InspectPanel,
}));

export const inspectPanel: Panel = {
  id: 'inspect',
  title: ({ panels }) => panels.inspect,
  Body: InspectPanel,
};
