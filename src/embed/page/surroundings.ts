/** The browser around an embed page, as its player needs it. Nothing is remembered in the reader's browser. */

import type { EmbedTheme } from '#embed/embed_controller.ts';
import { showTheme } from '#ui/theme/theme.ts';
import type { EmbedSurroundings } from './embed_player.ts';
import { shownLocale, wholeLocale } from './shown_locale.ts';

const dark = '(prefers-color-scheme: dark)';

/** What nobody draws is still told within this time. */
const undrawnMs = 250;

export function surroundings(
  given: Pick<EmbedSurroundings, 'start' | 'openApp'>,
): EmbedSurroundings {
  const darkNow = (theme: EmbedTheme): boolean =>
    theme === 'auto' ? matchMedia(dark).matches : theme === 'dark';
  return {
    ...given,
    darkNow,
    showTheme: (theme) => showTheme(darkNow(theme) ? 'dark' : 'light'),
    loadLocale: async (tag) => {
      const locale = await shownLocale(tag);
      document.documentElement.lang = tag;
      return locale;
    },
    wholeLocale,
    soon,
  };
}

/** Calls back when the system's theme changes. */
export function onSystemTheme(changed: () => void): void {
  matchMedia(dark).addEventListener('change', changed);
}

/** Calls back whenever the page comes into sight or goes out of it. */
export function onSight(element: Element, changed: (seen: boolean) => void): void {
  let inView = false;
  const tell = (): void => changed(inView && !document.hidden);
  const observer = new IntersectionObserver((entries) => {
    inView = entries.at(-1)?.isIntersecting ?? false;
    tell();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', tell);
}

function soon(work: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    work();
  };
  requestAnimationFrame(once);
  setTimeout(once, undrawnMs);
}
