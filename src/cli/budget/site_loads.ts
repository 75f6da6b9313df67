/** Which files of the built site count against which budget. */

import { engineFolder } from '#trace/engine_listing.ts';
import { engineVersion } from '#trace/engine_version.ts';
import { hashed, type PageLoad } from './first_load.ts';
import { type Load, pageParts } from './weigh.ts';

/** What the app fetches until the stage shows the opening scene: a page, and what its scripts ask for. */
export const appLoad: PageLoad = { page: 'index.html', atOnce: ['assets/titles_en.js'] };

/**
 * What the embed page fetches until its recorded run plays: the words of its reader, the drawing that is
 * shown first, the recording, and with the first press what makes links. Other scenarios have other
 * recordings; this is the usual one.
 */
export const embedLoad: PageLoad = {
  page: 'embed.html',
  atOnce: [
    'assets/embed_linked_run.js',
    'assets/embed_shown_en.js',
    'posters/opening.svg',
    'recordings/opening.json',
  ],
};

/** What is in the built site, weighed. A file that is missing is an error. */
export function siteLoads(site: string): readonly Load[] {
  const worker = hashed(site, `${engineFolder(engineVersion)}engine_worker.js`, 'the engine');
  return [
    {
      name: 'embed page',
      what: 'embed.js, and all that embed.html fetches, fonts aside, until the recorded run plays',
      parts: [...pageParts(site, embedLoad), ...pageParts(site, { page: 'embed.js', atOnce: [] })],
    },
    {
      name: 'app',
      what: 'all that index.html fetches, fonts aside, until the first picture stands',
      parts: pageParts(site, appLoad),
    },
    {
      name: 'engine worker',
      what: 'fetched when the picture stands; the first act waits for it',
      parts: pageParts(site, { page: worker, atOnce: [] }),
    },
  ];
}
