/** Where the static pages stand, as paths from the site's root. A path that ends in a slash is a folder's index.html. */

import type { LocaleTag } from '#messages/locale.ts';

export type Kind = 'lesson' | 'exhibit' | 'preset';

export const listNames = [
  'lessons',
  'exhibits',
  'presets',
  'questions',
  'glossary',
  'notes',
] as const;

export type ListPage = (typeof listNames)[number];

/** A page apart from its language. */
export type PageName =
  | { readonly kind: 'home' }
  | { readonly kind: 'fidelity' }
  | { readonly kind: 'list'; readonly list: ListPage }
  | { readonly kind: Kind; readonly address: string };

/** The language that a page leads to besides its own. */
export function otherThan(tag: LocaleTag): LocaleTag {
  return tag === 'en' ? 'zh-CN' : 'en';
}

/** English stands at the root, every other language in a folder of its own. */
export function pathOf(name: PageName, tag: LocaleTag): string {
  const folder = tag === 'en' ? '' : `${tag}/`;
  if (name.kind === 'home') return folder;
  if (name.kind === 'fidelity') return tag === 'en' ? 'fidelity.html' : `${folder}fidelity/`;
  if (name.kind === 'list') return `${folder}${name.list}/`;
  return `${folder}${name.kind}s/${name.address}/`;
}

/** The file that a server sends for a path. */
export function fileOf(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** The way from a page to the site's root: `./` or `../../`. */
export function rootFrom(path: string): string {
  return '../'.repeat(path.split('/').length - 1) || './';
}

/** What the app opens on a page: the hash of an address without its `#`. Nothing on the fidelity page. */
export function opensOf(name: PageName): string {
  if (name.kind === 'home' || name.kind === 'fidelity') return '';
  if (name.kind !== 'list') return `${name.kind}=${name.address}`;
  const shown = ['lessons', 'exhibits', 'presets'].includes(name.list);
  return shown ? 'overview' : name.list;
}
