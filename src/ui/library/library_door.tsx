/** The way into the library from the Lesson tab: a line to search in, and its pages. */

import { Search } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { libraryPages } from './library_pages.ts';
import './library_door.css';

export function LibraryDoor(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().library;
  const [typed, setTyped] = useState('');
  return (
    <search className="library-door" aria-label={words.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          acts.openLibrary({ page: 'search', query: typed });
        }}
      >
        <input
          type="search"
          aria-label={words.searchLabel}
          placeholder={words.searchHint}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button icon" aria-label={words.searchAct}>
          <Search size={15} aria-hidden="true" />
        </button>
      </form>
      <ul>
        {libraryPages
          .filter((page) => page !== 'search')
          .map((page) => (
            <li key={page}>
              <button
                type="button"
                className="button small"
                onClick={() => acts.openLibrary({ page, query: '' })}
              >
                {words.pages[page]}
              </button>
            </li>
          ))}
      </ul>
    </search>
  );
}
