/** The step being worked on: what to do, how far its goals are, hints one rung at a time, the solution. */

import { Check, Circle, Lightbulb, Link, Play } from 'lucide-react';
import { AlertDialog } from 'radix-ui';
import type { ReactElement } from 'react';
import type { GoalState } from '#tutor/goal_progress.ts';
import type { StepText } from '#tutor/lesson.ts';
import { useWords } from '#ui/language/language.ts';
import { LinkedText } from '#ui/library/linked_text.tsx';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { appAddress } from '#ui/site/page_address.ts';
import { hashOf } from './addresses.ts';
import type { Course, CourseState } from './course.ts';
import { GridTable } from './grid_table.tsx';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { Words } from './words.tsx';
import { Workbench } from './workbench.tsx';

interface StepCardProps {
  readonly catalogue: LessonCatalogue;
  readonly course: Course;
  readonly state: CourseState;
}

export function StepCard({ catalogue, course, state }: StepCardProps): ReactElement | null {
  const words = useWords().lesson;
  const { lesson, text, stepsDone, phase, goals, notYet, busy, away } = state;
  const step = lesson?.steps[stepsDone];
  const said = step === undefined ? undefined : text?.steps[step.id];
  if (lesson === undefined || step === undefined || said === undefined) return null;
  if (phase !== 'doing') return null;
  const { workbench, grid } = step;
  return (
    <section className="step" aria-label={said.title}>
      <div className="step-head">
        <p className="label kicker">{words.stepOf(stepsDone + 1, lesson.steps.length)}</p>
        <CopyLink address={`${state.entry?.address ?? ''}/${step.id}`} />
      </div>
      <h3>{said.title}</h3>
      <Words text={said.text} />
      {away && (
        <p className="away">
          {words.away}{' '}
          <button type="button" className="button small" onClick={() => course.comeBack()}>
            {words.comeBack}
          </button>
        </p>
      )}
      {workbench !== undefined && (
        <Workbench
          key={step.id}
          catalogue={catalogue}
          workbench={workbench}
          busy={busy}
          build={(pieces) => void course.build(pieces)}
        />
      )}
      {grid !== undefined && <GridTable grid={grid} text={said} course={course} state={state} />}
      <Goals goals={goals} said={said} notYet={notYet} />
      <Help course={course} state={state} said={said} solution={step.solution} />
    </section>
  );
}

function CopyLink({ address }: { readonly address: string }): ReactElement {
  const { acts } = usePlayground();
  const words = useWords();
  return (
    <button
      type="button"
      className="button bare icon small"
      aria-label={words.lesson.copyStep}
      title={words.lesson.copyStep}
      onClick={() => {
        const link = appAddress(hashOf('lesson', address));
        acts.copy(link, words.notices.linkCopied);
      }}
    >
      <Link size={14} aria-hidden="true" />
    </button>
  );
}

function Goals(props: {
  readonly goals: readonly GoalState[];
  readonly said: StepText;
  readonly notYet: boolean;
}): ReactElement {
  const { goals, said, notYet } = props;
  const words = useWords().lesson;
  const reached = goals.filter((each) => each.reached).length;
  return (
    <>
      <ul className="goals" aria-label={words.goals}>
        {goals.map((state) => (
          <Goal key={state.goal.id} state={state} said={said} notYet={notYet} />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {words.reachedOf(reached, goals.length)}
      </p>
    </>
  );
}

function Goal(props: {
  readonly state: GoalState;
  readonly said: StepText;
  readonly notYet: boolean;
}): ReactElement {
  const { state, said, notYet } = props;
  const words = useWords().lesson;
  const { goal, reached, found } = state;
  const missing = said.goals[goal.id] ?? '';
  return (
    <li data-reached={reached} data-not-yet={notYet && !reached}>
      {reached ? <Check size={14} aria-hidden="true" /> : <Circle size={14} aria-hidden="true" />}
      <div>
        {reached ? (
          words.reached
        ) : (
          <>
            {notYet && <b>{words.notYet} </b>}
            <LinkedText text={missing} />
          </>
        )}
        <p className="label">
          <code>{goal.predicate}</code>
          {found === '' ? '' : ` · ${words.found(found)}`}
        </p>
      </div>
    </li>
  );
}

/** Check, hints one rung at a time, and the solution. */
function Help(props: {
  readonly course: Course;
  readonly state: CourseState;
  readonly said: StepText;
  readonly solution: readonly string[];
}): ReactElement {
  const { course, state, said, solution } = props;
  const words = useWords().lesson;
  const { hints, busy, goals } = state;
  const ready = goals.length > 0 && goals.every(({ reached }) => reached);
  return (
    <>
      {said.hints.slice(0, hints).map((hint) => (
        <p key={hint} className="hint">
          <Lightbulb size={14} aria-hidden="true" />
          <span>
            <LinkedText text={hint} />
          </span>
        </p>
      ))}
      <div className="step-buttons">
        <button
          type="button"
          className={ready ? 'button primary ready' : 'button primary'}
          disabled={busy}
          onClick={() => course.check()}
        >
          {words.check}
        </button>
        {hints < said.hints.length ? (
          <button type="button" className="button" onClick={() => course.hint()}>
            {words.hint(hints + 1, said.hints.length)}
          </button>
        ) : null}
        <Solution course={course} statements={solution} busy={busy} />
      </div>
    </>
  );
}

interface SolutionProps {
  readonly course: Course;
  readonly statements: readonly string[];
  readonly busy: boolean;
}

function Solution({ course, statements, busy }: SolutionProps): ReactElement {
  const words = useWords().lesson;
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className="button" disabled={busy}>
        <Play size={14} aria-hidden="true" /> {busy ? words.solving : words.solve}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog-overlay" />
        <AlertDialog.Content className="dialog solution-dialog">
          <AlertDialog.Title className="dialog-title">{words.solveTitle}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-hint">
            {words.solveText}
          </AlertDialog.Description>
          <pre>{statements.join('\n')}</pre>
          <div className="dialog-actions">
            <AlertDialog.Cancel className="button">{words.solveCancel}</AlertDialog.Cancel>
            <AlertDialog.Action className="button primary" onClick={() => void course.solve()}>
              {words.solveAct}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
