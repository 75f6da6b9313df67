/** What a page knows of the site around it: its words, its place, and the way to every other page. */

import { createContext, useContext } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { standingOf, type Target } from '#tutor/library.ts';
import type { StripPanel } from '#view-model/strip_panel.ts';
import type { SiteContent } from './site_content.ts';
import { type Kind, type PageName, pathOf, rootFrom } from './site_paths.ts';

/** The panels of a lesson's, an exhibit's or a preset's strip. */
export type PanelsOf = (kind: Kind, address: string) => readonly StripPanel[];

export interface PageSite {
  readonly content: SiteContent;
  readonly name: PageName;
  readonly panelsOf: PanelsOf;
}

export const PageSiteContext = createContext<PageSite | undefined>(undefined);

export function usePageSite(): PageSite {
  const site = useContext(PageSiteContext);
  if (site === undefined) throw new Error('expected a page of a site');
  return site;
}

/** The words of the interface in the page's language. */
export function useAppWords(): Words {
  return usePageSite().content.locale.words;
}

/** The relative address of a page of the same language. */
export function useHref(): (name: PageName, anchor?: string) => string {
  const { content, name: here } = usePageSite();
  const { tag } = content.locale;
  const root = rootFrom(pathOf(here, tag));
  return (name, anchor) => `${root}${pathOf(name, tag)}${anchor === undefined ? '' : `#${anchor}`}`;
}

/** A place to go to, as a link says it. */
export interface Place {
  readonly href: string;
  readonly label: string;
}

/** Where a row of a list leads; `undefined` for what is not there yet. */
export function usePlaceOf(): (target: Target) => Place | undefined {
  const { content } = usePageSite();
  const href = useHref();
  return (target) => {
    if (standingOf(target, content.shelf) !== 'there') return undefined;
    const [id = '', step] = target.split('/');
    const lesson = content.lessons.find(({ item }) => item.id === id);
    if (lesson !== undefined) {
      const { address, text } = lesson;
      const title = step === undefined ? text.title : `${text.title}: ${text.steps[step]?.title}`;
      const anchor = step === undefined ? undefined : stepAnchor(address, step);
      return { href: href({ kind: 'lesson', address }, anchor), label: `${id} ${title}` };
    }
    const exhibit = content.exhibits.find(({ item }) => item.id === id);
    if (exhibit !== undefined) {
      const { address, text } = exhibit;
      return { href: href({ kind: 'exhibit', address }), label: `${id} ${text.title}` };
    }
    const preset = content.presets.find(({ item }) => item.slug === id);
    if (preset === undefined) return undefined;
    return { href: href({ kind: 'preset', address: preset.address }), label: preset.text.title };
  };
}

/** A step's anchor is what the app takes for the address of the step. */
export function stepAnchor(address: string, step: string): string {
  return `lesson=${address}/${step}`;
}
