/** The Requests view. */

import { lazy } from 'react';
import type { View } from '#ui/views/view.ts';

const RequestsView = lazy(async () => ({
  default: (await import('./requests_view.tsx')).RequestsView,
}));

export const requestsView: View = {
  id: 'requests',
  title: 'Requests',
  about: 'What was asked of the API server, and what it answered',
  Body: RequestsView,
};
