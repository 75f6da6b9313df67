/** The Requests view. */

import { lazy } from 'react';
import type { View } from '#ui/views/view.ts';

const RequestsView = lazy(async () => ({
  default: (await import('./requests_view.tsx')).RequestsView,
}));

export const requestsView: View = {
  id: 'requests',
  title: ({ views }) => views.requests,
  about: ({ views }) => views.requestsAbout,
  Body: RequestsView,
};
