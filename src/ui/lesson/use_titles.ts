/** The titles of what there is to learn from, in the reader's language. */

import { useEffect, useState } from 'react';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { LessonCatalogue, Titles } from './lesson_catalogue.ts';

/** `undefined` until they are there. */
export function useTitles(catalogue: LessonCatalogue): Titles | undefined {
  const tag = usePlaygroundState((state) => state.locale.tag);
  const [titles, setTitles] = useState<Titles>();
  useEffect(() => {
    let gone = false;
    // Titles that cannot be fetched are left out: addresses say enough to go by.
    catalogue.titles(tag).then(
      (found) => gone || setTitles(found),
      () => gone || setTitles(addresses),
    );
    return () => {
      gone = true;
    };
  }, [catalogue, tag]);
  return titles;
}

const addresses: Titles = { of: (address) => address, presetOf: (address) => address };
