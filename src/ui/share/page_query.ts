/**
 * What an address says of the page and not of the run: `?view=sequence&theme=dark`. A value that cannot be
 * read is told, and what is usual used in its place.
 */

import type { LocaleTag } from '#messages/locale.ts';
import { localeTags } from '#messages/locale_tags.ts';
import { isProfileName, type ProfileName, profiles } from '#trace/profile.ts';
import type { Theme } from '#ui/theme/theme.ts';
import { speeds } from '#ui/transport/speed.ts';

/** All of it is optional: what is not said is as the reader has it. */
export interface PageQuery {
  readonly theme?: Theme | undefined;
  readonly lang?: LocaleTag | undefined;
  readonly speed?: number | undefined;
  /** `stage`, or another view of the run. */
  readonly view?: string | undefined;
  /** The tab of the side panel. */
  readonly panel?: string | undefined;
  /** `rs-controller/pods`: whose pipeline is on the stage. */
  readonly informer?: string | undefined;
  /** Under which client-go the first scene runs; a link's runs have their own. */
  readonly profile?: ProfileName | undefined;
}

export interface QueryProblem {
  readonly name: keyof PageQuery;
  readonly got: string;
  /** What would have been right. */
  readonly expected: readonly string[];
}

export interface ReadQuery {
  readonly query: PageQuery;
  readonly problems: readonly QueryProblem[];
}

/** What this page has to offer. */
export interface PageParts {
  readonly views: readonly string[];
  readonly panels: readonly string[];
}

/** What a page shows when nothing is said. */
export const usualPage = {
  view: 'stage',
  panel: 'lesson',
  informer: 'rs-controller/pods',
} as const;

const themes: readonly Theme[] = ['light', 'dark'];

export function readPageQuery(search: string, { views, panels }: PageParts): ReadQuery {
  const said = new URLSearchParams(search);
  const problems: QueryProblem[] = [];
  const read = <T>(
    name: keyof PageQuery,
    expected: readonly string[],
    value: (got: string) => T | undefined,
  ): T | undefined => {
    const got = said.get(name);
    if (got === null) return undefined;
    const found = value(got);
    if (found === undefined) problems.push({ name, got, expected });
    return found;
  };
  const among = (name: 'view' | 'panel', names: readonly string[]): string | undefined =>
    read(name, names, (got) => names.find((each) => each === got));
  const query: PageQuery = {
    theme: read('theme', themes, (got) => themes.find((each) => each === got)),
    lang: read('lang', localeTags, spoken),
    speed: read('speed', speeds.map(String), (got) => speeds.find((each) => String(each) === got)),
    view: among('view', views),
    panel: among('panel', panels),
    informer: read('informer', [usualPage.informer], informerOf),
    profile: read('profile', Object.keys(profiles), (got) =>
      isProfileName(got) ? got : undefined,
    ),
  };
  return { query, problems };
}

/** What of a page a link always says, unless it is usual; the rest only where `asSeen` or said before. */
export interface PageState {
  readonly theme: Theme;
  readonly lang: LocaleTag;
  readonly speed: number;
  readonly view: string;
  readonly panel: string;
  readonly informer: string | undefined;
}

const always = ['view', 'panel', 'informer'] as const;
const personal = ['theme', 'lang', 'speed'] as const;

/**
 * The query of an address that shows the page as it is. A reader's own theme, language and speed go along
 * only if the address has them already, or if `asSeen`. What else stands in the query stays; a search does not.
 */
export function withPageQuery(search: string, state: PageState, asSeen = false): string {
  const said = new URLSearchParams(search);
  said.delete('q');
  for (const name of always) {
    const value = state[name];
    if (value === undefined || value === usualPage[name]) said.delete(name);
    else said.set(name, value);
  }
  for (const name of personal) {
    if (asSeen || said.has(name)) said.set(name, String(state[name]));
  }
  // Readable: a slash may stand in a query, and a bare `?stage` means the same without its sign.
  const text = said
    .toString()
    .replaceAll('%2F', '/')
    .replace(/=(?=&|$)/g, '');
  return text === '' ? '' : `?${text}`;
}

function spoken(got: string): LocaleTag | undefined {
  const [language] = got.toLowerCase().split('-');
  return localeTags.find((tag) => tag.toLowerCase().split('-')[0] === language);
}

function informerOf(got: string): string | undefined {
  return /^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9./-]*$/.test(got) ? got : undefined;
}
