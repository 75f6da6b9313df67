/** The bet: asked before anything moves, locked once given, settled by the run and never punished. */

import { type ReactElement, useState } from 'react';
import type { CourseState } from './course.ts';
import { Line, Words } from './words.tsx';

interface BetFormProps {
  readonly state: CourseState;
  readonly onBet: (option: string) => void;
}

export function BetForm({ state, onBet }: BetFormProps): ReactElement | null {
  const [choice, setChoice] = useState<string>();
  const { text, phase, lesson } = state;
  if (text === undefined || lesson === undefined || phase !== 'betting') return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (choice !== undefined) onBet(choice);
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
        Bet and play
      </button>
    </form>
  );
}

/** What became of the bet. */
export function BetOutcome({ state }: { readonly state: CourseState }): ReactElement | null {
  const { text, bet, settled, lesson } = state;
  if (text === undefined || bet === undefined || lesson === undefined) return null;
  const right = lesson.bet.options.find((option) => option.right);
  return (
    <section className="bet-outcome" aria-label="Your bet" data-settled={settled ?? 'open'}>
      <p className="label">YOUR BET</p>
      <Words text={text.bet.options[bet] ?? bet} />
      {settled === undefined ? <p className="label">The run will tell.</p> : null}
      {settled === 'right' ? <p>The run agrees.</p> : null}
      {settled === 'wrong' ? (
        <>
          <p>The run went another way:</p>
          <Words text={text.bet.options[right?.id ?? ''] ?? ''} />
        </>
      ) : null}
    </section>
  );
}
