/**
 * Which language a page speaks: `?lang=zh-CN` in its address wins, then the language that the page is
 * written in where it has an address of its own, then what was chosen here before, then what the browser
 * prefers. English is at hand; any other is fetched.
 */

import type { Locale, LocaleTag } from '#messages/locale.ts';
import { bestTag, localeTags } from '#messages/locale_tags.ts';
import { defaultLocale } from '#messages/locales.ts';
import { leaveLanguage, pageLanguage } from '#ui/site/page_address.ts';

const stored = 'informer-lab.language';
const parameter = 'lang';

const loaders: Readonly<Record<LocaleTag, () => Promise<Locale>>> = {
  en: () => Promise.resolve(defaultLocale),
  'zh-CN': async () => (await import('#messages/zh-CN/zh_cn.ts')).zhCN,
};

/** The tag that a page opens with. */
export function openingTag(): LocaleTag {
  const asked = new URLSearchParams(location.search).get(parameter);
  if (asked !== null) return bestTag([asked]);
  const written = pageLanguage();
  if (written !== undefined) return bestTag([written]);
  return remembered() ?? bestTag(navigator.languages);
}

/** The words that a page opens with; English if others cannot be fetched. */
export async function openingLocale(): Promise<Locale> {
  const locale = await loadLocale(openingTag()).catch(() => defaultLocale);
  showLanguage(locale);
  return locale;
}

/** Rejects when the words cannot be fetched. */
export function loadLocale(tag: LocaleTag): Promise<Locale> {
  return loaders[tag]();
}

/** Tells the browser, fonts and screen readers which language the page is in. */
export function showLanguage(locale: Locale): void {
  document.documentElement.lang = locale.tag;
}

/** Remembers a choice, and takes another one out of the address: `?lang=`, or a page in that language. */
export function rememberLanguage(tag: LocaleTag): void {
  try {
    localStorage.setItem(stored, tag);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  if (pageLanguage() !== undefined) leaveLanguage();
  const address = new URL(location.href);
  if (!address.searchParams.has(parameter)) return;
  address.searchParams.delete(parameter);
  history.replaceState(null, '', address);
}

function remembered(): LocaleTag | undefined {
  try {
    const tag = localStorage.getItem(stored);
    return localeTags.find((each) => each === tag);
  } catch {
    return undefined;
  }
}
