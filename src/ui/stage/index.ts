/** The Stage view: what the page opens with. */

import type { View } from '#ui/views/view.ts';
import { Stage } from './stage.tsx';

export const stageView: View = {
  id: 'stage',
  title: ({ views }) => views.stage,
  about: ({ views }) => views.stageAbout,
  Body: Stage,
};
