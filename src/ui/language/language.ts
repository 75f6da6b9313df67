/** The language that a part of the page speaks, given by context; a playground's own stands in its store. */

import { createContext, useContext } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import type { Locale } from '#messages/locale.ts';
import { defaultLocale } from '#messages/locales.ts';

/** Without a provider a part of the page speaks English. */
export const LanguageContext = createContext<Locale>(defaultLocale);

/** Everything that the current language can say: sentences, captions, labels and words. */
export function useLocale(): Locale {
  return useContext(LanguageContext);
}

/** The interface's words in the current language. */
export function useWords(): Words {
  return useLocale().words;
}
