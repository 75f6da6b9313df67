/** Tags of the languages there are, and which of them fits a reader; the words themselves are elsewhere. */

import type { LocaleTag } from './locale.ts';

/** Tags of every language, the default first. */
export const localeTags: readonly LocaleTag[] = ['en', 'zh-CN'];

/** What each language calls itself. */
export const localeNames: Readonly<Record<LocaleTag, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
};

/** The best language there is for the tags that a reader prefers, most wanted first. */
export function bestTag(preferred: readonly string[]): LocaleTag {
  for (const wanted of preferred) {
    const exact = localeTags.find((tag) => tag.toLowerCase() === wanted.toLowerCase());
    if (exact !== undefined) return exact;
    const [language] = wanted.toLowerCase().split('-');
    const near = localeTags.find((tag) => tag.toLowerCase().split('-')[0] === language);
    if (near !== undefined) return near;
  }
  return 'en';
}
