/** Where lines are typed: history by the arrows and by search, completion by Tab, Ctrl C to end what goes on. */

import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { LineHistory } from './line_history.ts';
import { type Completing, useCompletion } from './use_completion.ts';

export interface PromptProps {
  readonly history: LineHistory;
  readonly enter: (line: string) => void;
  /** Ends what goes on; there is nothing if left out. */
  readonly interrupt: (() => void) | undefined;
  readonly announce: (text: string) => void;
}

/** A search through the history: what is looked for, and how many hits are passed over. */
interface Search {
  readonly text: string;
  readonly skip: number;
}

export function Prompt(props: PromptProps): ReactElement {
  const handle = usePlayground();
  const words = useWords().console;
  const [line, setLine] = useState('');
  const [search, setSearch] = useState<Search | undefined>(undefined);
  const completion = useCompletion(handle, props.announce);
  const input = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const asked = usePlaygroundState((state) => state.consoleAsked);
  useEffect(() => {
    // Whoever opens the console by its key wants to write; whoever walks the tabs keeps the focus there.
    if (!asked) return;
    input.current?.focus();
    handle.store.setState({ consoleAsked: false });
  }, [asked, handle]);
  const found = search === undefined ? undefined : props.history.find(search.text, search.skip);
  const keys = useKeysOf({ ...props, line, setLine, search, setSearch, found, completion });
  const { open } = completion;
  const option = open === undefined || open.chosen < 0 ? undefined : `${listId}-${open.chosen}`;
  return (
    <div className="console-prompt">
      {open !== undefined && (
        <CompletionList
          id={listId}
          completion={completion}
          take={(word) => {
            setLine(`${open.head}${word} `);
            completion.close();
            input.current?.focus();
          }}
        />
      )}
      {search !== undefined && (
        <p className="console-search">
          {words.search(search.text)} <code>{found ?? words.searchNothing}</code>
        </p>
      )}
      <label>
        <span aria-hidden="true">$</span>
        <textarea
          ref={input}
          role="combobox"
          aria-label={search === undefined ? words.command : words.searchHistory}
          aria-expanded={open !== undefined}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={option}
          aria-describedby={`${listId}-hint`}
          rows={Math.min(8, line.split('\n').length)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder="kubectl get pods"
          value={search?.text ?? line}
          onKeyDown={keys}
          onChange={(event) => {
            const { value } = event.target;
            completion.close();
            if (search === undefined) setLine(value);
            else setSearch({ text: value, skip: 0 });
          }}
        />
      </label>
      <p id={`${listId}-hint`} className="visually-hidden">
        {words.hint}
      </p>
    </div>
  );
}

function CompletionList(props: {
  readonly id: string;
  readonly completion: Completing;
  readonly take: (word: string) => void;
}): ReactElement | null {
  const { id, completion, take } = props;
  const words = useWords().console;
  const { open } = completion;
  if (open === undefined) return null;
  return (
    <div
      id={id}
      className="console-completions"
      role="listbox"
      aria-label={words.completions}
      tabIndex={-1}
    >
      {open.words.map((word, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys.
        // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus.
        <div
          key={word}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === open.chosen}
          ref={(item) => {
            if (index === open.chosen) item?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => take(word)}
        >
          {word}
        </div>
      ))}
    </div>
  );
}

interface KeysOf extends PromptProps {
  readonly line: string;
  readonly setLine: (line: string) => void;
  readonly search: Search | undefined;
  readonly setSearch: (search: Search | undefined) => void;
  readonly found: string | undefined;
  readonly completion: Completing;
}

/** What each key does; a key that does nothing here is left to the browser. */
function useKeysOf(parts: KeysOf): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  // After Escape, Tab leaves the field: nobody is kept in it.
  const escaped = useRef(false);
  return (event) => {
    const leaving = escaped.current && event.key === 'Tab';
    escaped.current = event.key === 'Escape';
    if (leaving) {
      parts.completion.close();
      return;
    }
    const done = parts.search === undefined ? writing(parts, event) : searching(parts, event);
    if (done) event.preventDefault();
  };
}

function searching(parts: KeysOf, event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const { search, setSearch, setLine, found } = parts;
  if (search === undefined) return false;
  if (event.ctrlKey && event.key === 'r') {
    setSearch({ ...search, skip: search.skip + 1 });
    return true;
  }
  if (event.key === 'Escape' || (event.ctrlKey && event.key === 'c')) {
    setSearch(undefined);
    return true;
  }
  if (event.key !== 'Enter' && event.key !== 'Tab') return false;
  setSearch(undefined);
  if (found !== undefined) setLine(found);
  return true;
}

function writing(parts: KeysOf, event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  if (event.ctrlKey) return withControl(parts, event);
  const { line, setLine, completion, history } = parts;
  const oneLine = !line.includes('\n');
  switch (event.key) {
    case 'Enter':
      return event.shiftKey ? false : enterLine(parts);
    case 'Tab':
      if (line === '' || line.includes('\n')) return false;
      setLine(completion.advance(line, event.shiftKey));
      return true;
    case 'Escape':
      completion.close();
      return true;
    case 'ArrowUp':
    case 'ArrowDown': {
      const down = event.key === 'ArrowDown';
      const chosen = completion.move(down ? 1 : -1);
      const other = chosen ?? (down ? history.next() : history.previous(line));
      if (!oneLine && chosen === undefined) return false;
      if (other !== undefined) setLine(other);
      return true;
    }
    default:
      return false;
  }
}

function enterLine({ line, setLine, completion, enter }: KeysOf): boolean {
  const { open } = completion;
  completion.close();
  if (open !== undefined && open.chosen >= 0) {
    setLine(`${line} `);
    return true;
  }
  // A block that is begun goes on until the word that ends it.
  const begun = /<<([A-Za-z_]\w*)\s*$/.exec(line.split('\n')[0] ?? '')?.[1];
  if (begun !== undefined && !line.split('\n').includes(begun)) return false;
  enter(line);
  setLine('');
  return true;
}

function withControl(parts: KeysOf, event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const { interrupt, setLine, setSearch, completion } = parts;
  switch (event.key) {
    case 'c': {
      const { selectionStart, selectionEnd } = event.currentTarget;
      if (selectionStart !== selectionEnd) return false;
      completion.close();
      if (interrupt === undefined) setLine('');
      else interrupt();
      return true;
    }
    case 'r':
      completion.close();
      setSearch({ text: '', skip: 0 });
      return true;
    case 'l':
      parts.enter('clear');
      return true;
    default:
      return false;
  }
}
