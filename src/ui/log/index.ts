/** The Log tab. */

import type { Panel } from '#ui/panels/panel.ts';
import { LogPanel } from './log_panel.tsx';

export const logPanel: Panel = { id: 'log', title: 'Log', Body: LogPanel };
