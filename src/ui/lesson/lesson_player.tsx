/** An open lesson: tell, bet, do, explain. */

import { ArrowLeft } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { LessonText } from '#tutor/lesson.ts';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { BetForm, BetOutcome } from './bet_form.tsx';
import type { Course, CourseState } from './course.ts';
import { StepCard } from './step_card.tsx';
import { Words } from './words.tsx';

interface LessonPlayerProps {
  readonly course: Course;
  readonly state: CourseState;
}

export function LessonPlayer({ course, state }: LessonPlayerProps): ReactElement | null {
  const cursor = usePlaygroundState((each) => each.cursor);
  const booked = usePlaygroundState((each) => each.booked);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was seen is read inside; these say when.
  useEffect(() => course.follow(), [course, cursor, booked]);
  const { entry, lesson, text, phase } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new phase or step begins at its heading.
  useEffect(() => heading.current?.focus(), [phase, state.stepsDone, entry]);
  if (lesson === undefined || text === undefined) return null;
  return (
    <article className="lesson" aria-label={text.title}>
      <button type="button" className="button bare" onClick={() => course.close()}>
        <ArrowLeft size={14} aria-hidden="true" /> All lessons
      </button>
      <p className="label">LESSON {lesson.id.replace('L0', '').replace('L', '')}</p>
      <h2 ref={heading} tabIndex={-1}>
        {text.title}
      </h2>
      <p className="objective">{text.objective}</p>
      {phase === 'betting' ? <Words text={text.tell} /> : null}
      <BetForm state={state} onBet={(option) => course.bet(option)} />
      <StepCard course={course} state={state} />
      {phase === 'explaining' ? <Explanation state={state} /> : null}
      <BetOutcome state={state} />
    </article>
  );
}

/** The sentences as they are read: a paragraph each. */
function said(paragraphs: LessonText['explain']): string {
  return paragraphs.map((each) => each.map(({ text }) => text).join(' ')).join('\n\n');
}

function Explanation({ state }: { readonly state: CourseState }): ReactElement | null {
  const { lesson, text } = state;
  if (lesson === undefined || text === undefined) return null;
  return (
    <section aria-label="What happened">
      <Words text={said(text.explain)} />
      <blockquote className="principle">
        <Words text={said(text.principle)} />
      </blockquote>
      <p className="label">READ THE GO</p>
      <ul>
        {lesson.reading.map(({ repository, file, functions }) => (
          <li key={file}>
            <a href={`https://github.com/${repository}/blob/master/${file}`} rel="noreferrer">
              <code>{file}</code>
            </a>{' '}
            <span className="label">{functions.join(', ')}</span>
          </li>
        ))}
      </ul>
      <p>The run is yours now: break it another way.</p>
    </section>
  );
}
