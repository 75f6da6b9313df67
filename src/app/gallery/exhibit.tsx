/** One component in one mood, inside a playground that stands at the moment it is taken from. */

import { type ReactElement, type ReactNode, useMemo } from 'react';
import { lessonCatalogue } from '#app/lesson_catalogue.ts';
import { createLibrarySource } from '#app/library_source.ts';
import { scenes } from '#app/scene_catalogue.ts';
import { simplifications } from '#app/simplifications.ts';
import { createProgressKeeper } from '#ui/library/progress_keeper.ts';
import { OnDemand } from '#ui/playground/on_demand.tsx';
import { PlaygroundContext, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { stageView } from '#ui/stage/index.ts';
import { useStageView } from '#ui/stage/use_stage_view.ts';
import type { InformerView, ProgramView, StageView } from '#view-model/stage_view.ts';
import type { GalleryBook } from './gallery_book.ts';
import type { Moment } from './moment.ts';

/** What a box is drawn from. */
export interface Shown {
  readonly stage: StageView;
  readonly program: ProgramView;
  readonly informer: InformerView;
}

const site = {
  views: [stageView],
  panels: [],
  catalogue: lessonCatalogue,
  library: createLibrarySource(),
  progress: createProgressKeeper(undefined, () => ''),
  scenes,
  simplifications,
  manifestHelp: async () => (await import('#app/manifest_help.ts')).manifestHelp,
};

export function Exhibit(props: {
  readonly book: GalleryBook;
  readonly moment: Moment;
  readonly className?: string;
  readonly children: (shown: Shown) => ReactNode;
}): ReactElement {
  const { book, moment, className = '', children } = props;
  const handle = useMemo(() => book.at(moment), [book, moment]);
  return (
    <figure className={`exhibit ${className}`}>
      <figcaption>{moment.title}</figcaption>
      <PlaygroundContext value={handle}>
        <Looking>{children}</Looking>
        <OnDemand site={site} />
      </PlaygroundContext>
    </figure>
  );
}

function Looking(props: { readonly children: (shown: Shown) => ReactNode }): ReactNode {
  const stage = useStageView();
  const focus = usePlaygroundState((state) => state.focus);
  const program = stage?.programs.find((each) => each.program === focus?.program);
  const informer = program?.informers.find((each) => each.informer === focus?.informer);
  if (stage === undefined || program === undefined || informer === undefined) return null;
  return props.children({ stage, program, informer });
}
