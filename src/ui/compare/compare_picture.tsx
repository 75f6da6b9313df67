/** The comparison as a picture: both stages at the moment at which they stand, and what differs. */

import { type ReactElement, useMemo } from 'react';
import { ExportDialog } from '#ui/export/export_dialog.tsx';
import type { View } from '#ui/views/view.ts';
import { CompareMain } from './compare_main.tsx';
import { TwinsContext, useTwins } from './use_twins.ts';

export function CompareExport(): ReactElement {
  const twins = useTwins();
  const { left, right } = twins.sides;
  const views = useMemo<readonly View[]>(() => {
    const Body = (): ReactElement => (
      <TwinsContext value={twins}>
        <div className="compare">
          <CompareMain />
        </div>
      </TwinsContext>
    );
    return [
      {
        id: 'comparison',
        title: ({ exporting }) => exporting.comparison,
        about: ({ compare }) => compare.stages,
        Body,
      },
    ];
  }, [twins]);
  return <ExportDialog views={views} subject={`${left.title} | ${right.title}`} />;
}
