/** Tab completion: one fitting word is taken, several are listed and can be walked through. */

import { useRef, useState } from 'react';
import { complete } from '#script/complete.ts';
import { filesOf } from '#script/named_files.ts';
import { useWords } from '#ui/language/language.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { WorldAt } from './world_at.ts';

/** So many words are listed at most. */
const mostListed = 200;

/** The open list. */
export interface OpenCompletion {
  /** What stands before the word that is being chosen. */
  readonly head: string;
  readonly words: readonly string[];
  readonly chosen: number;
}

export interface Completing {
  readonly open: OpenCompletion | undefined;
  /** The line as Tab makes it. */
  readonly advance: (line: string, back: boolean) => string;
  readonly move: (by: number) => string | undefined;
  readonly close: () => void;
}

export function useCompletion(
  handle: PlaygroundHandle,
  announce: (text: string) => void,
): Completing {
  const words = useWords().console;
  const [open, setOpen] = useState<OpenCompletion | undefined>(undefined);
  const world = useRef(new WorldAt());
  const select = (from: OpenCompletion, chosen: number): string => {
    const index = (chosen + from.words.length) % from.words.length;
    setOpen({ ...from, chosen: index });
    return from.head + (from.words[index] ?? '');
  };
  const begin = (line: string): string => {
    const { head, words: found } = fitting(handle, world.current, line);
    const [first, second] = found;
    if (first === undefined) {
      announce(words.noCompletion);
      return line;
    }
    if (second === undefined) return head + first + endOf(first);
    const common = commonStart(found);
    announce(words.completionCount(found.length));
    setOpen({ head, words: found.slice(0, mostListed), chosen: -1 });
    return head + common;
  };
  return {
    open,
    advance: (line, back) =>
      open === undefined ? begin(line) : select(open, open.chosen + (back ? -1 : 1)),
    move: (by) => (open === undefined ? undefined : select(open, open.chosen + by)),
    close: () => setOpen(undefined),
  };
}

function fitting(
  { store, book }: PlaygroundHandle,
  world: WorldAt,
  line: string,
): { readonly head: string; readonly words: readonly string[] } {
  const { run, cursor } = store.getState();
  const view = book.view(run);
  const record = book.find(run)?.record;
  if (view === undefined || record === undefined) return { head: line, words: [] };
  const files = [...filesOf(record).keys()];
  const { column, words } = complete(line, world.get(view, cursor), files);
  return { head: line.slice(0, column - 1), words };
}

/** A word that is whole is followed by a blank. */
function endOf(word: string): string {
  return /[=/]$/.test(word) ? '' : ' ';
}

function commonStart(words: readonly string[]): string {
  let common = words[0] ?? '';
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common;
}
