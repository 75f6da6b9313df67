/** The Sequence view. */

import { lazy } from 'react';
import type { View } from '#ui/views/view.ts';

const SequenceView = lazy(async () => ({
  default: (await import('./sequence_view.tsx')).SequenceView,
}));

export const sequenceView: View = {
  id: 'sequence',
  title: ({ views }) => views.sequence,
  about: ({ views }) => views.sequenceAbout,
  Body: SequenceView,
};
