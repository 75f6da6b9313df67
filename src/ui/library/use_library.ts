/** The library in the reader's language. */

import { useContext, useEffect, useState } from 'react';
import { useLocale } from '#ui/language/language.ts';
import { type Library, LibraryContext } from './library_source.ts';

/** `undefined` until it is there; `failed` where it cannot be fetched. */
export function useLibrary(): Library | 'failed' | undefined {
  const source = useContext(LibraryContext);
  const { tag } = useLocale();
  const [library, setLibrary] = useState<Library | 'failed' | undefined>(() => source?.opened(tag));
  useEffect(() => {
    let gone = false;
    source?.open(tag).then(
      (found) => gone || setLibrary(found),
      () => gone || setLibrary((known) => known ?? 'failed'),
    );
    return () => {
      gone = true;
    };
  }, [source, tag]);
  return library;
}
