/** The two stages, and below them in words what differs. */

import { type ReactElement, type RefObject, useRef } from 'react';
import { useWords } from '#ui/language/language.ts';
import { Differences, useDifferences } from './differences.tsx';
import { TwinStage } from './twin_stage.tsx';

export function CompareMain({
  table,
}: {
  /** Where the words begin. */
  readonly table?: RefObject<HTMLElement | null>;
}): ReactElement {
  const differences = useDifferences();
  const words = useWords().compare;
  const own = useRef<HTMLElement>(null);
  return (
    <main className="compare-main" aria-label={words.stages}>
      <div className="compare-stages">
        <TwinStage name="left" />
        <TwinStage name="right" />
      </div>
      <Differences differences={differences} place={table ?? own} />
    </main>
  );
}
