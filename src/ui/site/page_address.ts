/**
 * The page that the app took over. A page for reading says in its head where the site begins and what the
 * app opens there; its address stays in the address bar for as long as that is what is open.
 */

import { siteAddress } from '#ui/site_root.ts';

const rootMeta = 'informer-lab:root';
const opensMeta = 'informer-lab:opens';

function said(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
}

/** What the page opens, as the hash of an address: `#lesson=L05-list-and-watch`; empty for the app's own page. */
export function pageOpens(): string {
  const opens = said(opensMeta);
  return opens === undefined ? '' : `#${opens}`;
}

/** The language that the page is written in, where its address says so. */
export function pageLanguage(): string | undefined {
  return said(rootMeta) === undefined ? undefined : document.documentElement.lang;
}

/** The hash to open with: the address's own, unless it is empty or a place in the text of the page. */
export function openingHash(): string {
  const { hash } = location;
  const opens = pageOpens();
  if (opens === '' || hash.includes('=')) return hash;
  const isPlace = hash.length < 2 || document.getElementById(decoded(hash.slice(1))) !== null;
  return isPlace ? opens : hash;
}

/** The place in the text of the page that its address names. */
export function openingPlace(): string {
  return openingHash() === location.hash ? '' : decoded(location.hash.slice(1));
}

/** Shows `hash` in the address bar: on the page that opens it, or else on the app's own page. */
export function showHash(hash: string): void {
  const opens = pageOpens();
  if (hash === opens && opens !== '') {
    history.replaceState(null, '', location.pathname + location.search);
  } else if (opens !== '' && hash.startsWith(`${opens}/`)) {
    history.replaceState(null, '', hash);
  } else {
    leavePage(hash);
  }
}

/** What is open is not what the page is about: the address becomes that of the app's own page in the same language. */
export function leavePage(hash: string): void {
  history.replaceState(null, '', appAddress(hash));
  forget(opensMeta);
}

/** What is open is not in the language of the page any more. */
export function leaveLanguage(): void {
  const hash = location.hash === '' ? pageOpens() : location.hash;
  history.replaceState(null, '', siteAddress(`${location.search}${hash}`));
  forget(opensMeta);
  forget(rootMeta);
}

/** The address that opens `hash` in the app, whatever the page is about. */
export function appAddress(hash: string): string {
  const { origin, pathname, search } = location;
  if (pageOpens() === '') return `${origin}${pathname}${search}${hash}`;
  const language = pageLanguage() ?? 'en';
  return siteAddress(`${language === 'en' ? '' : `${language}/`}${search}${hash}`);
}

function forget(name: string): void {
  document.querySelector(`meta[name="${name}"]`)?.remove();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
