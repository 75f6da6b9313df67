/** The step being worked on: what to do, how far its goals are, hints one rung at a time, the solution. */

import { Check, Circle, Lightbulb, Play } from 'lucide-react';
import { AlertDialog } from 'radix-ui';
import type { ReactElement } from 'react';
import type { Course, CourseState } from './course.ts';
import { Line, Words } from './words.tsx';

interface StepCardProps {
  readonly course: Course;
  readonly state: CourseState;
}

export function StepCard({ course, state }: StepCardProps): ReactElement | null {
  const { lesson, text, stepsDone, phase, goals, notYet, hints, solving } = state;
  const step = lesson?.steps[stepsDone];
  const words = step === undefined ? undefined : text?.steps[step.id];
  if (lesson === undefined || words === undefined || phase !== 'doing') return null;
  return (
    <section className="step" aria-label={words.title}>
      <p className="label">
        STEP {stepsDone + 1} OF {lesson.steps.length}
      </p>
      <h3>{words.title}</h3>
      <Words text={words.text} />
      <ul className="goals" aria-label="Goals">
        {goals.map(({ goal, reached, found }) => (
          <li key={goal.id} data-reached={reached}>
            {reached ? (
              <Check size={14} aria-hidden="true" />
            ) : (
              <Circle size={14} aria-hidden="true" />
            )}
            <span>
              <GoalWords reached={reached} missing={notYet ? words.goals[goal.id] : undefined} />
              <span className="label">
                {' '}
                <code>{goal.predicate}</code> · found {found}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {words.hints.slice(0, hints).map((hint) => (
        <p key={hint} className="hint">
          <Lightbulb size={14} aria-hidden="true" /> <Line text={hint} />
        </p>
      ))}
      <div className="step-buttons">
        <button type="button" className="button primary" onClick={() => course.check()}>
          Check
        </button>
        {hints < words.hints.length ? (
          <button type="button" className="button" onClick={() => course.hint()}>
            Hint {hints + 1} of {words.hints.length}
          </button>
        ) : null}
        <Solution course={course} statements={step?.solution ?? []} busy={solving} />
      </div>
    </section>
  );
}

interface GoalWordsProps {
  readonly reached: boolean;
  /** What is missing, once the learner has asked. */
  readonly missing: string | undefined;
}

function GoalWords({ reached, missing }: GoalWordsProps): ReactElement {
  if (reached) return <>Reached</>;
  if (missing === undefined) return <>Open</>;
  return (
    <>
      Not yet: <Line text={missing} />
    </>
  );
}

interface SolutionProps {
  readonly course: Course;
  readonly statements: readonly string[];
  readonly busy: boolean;
}

function Solution({ course, statements, busy }: SolutionProps): ReactElement {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className="button" disabled={busy}>
        <Play size={14} aria-hidden="true" /> {busy ? 'Running …' : 'Run it for me'}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog-overlay" />
        <AlertDialog.Content className="dialog solution-dialog">
          <AlertDialog.Title className="dialog-title">
            Run the solution of this step?
          </AlertDialog.Title>
          <AlertDialog.Description className="dialog-hint">
            These statements will be done in order.
          </AlertDialog.Description>
          <pre>{statements.join('\n')}</pre>
          <div className="dialog-actions">
            <AlertDialog.Cancel className="button">I will try myself</AlertDialog.Cancel>
            <AlertDialog.Action className="button primary" onClick={() => void course.solve()}>
              Run it
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
