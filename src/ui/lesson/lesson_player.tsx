/** An open lesson: tell, bet, do, explain. */

import { ArrowLeft, Check } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { lessonNumber } from '#tutor/tracks.ts';
import { useWords } from '#ui/language/language.ts';
import { usePageTitle } from '#ui/site/page_title.ts';
import { BetForm, BetOutcome } from './bet_form.tsx';
import type { Course, CourseState } from './course.ts';
import { Explanation } from './explanation.tsx';
import { InEnglish } from './in_english.tsx';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { StepCard } from './step_card.tsx';
import { Words } from './words.tsx';
import './lesson_player.css';

interface LessonPlayerProps {
  readonly catalogue: LessonCatalogue;
  readonly course: Course;
  readonly state: CourseState;
  readonly close: () => void;
}

export function LessonPlayer(props: LessonPlayerProps): ReactElement | null {
  const { catalogue, course, state, close } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useWords().lesson;
  const { entry, lesson, text, phase, tag, stepsDone } = state;
  usePageTitle(text?.title);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new phase or step begins at its heading.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.side-panel')?.scrollTo(0, 0);
  }, [phase, stepsDone, entry]);
  if (entry === undefined || lesson === undefined || text === undefined) return null;
  return (
    <article className="lesson" aria-label={text.title} lang={tag}>
      <BackButton close={close} />
      <p className="label kicker">{words.number(String(lessonNumber(entry.address)))}</p>
      <h2 ref={heading} tabIndex={-1}>
        {text.title}
      </h2>
      <InEnglish tag={tag} />
      <p className="objective">{text.objective}</p>
      <StepMarks course={course} state={state} />
      {phase === 'betting' ? <Words text={text.tell} /> : null}
      <BetForm course={course} state={state} />
      <StepCard catalogue={catalogue} course={course} state={state} />
      {phase === 'explaining' ? (
        <Explanation catalogue={catalogue} course={course} state={state} />
      ) : null}
      <BetOutcome course={course} state={state} />
    </article>
  );
}

export function BackButton({ close }: { readonly close: () => void }): ReactElement {
  const words = useWords().lesson;
  return (
    <button type="button" className="button bare back" onClick={close}>
      <ArrowLeft size={14} aria-hidden="true" /> {words.all}
    </button>
  );
}

/** Every step as a dot: done, present or to come. Each can be gone to. */
function StepMarks(props: {
  readonly course: Course;
  readonly state: CourseState;
}): ReactElement | null {
  const { course, state } = props;
  const words = useWords().lesson;
  const { lesson, text, stepsDone, phase } = state;
  if (lesson === undefined) return null;
  return (
    <nav className="step-marks" aria-label={words.steps}>
      {lesson.steps.map(({ id }, index) => {
        const name = words.stepLink(index + 1, text?.steps[id]?.title ?? id);
        const current = phase === 'doing' && index === stepsDone;
        return (
          <button
            key={id}
            type="button"
            aria-label={name}
            title={name}
            aria-current={current ? 'step' : undefined}
            data-done={index < stepsDone}
            onClick={() => course.enter(index)}
          >
            {index < stepsDone ? <Check size={12} aria-hidden="true" /> : index + 1}
          </button>
        );
      })}
    </nav>
  );
}
