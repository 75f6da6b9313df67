/**
 * What there is to learn from: lessons, exhibits, scenes for talks. A list of it needs addresses and
 * titles only; everything else is fetched when something is opened, in the reader's language.
 */

import type { LocaleTag } from '#messages/locales.ts';
import type { Exhibit, ExhibitText } from '#tutor/exhibit.ts';
import type { Lesson, LessonText } from '#tutor/lesson.ts';
import type { PieceSources } from '#tutor/piece_sources.ts';
import type { Preset, PresetText } from '#tutor/preset.ts';

/** Words, and the language that they are in: English where the reader's own has none. */
export interface Worded<Text> {
  readonly text: Text;
  readonly tag: LocaleTag;
}

export interface CatalogueEntry<Item, Text> {
  /** Its folder: `L05-list-and-watch`, `B04-tombstone`, `tombstone`. */
  readonly address: string;
  readonly item: () => Promise<Item>;
  readonly words: (tag: LocaleTag) => Promise<Worded<Text>>;
}

export type LessonEntry = CatalogueEntry<Lesson, LessonText>;
export type ExhibitEntry = CatalogueEntry<Exhibit, ExhibitText>;
export type PresetEntry = CatalogueEntry<Preset, PresetText>;

/** A row of the catalogue of upstream's behaviours. */
export interface BehaviourRow {
  readonly component: string;
  readonly upstreamFile: string;
  readonly goTest: string;
  readonly ourTest: string;
}

export interface LessonCatalogue {
  readonly lessons: readonly LessonEntry[];
  readonly exhibits: readonly ExhibitEntry[];
  readonly presets: readonly PresetEntry[];
  readonly titles: (tag: LocaleTag) => Promise<Titles>;
  /** The text of every piece that fits into a program's code. */
  readonly pieces: () => Promise<PieceSources>;
  /** What is known of `component behaviour`. */
  readonly behaviour: (row: string) => Promise<readonly BehaviourRow[]>;
}

/** Titles by address; `undefined` for what is not there. */
export interface Titles {
  readonly of: (address: string) => string;
  readonly presetOf: (address: string) => string;
}
