/** Where the lists around the lessons come from. Nothing of it is fetched before somebody asks. */

import { createContext } from 'react';
import type { LocaleTag } from '#messages/locales.ts';
import type { LibraryRow, LibraryText, Shelf } from '#tutor/library.ts';
import type { SearchEntry } from '#tutor/library_search.ts';
import type { TermFinder } from '#tutor/term_links.ts';
import type { LearningKind } from '#ui/lesson/addresses.ts';
import type { StripPanel } from '#view-model/strip_panel.ts';

/** What a list shows of a lesson, exhibit or preset. */
export interface Card {
  readonly kind: LearningKind;
  /** `L05`, `B04`, or the name of a preset. */
  readonly id: string;
  /** Its folder: `L05-list-and-watch`. */
  readonly address: string;
  readonly title: string;
  readonly objective: string;
  readonly principle: string;
  readonly steps: readonly { readonly id: string; readonly title: string }[];
  readonly errors: readonly string[];
  readonly strip: readonly string[];
}

export type ListName = 'questions' | 'glossary' | 'coverage';

export interface List {
  readonly rows: readonly LibraryRow[];
  readonly text: LibraryText;
}

/** Everything around the lessons in one language. */
export interface Library {
  readonly tag: LocaleTag;
  readonly cards: readonly Card[];
  readonly lists: Readonly<Record<ListName, List>>;
  readonly shelf: Shelf;
  readonly terms: TermFinder;
  readonly entries: readonly SearchEntry[];
}

export interface LibrarySource {
  readonly open: (tag: LocaleTag) => Promise<Library>;
  /** What has been fetched before. */
  readonly opened: (tag: LocaleTag) => Library | undefined;
  readonly panels: (kind: LearningKind, address: string) => Promise<readonly StripPanel[]>;
}

/** Without a source there are no links to terms, no strips and no search. */
export const LibraryContext = createContext<LibrarySource | undefined>(undefined);
