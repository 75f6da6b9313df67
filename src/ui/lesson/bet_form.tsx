/** The bet: asked before anything moves, locked once given, settled by the run and never punished. */

import { Eye } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { Course, CourseState } from './course.ts';
import { Line, Words } from './words.tsx';

interface BetProps {
  readonly course: Course;
  readonly state: CourseState;
}

export function BetForm({ course, state }: BetProps): ReactElement | null {
  const [choice, setChoice] = useState<string>();
  const words = useWords().lesson;
  const { text, phase, lesson } = state;
  if (text === undefined || lesson === undefined || phase !== 'betting') return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (choice !== undefined) course.bet(choice);
      }}
    >
      <fieldset className="bet">
        <legend>
          <Line text={text.bet.question} />
        </legend>
        {lesson.bet.options.map(({ id }) => (
          <label key={id} className="bet-option">
            <input
              type="radio"
              name="bet"
              value={id}
              checked={choice === id}
              onChange={() => setChoice(id)}
            />
            <span>
              <Line text={text.bet.options[id] ?? id} />
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="button primary" disabled={choice === undefined}>
        {words.betAct}
      </button>
    </form>
  );
}

/** What became of the bet. */
export function BetOutcome({ course, state }: BetProps): ReactElement | null {
  const { book } = usePlayground();
  const words = useWords().lesson;
  const { text, bet, settled, lesson, refutedAt } = state;
  if (text === undefined || bet === undefined || lesson === undefined) return null;
  const right = lesson.bet.options.find((option) => option.right);
  const canWatch = refutedAt !== undefined && book.view(refutedAt.run) !== undefined;
  return (
    <section className="bet-outcome" aria-label={words.yourBet} data-settled={settled ?? 'open'}>
      <p className="label kicker">{words.yourBet}</p>
      <Words text={text.bet.options[bet] ?? bet} />
      {settled === undefined ? <p className="label">{words.betOpen}</p> : null}
      {settled === 'right' ? <p>{words.betRight}</p> : null}
      {settled === 'wrong' ? (
        <>
          <p>
            {words.betWrong}{' '}
            {canWatch && (
              <button
                type="button"
                className="button small"
                title={words.watchItHint}
                onClick={() => course.watchRefutation()}
              >
                <Eye size={13} aria-hidden="true" /> {words.watchIt}
              </button>
            )}
          </p>
          <Words text={text.bet.options[right?.id ?? ''] ?? ''} />
        </>
      ) : null}
    </section>
  );
}
