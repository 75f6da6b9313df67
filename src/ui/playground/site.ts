/** What the page around a playground has to offer: its views, panels, scenes and lessons. */

import type { Simplification } from '#ui/boxes/simplification.ts';
import type { HelpWith } from '#ui/editor/manifest_help.ts';
import type { LessonCatalogue } from '#ui/lesson/lesson_catalogue.ts';
import type { LibrarySource } from '#ui/library/library_source.ts';
import type { ProgressKeeper } from '#ui/library/progress_keeper.ts';
import type { Panel } from '#ui/panels/panel.ts';
import type { Scene } from '#ui/scenes/scene.ts';
import type { View } from '#ui/views/view.ts';

export interface Site {
  /** Every known difference from Kubernetes, as the fidelity page lists them. */
  readonly simplifications: () => Promise<readonly Simplification[]>;
  /** The API server's tables and rules, for who writes manifests. */
  readonly manifestHelp: () => Promise<HelpWith>;
  readonly views: readonly View[];
  readonly panels: readonly Panel[];
  readonly scenes: readonly Scene[];
  /** What there is to learn from. */
  readonly catalogue: LessonCatalogue;
  /** What stands around it: questions, terms, notes, strips. */
  readonly library: LibrarySource;
  /** What the learner has done. */
  readonly progress: ProgressKeeper;
}
