/** The run with which the app opens: who replays it needs no more than this. */

import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion } from '#trace/event.ts';
import { openingScene } from './opening_scene.ts';

export const openingRecord: RunRecord = {
  version: formatVersion,
  profile: 'classic',
  seed: 'web-7',
  policy: 'arrival',
  script: openingScene,
  acts: [],
};

/** The informer that is on the stage. */
export const openingFocus = 'rs-controller/pods';
