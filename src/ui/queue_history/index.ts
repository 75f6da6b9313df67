/** The Queue view. */

import { lazy } from 'react';
import type { View } from '#ui/views/view.ts';

const QueueHistoryView = lazy(async () => ({
  default: (await import('./queue_history_view.tsx')).QueueHistoryView,
}));

export const queueHistoryView: View = {
  id: 'queue',
  title: 'Queue',
  about: 'What waited in the work queue, and for how long',
  Body: QueueHistoryView,
};
