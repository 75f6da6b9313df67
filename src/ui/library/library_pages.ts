/** The pages of the library, and their addresses: `#questions`; `?q=too old resource version` searches. */

export const libraryPages = [
  'search',
  'overview',
  'questions',
  'glossary',
  'notes',
  'progress',
] as const;

export type LibraryPage = (typeof libraryPages)[number];

/** What of the library is asked for. */
export interface LibraryAsked {
  readonly page: LibraryPage;
  /** What is searched, or the row that a list begins at. */
  readonly query: string;
}

/** What an address asks for: a page by its hash, or a search by `?q=`. */
export function libraryAskedBy(address: {
  readonly hash: string;
  readonly search: string;
}): LibraryAsked | undefined {
  const page = libraryPageOf(address.hash);
  if (page !== undefined) return { page, query: '' };
  const query = new URLSearchParams(address.search).get('q');
  return query === null ? undefined : { page: 'search', query };
}

export function libraryPageOf(hash: string): LibraryPage | undefined {
  return libraryPages.find((page) => hash === `#${page}`);
}
