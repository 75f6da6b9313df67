/** What an author has to mend before a lesson or exhibit can be shown. */

import type { ReactElement } from 'react';
import type { LessonMistakes } from '#tutor/lesson_mistakes.ts';
import { useWords } from '#ui/language/language.ts';
import { BackButton } from './lesson_player.tsx';

interface MistakesProps {
  readonly address: string;
  readonly mistakes: LessonMistakes;
  readonly close: () => void;
}

export function Mistakes({ address, mistakes, close }: MistakesProps): ReactElement {
  const words = useWords().library;
  return (
    <article className="lesson" aria-label={words.mistakes(address)}>
      <BackButton close={close} />
      <h2>{words.mistakes(address)}</h2>
      <p>{words.mistakesAbout}</p>
      <ul className="mistakes">
        {mistakes.problems.map(({ file, line, message }) => (
          <li key={`${file}:${line} ${message}`}>
            <code>
              {file}:{line}
            </code>
            <p>{message}</p>
          </li>
        ))}
      </ul>
    </article>
  );
}
