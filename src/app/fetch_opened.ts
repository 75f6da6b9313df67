/** Fetches what a page opens before it is shown, so that nothing stands in its place meanwhile. */

import type { LocaleTag } from '#messages/locale.ts';
import { learningOf } from '#ui/lesson/addresses.ts';
import { fetchDesk } from '#ui/lesson/lesson_panel.tsx';
import { libraryPageOf } from '#ui/library/library_pages.ts';
import { fetchLibraryDialog } from '#ui/playground/on_demand.tsx';
import { fetchPresetBar } from '#ui/playground/playground.tsx';
import type { Site } from '#ui/playground/site.ts';

/** Whatever cannot be fetched is told where it is opened. */
export async function fetchOpened(
  hash: string,
  { catalogue, library }: Pick<Site, 'catalogue' | 'library'>,
  tag: LocaleTag,
): Promise<void> {
  const learning = learningOf(hash);
  if (learning !== undefined) {
    const { kind, address } = learning;
    const [folder] = address.split('/');
    const entry = catalogue[`${kind}s`].find((each) => each.address === folder);
    const player = kind === 'preset' ? fetchPresetBar() : fetchDesk();
    await Promise.allSettled([player, entry?.item(), entry?.words(tag)]);
  } else if (libraryPageOf(hash) !== undefined) {
    await Promise.allSettled([fetchLibraryDialog(), library.open(tag)]);
  }
}
