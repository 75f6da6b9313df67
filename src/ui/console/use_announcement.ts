/** What a screen reader is told of the console: the latest output, at most one sentence a second. */

import { useEffect, useRef, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import type { ConsoleEntry } from '#view-model/console.ts';

const everyMs = 1_000;
/** Longer texts are for reading, not for hearing at once. */
const mostSpoken = 300;

export function useAnnouncement(entries: readonly ConsoleEntry[]): {
  readonly text: string;
  readonly say: (text: string) => void;
} {
  const words = useWords().console;
  const [text, setText] = useState('');
  const last = entries.at(-1);
  const latest = spoken(last, words);
  const pending = useRef<string | undefined>(undefined);
  const begun = useRef(false);
  useEffect(() => {
    // What stood there before the console was opened is not news.
    if (!begun.current) {
      begun.current = true;
      return undefined;
    }
    pending.current = latest;
    const timer = setTimeout(() => {
      if (pending.current !== undefined) setText(pending.current);
      pending.current = undefined;
    }, everyMs);
    return () => clearTimeout(timer);
  }, [latest]);
  return { text, say: setText };
}

function spoken(entry: ConsoleEntry | undefined, words: Words['console']): string {
  if (entry === undefined) return '';
  if (entry.refused !== undefined) return words.notDone(entry.refused);
  const piece = entry.pieces.at(-1)?.text.trim() ?? '';
  if (piece === '') return entry.run === undefined ? words.done(entry.line) : '';
  return piece.length <= mostSpoken ? piece : `${piece.slice(0, mostSpoken)} …`;
}
