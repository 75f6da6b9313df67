/** The text of every piece that fits into a program's code. */

import { useEffect, useState } from 'react';
import type { PieceSources } from '#tutor/piece_sources.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';

/** `undefined` until they are there. */
export function usePieces(catalogue: LessonCatalogue): PieceSources | undefined {
  const [sources, setSources] = useState<PieceSources>();
  useEffect(() => {
    let gone = false;
    // Pieces go by their names while their text cannot be fetched.
    catalogue.pieces().then(
      (found) => gone || setSources(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [catalogue]);
  return sources;
}
