/** The Log tab. */

import { lazy } from 'react';
import type { Panel } from '#ui/panels/panel.ts';

const LogPanel = lazy(async () => ({ default: (await import('./log_panel.tsx')).LogPanel }));

export const logPanel: Panel = { id: 'log', title: (words) => words.log.title, Body: LogPanel };
