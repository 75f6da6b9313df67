/** The choice of the page's language, each named in its own words. */

import { Languages } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LocaleTag } from '#messages/locale.ts';
import { localeNames, localeTags } from '#messages/locale_tags.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { useLocale } from './language.ts';
import './language_choice.css';

export function LanguageChoice(): ReactElement {
  const { acts } = usePlayground();
  const { tag, words } = useLocale();
  return (
    <span className="button choice icon wide-only language-choice" title={words.language.label}>
      <Languages size={16} aria-hidden="true" />
      <select
        aria-label={words.language.label}
        value={tag}
        onChange={(event) => {
          const chosen = localeTags.find((each) => each === event.target.value);
          if (chosen !== undefined) acts.setLanguage(chosen);
        }}
      >
        {localeTags.map((each: LocaleTag) => (
          <option key={each} value={each} lang={each}>
            {localeNames[each]}
          </option>
        ))}
      </select>
    </span>
  );
}
