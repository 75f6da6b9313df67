/**
 * The address bar is the share link: whenever the page has come to rest, it leads back to the run and the hop
 * in view. It is replaced, never added to, so that the back button leaves the page; and never while time runs.
 */

import { isRunHash } from '#trace/link/plain_link.ts';
import { isCompareHash } from '#ui/compare/compare_link.ts';
import { learningOf } from '#ui/lesson/addresses.ts';
import { libraryPageOf } from '#ui/library/library_pages.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { PlaygroundState } from '#ui/playground/playground_store.ts';
import type { RunBook } from '#ui/playground/run_book.ts';
import { openingHash } from '#ui/site/page_address.ts';
import { mostAddress } from './link_size.ts';
import { showAddress } from './share_address.ts';

/** The page has come to rest when nothing that it shows has changed for so long. */
const restMs = 600;

/** What the address bar is to say. */
export type Wanted = 'as it is' | 'no run' | 'the run';

/** What it is to say of what is open; `hash` is what it says now. */
export function wantedAddress(
  state: PlaygroundState,
  book: Pick<RunBook, 'find' | 'isAsked'>,
  hash: string,
): Wanted {
  const { playing, resumes, comparison, presenting, crash, preset, run } = state;
  if (playing || resumes || comparison !== undefined || presenting || preset !== undefined) {
    return 'as it is';
  }
  // What there is to learn from has an address of its own, and so has each page of the library.
  if (crash !== undefined || learningOf(hash) !== undefined || libraryPageOf(hash) !== undefined) {
    return 'as it is';
  }
  const found = book.find(run);
  if (found === undefined || found.hash === '' || book.isAsked) {
    return found?.readOnly === 'file' && isRunHash(hash) ? 'no run' : 'as it is';
  }
  if (found.readOnly === 'file') return isRunHash(hash) ? 'no run' : 'as it is';
  return found.readOnly === 'stale' || isCompareHash(hash) ? 'as it is' : 'the run';
}

/** Keeps the address bar in step from now on. */
export function keepAddress({ store, book, acts }: PlaygroundHandle): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async (): Promise<void> => {
    const state = store.getState();
    const wanted = wantedAddress(state, book, openingHash());
    if (wanted === 'as it is') return;
    if (wanted === 'no run') {
      showAddress('', state);
      return;
    }
    const { run, cursor } = state;
    const standing = { run, cursor };
    const maker = await acts.linkMaker();
    // A long run is read a little at a time, for as long as nothing else happens.
    while (store.getState() === state && maker.prepare(standing)) await idle();
    if (store.getState() !== state) return;
    const hash = [true, false]
      .map((branches) => maker.make(standing, branches)?.hash ?? '')
      .find((each) => location.href.length + each.length <= mostAddress);
    showAddress(hash ?? '', state);
  };
  const rested = (): void => {
    // Without what makes links the address stays as it is.
    write().catch(() => undefined);
  };
  store.subscribe((state, before) => {
    if (state === before) return;
    clearTimeout(timer);
    timer = setTimeout(rested, restMs);
  });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve);
    else requestIdleCallback(() => resolve());
  });
}
