/** After the last step: what happened, the principle, the Go, and a run that is the learner's own. */

import type { ReactElement } from 'react';
import { lessonNumber } from '#tutor/tracks.ts';
import { useWords } from '#ui/language/language.ts';
import { Strip } from '#ui/library/strip.tsx';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { ClaimedText } from './claimed_text.tsx';
import type { Course, CourseState } from './course.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { ReadTheGo } from './read_the_go.tsx';
import { useTitles } from './use_titles.ts';

interface ExplanationProps {
  readonly catalogue: LessonCatalogue;
  readonly course: Course;
  readonly state: CourseState;
}

export function Explanation(props: ExplanationProps): ReactElement | null {
  const { catalogue, course, state } = props;
  const words = useWords().lesson;
  const { lesson, text } = state;
  if (lesson === undefined || text === undefined) return null;
  const home = {
    claims: lesson.claims,
    step: (id: string) => text.steps[id]?.title ?? id,
    lesson,
  };
  return (
    <section aria-label={words.whatHappened} className="explanation">
      <ClaimedText catalogue={catalogue} home={home} paragraphs={text.explain} />
      <blockquote className="principle">
        <ClaimedText catalogue={catalogue} home={home} paragraphs={text.principle} />
      </blockquote>
      <Strip
        kind="lesson"
        address={state.entry?.address ?? ''}
        lines={text.strip}
        tag={state.tag}
      />
      <ReadTheGo reading={lesson.reading} profile={lesson.profile} />
      <Yours catalogue={catalogue} course={course} state={state} />
    </section>
  );
}

/** The run is open as it is; the lesson can be taken again, or the next one. */
function Yours({ catalogue, course, state }: ExplanationProps): ReactElement {
  const words = useWords().lesson;
  const { acts } = usePlayground();
  const titles = useTitles(catalogue);
  const here = lessonNumber(state.entry?.address ?? '');
  const next = catalogue.lessons
    .toSorted((a, b) => lessonNumber(a.address) - lessonNumber(b.address))
    .find(({ address }) => lessonNumber(address) > here);
  return (
    <div className="yours">
      <h3>{words.yours}</h3>
      <p>{words.yoursText}</p>
      <div className="step-buttons">
        {next !== undefined && (
          <button
            type="button"
            className="button primary"
            onClick={() => acts.openLesson(next.address)}
          >
            {words.next(titles?.of(next.address) ?? '…')}
          </button>
        )}
        <button type="button" className="button" onClick={() => course.again()}>
          {words.again}
        </button>
      </div>
    </div>
  );
}
