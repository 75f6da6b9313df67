/** Addresses of this page that say what it shows. */

import { isRunHash } from '#trace/link/plain_link.ts';
import type { PlaygroundState } from '#ui/playground/playground_store.ts';
import { leavePage, pageOpens } from '#ui/site/page_address.ts';
import { siteAddress } from '#ui/site_root.ts';
import { type PageState, withPageQuery } from './page_query.ts';

type Shown = Pick<PlaygroundState, 'theme' | 'locale' | 'speed' | 'view' | 'tab' | 'focus'>;

/** The address of the app that opens `hash` and looks as it does now. */
export function addressOf(hash: string, shown: Shown, asSeen = false): string {
  const search = withPageQuery(location.search, pageStateOf(shown), asSeen);
  // A page that is about something else opens that.
  const page = pageOpens() === '' ? location.pathname : new URL(siteAddress('')).pathname;
  return `${location.origin}${page}${search}${hash}`;
}

/** Puts it into the address bar, in the place of what is there. */
export function showAddress(hash: string, shown: Shown): void {
  const isSame = hash === '' && !isRunHash(location.hash);
  if (isSame) return;
  if (pageOpens() !== '') leavePage(hash);
  const address = addressOf(hash, shown);
  if (address !== location.href) history.replaceState(null, '', address);
}

function pageStateOf({ theme, locale, speed, view, tab, focus }: Shown): PageState {
  return { theme, lang: locale.tag, speed, view, panel: tab, informer: focus?.informer };
}
