/** The Console tab. */

import { lazy } from 'react';
import type { Panel } from '#ui/panels/panel.ts';

const ConsolePanel = lazy(async () => ({
  default: (await import('./console_panel.tsx')).ConsolePanel,
}));

export const consolePanel: Panel = {
  id: 'console',
  title: ({ panels }) => panels.console,
  Body: ConsolePanel,
};
