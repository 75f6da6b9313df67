/** The Queue view. */

import { lazy } from 'react';
import type { View } from '#ui/views/view.ts';

const QueueHistoryView = lazy(async () => ({
  default: (await import('./queue_history_view.tsx')).QueueHistoryView,
}));

export const queueHistoryView: View = {
  id: 'queue',
  title: ({ views }) => views.queue,
  about: ({ views }) => views.queueAbout,
  Body: QueueHistoryView,
};
