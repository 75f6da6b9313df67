/** A note that a text is in another language than the page. */

import type { ReactElement } from 'react';
import { useLocale } from '#ui/language/language.ts';

/** Says so where a text is in another language than the page. */
export function InEnglish({ tag }: { readonly tag: string }): ReactElement | null {
  const locale = useLocale();
  if (tag === locale.tag) return null;
  return (
    <p className="label" lang={locale.tag}>
      {locale.words.lesson.englishOnly}
    </p>
  );
}
