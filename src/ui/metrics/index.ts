/** The Metrics view. */

import { lazy } from 'react';
import type { View } from '#ui/views/view.ts';

const MetricsView = lazy(async () => ({
  default: (await import('./metrics_view.tsx')).MetricsView,
}));

export const metricsView: View = {
  id: 'metrics',
  title: ({ views }) => views.metrics,
  about: ({ views }) => views.metricsAbout,
  Body: MetricsView,
};
