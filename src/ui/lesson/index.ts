/** The Lesson tab, over what the page offers to learn from. */

import { createElement } from 'react';
import type { Panel } from '#ui/panels/panel.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { createLearning, type Learning, openedBy } from './learning.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { LessonPanel } from './lesson_panel.tsx';

/** `first` is what to open at once. */
export function lessonPanel(
  catalogue: LessonCatalogue,
  first?: { readonly kind: string; readonly address: string },
): Panel {
  const known = new WeakMap<PlaygroundHandle, Learning>();
  const learningIn = (playground: PlaygroundHandle): Learning => {
    const there = known.get(playground);
    if (there !== undefined) return there;
    const opened =
      first === undefined || first.kind === 'preset' ? undefined : openedBy(first.address);
    const learning = createLearning(isThere(catalogue, opened?.address) ? opened : undefined);
    known.set(playground, learning);
    return learning;
  };
  const Body = () =>
    createElement(LessonPanel, { catalogue, learning: learningIn(usePlayground()) });
  return { id: 'lesson', title: ({ panels }) => panels.lesson, Body };
}

function isThere({ lessons, exhibits }: LessonCatalogue, wanted: string | undefined): boolean {
  return [...lessons, ...exhibits].some(({ address }) => address === wanted);
}
