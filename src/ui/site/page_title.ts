/** The title of the page: what is open to learn from, and then the site's name. */

import { useEffect } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';

const siteName = 'Informer Lab';

/** `title` with its `code` as plain words; without one, the site's name alone. */
export function showPageTitle(title: string | undefined, { pageTitle }: Words['language']): void {
  document.title = title === undefined ? pageTitle : `${title.replaceAll('`', '')} · ${siteName}`;
}

/** While what has this title is open; `undefined` until its words are there. */
export function usePageTitle(title: string | undefined): void {
  const { language } = useWords();
  useEffect(() => {
    if (title !== undefined) showPageTitle(title, language);
  }, [title, language]);
}
