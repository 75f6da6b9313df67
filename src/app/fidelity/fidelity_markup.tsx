/** The fidelity page as text, for the build: what is there before, and without, its script. */

import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '#messages/locale.ts';
import { LanguageContext } from '#ui/language/language.ts';
import { type Fidelity, FidelityPage } from './fidelity_page.tsx';

export function fidelityMarkup(options: {
  readonly fidelity: Fidelity;
  readonly locale: Locale;
  /** The way to the site's root. */
  readonly root: string;
}): string {
  const { fidelity, locale, root } = options;
  return renderToStaticMarkup(
    <LanguageContext value={locale}>
      <FidelityPage
        fidelity={fidelity}
        home={locale.tag === 'en' ? `${root}index.html` : `${root}${locale.tag}/`}
      />
    </LanguageContext>,
  );
}
