/** What to look at first, and what there is to learn from; or what of it is open. */

import { type ReactElement, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { fetchedComponent } from '#ui/widgets/fetched_component.tsx';
import { type Learning, openedBy } from './learning.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { StartHere } from './start_here.tsx';
import './lesson_panel.css';

const { Fetched: Desk, fetch } = fetchedComponent(async () => (await import('./desk.tsx')).Desk);

/** What it takes to take a lesson or to look at an exhibit. */
export const fetchDesk = fetch;

interface LessonPanelProps {
  readonly catalogue: LessonCatalogue;
  readonly learning: Learning;
}

export function LessonPanel({ catalogue, learning }: LessonPanelProps): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().lesson;
  const opened = useStore(learning.store, (state) => state.opened);
  const asked = usePlaygroundState((state) => state.lessonAsked);
  useEffect(() => {
    if (asked === undefined) return;
    acts.openLesson(undefined);
    learning.store.setState({ opened: openedBy(asked) });
  }, [acts, learning, asked]);
  if (opened === undefined) return <StartHere catalogue={catalogue} learning={learning} />;
  return (
    <Suspense fallback={<p className="panel-empty">{words.loading}</p>}>
      <Desk catalogue={catalogue} learning={learning} opened={opened} />
    </Suspense>
  );
}
