/** The fidelity page as text, for the build: what is there before, and without, its script. */

import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale, LocaleTag } from '#messages/locale.ts';
import { localeNames } from '#messages/locale_tags.ts';
import { LanguageContext } from '#ui/language/language.ts';
import { type Fidelity, FidelityPage } from './fidelity_page.tsx';

export function fidelityMarkup(options: {
  readonly fidelity: Fidelity;
  readonly locale: Locale;
  /** The way to the site's root. */
  readonly root: string;
  /** The page in the other language. */
  readonly other: { readonly href: string; readonly tag: LocaleTag };
}): string {
  const { fidelity, locale, root } = options;
  const other = { ...options.other, name: localeNames[options.other.tag] };
  return renderToStaticMarkup(
    <LanguageContext value={locale}>
      <FidelityPage
        other={other}
        fidelity={fidelity}
        home={locale.tag === 'en' ? `${root}index.html` : `${root}${locale.tag}/`}
      />
    </LanguageContext>,
  );
}
