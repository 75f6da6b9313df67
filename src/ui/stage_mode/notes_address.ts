/** Where the speaker's window is: a page of this site, that finds its talk by an id. */

import { recallTalk } from './talk_memory.ts';

/** Chunks of the built site stand one folder below its pages; while it is written, pages stand at the top. */
const pages = import.meta.env.DEV ? '/' : '../';

export function notesAddress(): string {
  const here = import.meta.url;
  const address = new URL(`${pages}notes.html`, here);
  address.searchParams.set('talk', recallTalk().id);
  return address.href;
}

/** One window for each talk: asked for again, the same comes to the front. */
export function notesWindow(): string {
  return `informer-lab-notes-${recallTalk().id}`;
}
