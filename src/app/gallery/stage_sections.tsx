/** The boxes of the stage in their moods, and the stage as a whole. */

import { type ReactElement, type ReactNode, useEffect } from 'react';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { BoxName } from '#ui/stage/geometry.ts';
import { HandlersBox } from '#ui/stage/handlers_box.tsx';
import { IndexerBox } from '#ui/stage/indexer_box.tsx';
import { ProgramsStrip } from '#ui/stage/programs_strip.tsx';
import { QueueBox } from '#ui/stage/queue_box.tsx';
import { ReflectorBox } from '#ui/stage/reflector_box.tsx';
import { ServerBox } from '#ui/stage/server_box.tsx';
import { Stage } from '#ui/stage/stage.tsx';
import { StalenessRuler } from '#ui/stage/staleness_ruler.tsx';
import { WorkersBox } from '#ui/stage/workers_box.tsx';
import { WorkqueueBox } from '#ui/stage/workqueue_box.tsx';
import { boxMoments } from './box_moments.ts';
import { Exhibit, type Shown } from './exhibit.tsx';
import type { Moment } from './moment.ts';
import type { GallerySection, Material } from './section.ts';
import { rulerMoments, stageMoments, stripMoments } from './stage_moments.ts';

const boxes: Readonly<Record<BoxName, (shown: Shown) => ReactNode>> = {
  server: ({ stage, informer }) => <ServerBox server={stage.server} focus={informer} />,
  reflector: ({ stage, informer }) => <ReflectorBox informer={informer} at={stage.at} />,
  queue: ({ stage, informer }) => <QueueBox informer={informer} at={stage.at} />,
  indexer: ({ informer }) => <IndexerBox informer={informer} />,
  handlers: ({ informer }) => <HandlersBox informer={informer} />,
  workqueue: ({ stage, program }) => (
    <WorkqueueBox controller={program.controller} program={program.program} at={stage.at} />
  ),
  workers: ({ stage, program }) => <WorkersBox program={program} at={stage.at} />,
};

const titles: Readonly<Record<BoxName, string>> = {
  server: 'API server',
  reflector: 'Reflector',
  queue: 'Queue',
  indexer: 'Indexer',
  handlers: 'Handlers',
  workqueue: 'Workqueue',
  workers: 'Workers',
};

function section(
  at: { readonly id: string; readonly title: string; readonly className: string },
  moments: readonly Moment[],
  draw: (shown: Shown) => ReactNode,
): GallerySection {
  const Body = ({ book }: Material): ReactElement => (
    <div className="exhibits">
      {moments.map((moment) => (
        <Exhibit key={moment.title} book={book} moment={moment} className={at.className}>
          {draw}
        </Exhibit>
      ))}
    </div>
  );
  return { id: at.id, title: at.title, Body };
}

/** The stage with its tokens, which are drawn by the frame. */
function MovingStage(): ReactElement {
  const { player } = usePlayground();
  useEffect(() => player.run(), [player]);
  return <Stage />;
}

export const stageSections: readonly GallerySection[] = [
  ...(Object.keys(boxes) as readonly BoxName[]).map((box) =>
    section(
      { id: box, title: titles[box], className: `one-box ${box}` },
      boxMoments[box],
      boxes[box],
    ),
  ),
  section(
    { id: 'ruler', title: 'Staleness ruler', className: '' },
    rulerMoments,
    ({ informer }) => <StalenessRuler informer={informer} />,
  ),
  section({ id: 'programs', title: 'Programs', className: 'wide' }, stripMoments, (shown) => (
    <ProgramsStrip
      programs={shown.stage.programs}
      program={shown.program.program}
      informer={shown.informer.informer}
      at={shown.stage.at}
    />
  )),
  section({ id: 'stage', title: 'The whole stage', className: 'wide' }, stageMoments, () => (
    <MovingStage />
  )),
];
