/** What a section of the gallery is: a component, or a family of small ones, in all its moods. */

import type { ComponentType } from 'react';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { GalleryBook } from './gallery_book.ts';

/** What sections draw from. */
export interface Material {
  readonly book: GalleryBook;
  /** What the engine found wrong with a wrong script. */
  readonly problems: readonly ScriptProblem[];
}

export interface GallerySection {
  readonly id: string;
  readonly title: string;
  readonly Body: ComponentType<Material>;
}
