/** The States view. */

import { lazy } from 'react';
import type { View } from '#ui/views/view.ts';

const StatesView = lazy(async () => ({ default: (await import('./states_view.tsx')).StatesView }));

export const statesView: View = {
  id: 'states',
  title: ({ views }) => views.states,
  about: ({ views }) => views.statesAbout,
  Body: StatesView,
};
