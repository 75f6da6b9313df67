/** Which files of the built site count against which budget. */

import { engineFolder } from '#trace/engine_listing.ts';
import { engineVersion } from '#trace/engine_version.ts';
import { hashed, type PageLoad } from './first_load.ts';
import { type Load, pageParts } from './weigh.ts';

/** What the app fetches until the stage shows the opening scene: a page, and what its scripts ask for. */
export const appLoad: PageLoad = { page: 'index.html', atOnce: ['assets/titles_en.js'] };

/** What an embed fetches until it plays its recording, in English. */
export const embedLoad: PageLoad = {
  page: 'embed.html',
  atOnce: ['assets/embed_shown_en.js'],
};

/** What is in the built site, weighed. A file that is missing is an error. */
export function siteLoads(site: string): readonly Load[] {
  const worker = hashed(site, `${engineFolder(engineVersion)}engine_worker.js`, 'the engine');
  return [
    {
      name: 'app',
      what: 'all that index.html fetches, fonts aside, until the first picture stands',
      parts: pageParts(site, appLoad),
    },
    {
      name: 'embed page',
      what: 'all that embed.html fetches, fonts and the recording aside, until the run can be played',
      parts: pageParts(site, embedLoad),
    },
    {
      name: 'engine worker',
      what: 'fetched when the picture stands; the first act waits for it',
      parts: pageParts(site, { page: worker, atOnce: [] }),
    },
  ];
}
