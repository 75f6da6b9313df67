/** What to look at first, the lessons there are, and the one that is open. */

import { GraduationCap, Scissors } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { examples } from '#ui/apply/examples.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { Course } from './course.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { LessonPlayer } from './lesson_player.tsx';
import './lesson_panel.css';

interface LessonPanelProps {
  readonly catalogue: LessonCatalogue;
  /** The address of the lesson to open at once. */
  readonly first: string | undefined;
}

export function LessonPanel({ catalogue, first }: LessonPanelProps): ReactElement {
  const playground = usePlayground();
  const [course] = useState(() => new Course(playground));
  const state = useStore(course.store);
  useEffect(() => {
    const entry = catalogue.find((each) => each.address === first);
    if (entry !== undefined) void course.open(entry);
  }, [course, catalogue, first]);
  const { acts } = playground;
  const asked = usePlaygroundState((each) => each.lessonAsked);
  useEffect(() => {
    const entry = catalogue.find((each) => each.address === asked);
    if (entry === undefined) return;
    acts.openLesson(undefined);
    void course.open(entry);
  }, [acts, course, catalogue, asked]);
  return state.entry === undefined ? (
    <StartHere catalogue={catalogue} course={course} />
  ) : (
    <LessonPlayer course={course} state={state} />
  );
}

interface StartHereProps {
  readonly catalogue: LessonCatalogue;
  readonly course: Course;
}

function StartHere({ catalogue, course }: StartHereProps): ReactElement {
  const { acts } = usePlayground();
  const focus = usePlaygroundState((state) => state.focus);
  return (
    <div className="lesson">
      <p className="label">START HERE</p>
      <h2>A controller never asks the server. It remembers.</h2>
      <p>
        The informer reads a list once, then a stream of changes, and keeps its own copy. Handlers
        pass on keys, not objects; a worker takes a key, reads the copy, and writes what is missing.
      </p>
      <ol className="lesson-steps">
        <li>
          <h3>Pull the plug</h3>
          <p>Cut the watch. What does the copy still know, and how does the Reflector come back?</p>
          <button
            type="button"
            className="button primary"
            disabled={focus === undefined}
            onClick={() => focus && acts.perform(`watch ${focus.informer} cut EOF`)}
          >
            <Scissors size={15} aria-hidden="true" /> Cut the watch
          </button>
        </li>
        <li>
          <h3>Bring work</h3>
          <p>
            Apply the nginx Deployment of the Kubernetes documentation and follow one pod around.
          </p>
          <button
            type="button"
            className="button"
            onClick={() => acts.openApply(examples[0]?.text ?? '')}
          >
            Apply nginx
          </button>
        </li>
        <li>
          <h3>Go back</h3>
          <p>
            <kbd>←</kbd> steps back, <kbd>→</kbd> forward; drag the lanes below. Act in the past and
            the run forks: the old future stays.
          </p>
        </li>
      </ol>
      <h3 className="lessons-heading">Lessons</h3>
      <ul className="lessons">
        {catalogue.map((entry) => (
          <li key={entry.address}>
            <button type="button" className="button" onClick={() => void course.open(entry)}>
              <GraduationCap size={15} aria-hidden="true" /> {entry.title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
