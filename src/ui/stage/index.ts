/** The Stage view: what the page opens with. */

import type { View } from '#ui/views/view.ts';
import { Stage } from './stage.tsx';

export const stageView: View = {
  id: 'stage',
  title: 'Stage',
  about: 'Where everything is, and what is on its way',
  Body: Stage,
};
