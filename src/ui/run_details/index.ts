/** The Run tab. */

import type { Panel } from '#ui/panels/panel.ts';
import { RunDetails } from './run_details.tsx';

export const runDetailsPanel: Panel = {
  id: 'run',
  title: ({ panels }) => panels.run,
  Body: RunDetails,
};
