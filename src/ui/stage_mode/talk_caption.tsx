/** The line below the stage: what is said now, and the number of the cue. */

import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { useWords } from '#ui/language/language.ts';
import { Line } from '#ui/lesson/words.tsx';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Talk } from './talk.ts';
import type { TalkWords } from './talk_words.ts';

/** Longer lines are set smaller. */
const longLine = 150;

export function TalkCaption(props: {
  readonly talk: Talk;
  readonly words: TalkWords;
}): ReactElement {
  const { talk, words } = props;
  const { stageMode } = useWords();
  const cue = useStore(talk.walk.store, (state) => state.cue);
  const typed = useStore(talk.store, (state) => state.typed);
  const list = useStore(talk.store, (state) => state.list);
  const away = usePlaygroundState((state) => state.run !== talk.walk.run);
  const done = usePlaygroundState((state) => state.undoable.at(-1)?.statement ?? '');
  const line = words.lines[cue - 1];
  const opening = words.title === '' ? stageMode.begins : words.title;
  const text = line?.text ?? opening;
  const cues = talk.walk.cues.length;
  return (
    <footer className="talk-caption" lang={words.tag}>
      <div className="talk-said" aria-live="polite">
        {away && <p className="talk-away">{stageMode.improvised(done.split('\n')[0] ?? '')}</p>}
        <p className={text.length > longLine ? 'talk-line long' : 'talk-line'}>
          {line?.code === true ? <code>{text}</code> : <Line text={text} />}
        </p>
      </div>
      {typed !== '' && (
        <span className="talk-typed" role="status" aria-label={stageMode.typed(typed)}>
          → {typed} ⏎
        </span>
      )}
      <button
        type="button"
        className="talk-position"
        aria-label={stageMode.position(cue, cues)}
        aria-expanded={list}
        onClick={talk.toggleList}
      >
        {cue}/{cues}
      </button>
    </footer>
  );
}
