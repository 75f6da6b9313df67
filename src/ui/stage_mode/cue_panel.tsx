/** All cues of the talk, the current one marked; one that is chosen is gone to. */

import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useWords } from '#ui/language/language.ts';
import { Line } from '#ui/lesson/words.tsx';
import type { Talk } from './talk.ts';
import type { TalkWords } from './talk_words.ts';

export function CuePanel(props: {
  readonly talk: Talk;
  readonly words: TalkWords;
  /** Stands below the list. */
  readonly children: ReactNode;
}): ReactElement {
  const { talk, words, children } = props;
  const { stageMode } = useWords();
  const cue = useStore(talk.walk.store, (state) => state.cue);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    currentOf(list.current)?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current cue comes into view.
  useEffect(() => {
    currentOf(list.current)?.scrollIntoView({ block: 'nearest' });
  }, [cue]);
  const entries = [
    { text: stageMode.beginning, code: false, number: 0 },
    ...words.lines.map(({ text, code }, index) => ({ text, code, number: index + 1 })),
  ];
  return (
    <nav className="cue-panel" aria-label={stageMode.cues}>
      <ol ref={list} onKeyDown={moveFocus} lang={words.tag}>
        {entries.map(({ text, code, number }) => (
          <li key={number}>
            <button
              type="button"
              aria-current={number === cue ? 'step' : undefined}
              onClick={() => talk.jump(number)}
            >
              <span className="cue-number">{number}</span>
              <span>{code ? <code>{text}</code> : <Line text={text} />}</span>
            </button>
          </li>
        ))}
      </ol>
      {children}
    </nav>
  );
}

function currentOf(list: HTMLOListElement | null): HTMLElement | undefined {
  return list?.querySelector<HTMLElement>('[aria-current]') ?? undefined;
}

function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = buttons[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
