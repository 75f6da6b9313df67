/**
 * The words of an embed come in two parts: what is shown at once, and everything else that the app can say,
 * once a menu or a card of it is opened.
 */

import type { Words } from '#messages/en/ui/words.ts';
import type { Locale, LocaleTag } from '#messages/locale.ts';

/** Areas of words that the stage, the log, the bar and their boxes have. */
type ShownArea =
  | 'boxCard'
  | 'caption'
  | 'controllerBoxes'
  | 'embedPage'
  | 'informerBoxes'
  | 'log'
  | 'serverBox'
  | 'spoken'
  | 'stage'
  | 'states'
  | 'transport'
  | 'verbs'
  | 'widgets';

export interface ShownLocale extends Omit<Locale, 'words'> {
  readonly words: Pick<Words, ShownArea>;
}

const shownIn: Readonly<Record<LocaleTag, () => Promise<ShownLocale>>> = {
  en: async () => (await import('./shown_en.ts')).shown,
  'zh-CN': async () => (await import('./shown_zh_cn.ts')).shown,
};

const wholeIn: Readonly<Record<LocaleTag, () => Promise<Locale>>> = {
  en: async () => (await import('#messages/en/en.ts')).en,
  'zh-CN': async () => (await import('#messages/zh-CN/zh_cn.ts')).zhCN,
};

/** The words that are shown at once. No other area may be asked for before {@link wholeLocale} is there. */
export async function shownLocale(tag: LocaleTag): Promise<Locale> {
  return (await shownIn[tag]()) as ShownLocale as Locale;
}

/** Every word. */
export function wholeLocale(tag: LocaleTag): Promise<Locale> {
  return wholeIn[tag]();
}
