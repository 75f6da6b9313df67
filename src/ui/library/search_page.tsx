/** Search over everything there is to learn from; a pasted error message leads to what explains it. */

import { type ReactElement, useDeferredValue, useMemo } from 'react';
import { type SearchHit, searchLibrary } from '#tutor/library_search.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { Library } from './library_source.ts';
import { placeOfTarget } from './make_library.ts';
import { CardLink, TargetLinks } from './target_links.tsx';

interface SearchPageProps {
  readonly library: Library;
  readonly query: string;
}

export function SearchPage({ library, query }: SearchPageProps): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().library;
  const asked = useDeferredValue(query);
  const hits = useMemo(() => searchLibrary(library.entries, asked), [library, asked]);
  const typed = asked.trim() !== '';
  return (
    <>
      <label className="library-search">
        <span className="visually-hidden">{words.searchLabel}</span>
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the page is there to be typed into.
          autoFocus
          rows={2}
          value={query}
          placeholder={words.searchHint}
          onChange={(event) => acts.openLibrary({ page: 'search', query: event.target.value })}
        />
      </label>
      <p role="status" className="label">
        {typed && hits.length > 0 ? words.found(hits.length) : ''}
      </p>
      {!typed && <p className="library-note">{words.searchBegin}</p>}
      {typed && hits.length === 0 && <p className="library-note">{words.searchEmpty}</p>}
      <ol className="hits">
        {hits.map((hit) => (
          <Hit key={`${hit.entry.kind} ${hit.entry.target}`} library={library} hit={hit} />
        ))}
      </ol>
    </>
  );
}

function Hit({ library, hit }: { readonly library: Library; readonly hit: SearchHit }) {
  const words = useWords().library;
  const { entry, error } = hit;
  const { kind, target, title, body } = entry;
  const card = placeOfTarget(library, target)?.card;
  const list = kind === 'question' ? library.lists.questions : library.lists.glossary;
  return (
    <li>
      <p className="label">
        {words.kinds[kind]}
        {kind === 'term' || kind === 'preset' ? '' : ` ${target}`}
      </p>
      <h3>{card === undefined ? title : <CardLink card={card}>{title}</CardLink>}</h3>
      {error !== undefined && <p className="recognised">{words.explains(error)}</p>}
      <p>{(card?.objective ?? body).replaceAll('`', '')}</p>
      {card === undefined && (
        <TargetLinks
          library={library}
          targets={list.rows.find(({ id }) => id === target)?.targets ?? []}
        />
      )}
    </li>
  );
}
