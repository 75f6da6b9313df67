/** The Why? tab. */

import { lazy } from 'react';
import type { Panel } from '#ui/panels/panel.ts';

const WhyPanel = lazy(async () => ({ default: (await import('./why_panel.tsx')).WhyPanel }));

export const whyPanel: Panel = { id: 'why', title: ({ panels }) => panels.why, Body: WhyPanel };
