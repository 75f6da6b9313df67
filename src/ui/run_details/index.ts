/** The Run tab. */

import { lazy } from 'react';
import type { Panel } from '#ui/panels/panel.ts';

const RunDetails = lazy(async () => ({ default: (await import('./run_details.tsx')).RunDetails }));

export const runDetailsPanel: Panel = {
  id: 'run',
  title: ({ panels }) => panels.run,
  Body: RunDetails,
};
