/** The language that a part of the page speaks, given by context; a playground's own stands in its store. */

import { createContext, useContext } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import type { Locale } from '#messages/locale.ts';

export const LanguageContext = createContext<Locale | undefined>(undefined);

/** Everything that the current language can say: sentences, captions, labels and words. */
export function useLocale(): Locale {
  const locale = useContext(LanguageContext);
  if (locale === undefined) throw new Error('a part of a page must be told its language');
  return locale;
}

/** The interface's words in the current language. */
export function useWords(): Words {
  return useLocale().words;
}
