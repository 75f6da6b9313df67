/** Everything that the static pages say, in one language: items with their words, the lists around them, sources of code. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '#base/result.ts';
import type { Library, Shelved } from '#cli/lesson_library.ts';
import { lists, shelfOf } from '#cli/library_lists.ts';
import { en } from '#messages/en/en.ts';
import { staticPages as englishPages, type StaticPageWords } from '#messages/en/ui/static_pages.ts';
import type { Locale, LocaleTag } from '#messages/locale.ts';
import { staticPages as chinesePages } from '#messages/zh-CN/ui/static_pages.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import type { Exhibit, ExhibitText } from '#tutor/exhibit.ts';
import { parseExhibitText } from '#tutor/exhibit_text.ts';
import type { Lesson, LessonText } from '#tutor/lesson.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import type { LibraryRow, LibraryText, Shelf } from '#tutor/library.ts';
import { parseLibraryText } from '#tutor/library_text.ts';
import type { LessonProblem } from '#tutor/markdown_sections.ts';
import { cutPieces, joinPieces, type PieceSources } from '#tutor/piece_sources.ts';
import type { Preset, PresetText } from '#tutor/preset.ts';
import { parsePresetText } from '#tutor/preset_text.ts';
import { type TermFinder, termFinder } from '#tutor/term_links.ts';
import { lessonNumber } from '#tutor/tracks.ts';

const repository = join(import.meta.dirname, '../../..');

/** A lesson, exhibit or preset with its words. */
export interface Told<Item, Text> {
  readonly address: string;
  readonly item: Item;
  readonly text: Text;
  /** The language of the words: English where there are no others. */
  readonly tag: LocaleTag;
}

export interface ContentList {
  readonly rows: readonly LibraryRow[];
  readonly text: LibraryText;
}

export interface SiteContent {
  readonly locale: Locale;
  readonly words: StaticPageWords;
  readonly lessons: readonly Told<Lesson, LessonText>[];
  readonly exhibits: readonly Told<Exhibit, ExhibitText>[];
  readonly presets: readonly Told<Preset, PresetText>[];
  readonly lists: Readonly<Record<'questions' | 'glossary' | 'coverage', ContentList>>;
  readonly terms: TermFinder;
  readonly shelf: Shelf;
  readonly pieces: PieceSources;
}

/** Every language that pages are written in, the default first. */
const languages: readonly (readonly [locale: Locale, words: StaticPageWords])[] = [
  [en, englishPages],
  [zhCN, chinesePages],
];

export function readContents(library: Library): readonly SiteContent[] {
  const pieces = readPieces();
  return languages.map(([locale, words]) => {
    const glossary = readList('glossary', locale.tag);
    return {
      locale,
      words,
      lessons: library.lessons
        .map((shelved) => told({ shelved, what: 'lesson', parse: parseLessonText }, locale.tag))
        .toSorted((a, b) => lessonNumber(a.address) - lessonNumber(b.address)),
      exhibits: library.exhibits.map((shelved) =>
        told({ shelved, what: 'exhibit', parse: parseExhibitText }, locale.tag),
      ),
      presets: library.presets.map((shelved) =>
        told({ shelved, what: 'preset', parse: parsePresetText }, locale.tag),
      ),
      lists: {
        questions: readList('questions', locale.tag),
        glossary,
        coverage: readList('coverage', locale.tag),
      },
      terms: termFinder(glossary.text.entries),
      shelf: shelfOf(library),
      pieces,
    };
  });
}

interface Source<Item, Text> {
  readonly shelved: Shelved<Item>;
  readonly what: string;
  readonly parse: (
    item: Item,
    file: string,
    markdown: string,
  ) => Result<Text, readonly LessonProblem[]>;
}

function told<Item, Text>(source: Source<Item, Text>, wanted: LocaleTag): Told<Item, Text> {
  const { shelved, what, parse } = source;
  const { folder, address, item } = shelved;
  const has = existsSync(join(repository, folder, `${what}.${wanted}.md`));
  const tag = has ? wanted : 'en';
  const file = `${folder}/${what}.${tag}.md`;
  const text = parse(item, file, readFileSync(join(repository, file), 'utf8'));
  if (!text.ok) throw new Error(problemsOf(text.error));
  return { address, item, text: text.value, tag };
}

function readList(name: 'questions' | 'glossary' | 'coverage', tag: LocaleTag): ContentList {
  const file = `lessons/library/${name}.${tag}.md`;
  const rows = lists[name] ?? [];
  const text = parseLibraryText(rows, file, readFileSync(join(repository, file), 'utf8'));
  if (!text.ok) throw new Error(problemsOf(text.error));
  return { rows, text: text.value };
}

function problemsOf(problems: readonly LessonProblem[]): string {
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n');
}

/** The text of every piece of code that a program can be built with. */
function readPieces(): PieceSources {
  const folder = join(repository, 'src/controllers/lab');
  const files = readdirSync(folder).filter((name) => name.endsWith('_pieces.ts'));
  return joinPieces(files.map((name) => cutPieces(readFileSync(join(folder, name), 'utf8'))));
}
