/** What the speaker asks the room before anything moves. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { Line } from '#ui/lesson/words.tsx';
import type { TalkWords } from './talk_words.ts';

export function TalkQuestion({ words }: { readonly words: TalkWords }): ReactElement {
  const { ask } = useWords().stageMode;
  return (
    <section className="talk-question" lang={words.tag} aria-label={ask}>
      <div>
        <h1>{words.title}</h1>
        <p>
          <Line text={words.question} />
        </p>
      </div>
    </section>
  );
}
