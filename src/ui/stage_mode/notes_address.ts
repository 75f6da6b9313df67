/** Where the speaker's window is: a page of this site, that finds its talk by an id. */

import { siteAddress } from '#ui/site_root.ts';
import { recallTalk } from './talk_memory.ts';

export function notesAddress(): string {
  const address = new URL(siteAddress('notes.html'));
  address.searchParams.set('talk', recallTalk().id);
  return address.href;
}

/** One window for each talk: asked for again, the same comes to the front. */
export function notesWindow(): string {
  return `informer-lab-notes-${recallTalk().id}`;
}
