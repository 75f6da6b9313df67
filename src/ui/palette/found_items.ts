/** What the library has for the words that were typed, or for an error message that was pasted. */

import type { Words } from '#messages/en/ui/words.ts';
import { type SearchHit, searchLibrary } from '#tutor/library_search.ts';
import type { Library } from '#ui/library/library_source.ts';
import { placeOfTarget } from '#ui/library/make_library.ts';
import { doing, type PaletteItem } from './palette_item.ts';

/** So many are offered; the library's own search shows the others. */
const mostFound = 5;

/** Questions, terms, and what explains a message; titles of lessons are found by the palette itself. */
export function foundItems(
  library: Library | undefined,
  typed: string,
  { library: words }: Words,
): readonly PaletteItem[] {
  const query = typed.trim();
  if (library === undefined || query.length < 2) return [];
  const hits = searchLibrary(library.entries, query).filter(
    ({ entry, error }) => error !== undefined || entry.kind === 'question' || entry.kind === 'term',
  );
  if (hits.length === 0) return [];
  return [
    ...hits.slice(0, mostFound).map((hit) => itemOf(library, hit, words)),
    {
      id: 'library search',
      group: words.title,
      label: words.searchLabel,
      detail: query.slice(0, 80),
      deed: doing(({ acts }) => acts.openLibrary({ page: 'search', query })),
    },
  ];
}

function itemOf(
  library: Library,
  { entry, error }: SearchHit,
  words: Words['library'],
): PaletteItem {
  const { kind, target, title } = entry;
  const card = placeOfTarget(library, target)?.card;
  const page = kind === 'question' ? 'questions' : 'glossary';
  return {
    id: `found ${kind} ${target}`,
    group: words.title,
    label: title.replaceAll('`', ''),
    detail: error === undefined ? words.kinds[kind] : words.explains(error),
    deed: doing(({ acts }) => {
      if (card === undefined) acts.openLibrary({ page, query: title });
      else if (card.kind === 'preset') acts.openPreset(card.address);
      else acts.openLesson(card.address);
    }),
  };
}
