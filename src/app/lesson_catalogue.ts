/**
 * The lessons, exhibits and scenes for talks of this site: a folder each, found by its name alone. Their
 * steps and words are fetched when one is opened, titles with the language.
 */

import type { Result } from '#base/result.ts';
import type { LocaleTag } from '#messages/locales.ts';
import type { Exhibit } from '#tutor/exhibit.ts';
import type { Lesson } from '#tutor/lesson.ts';
import { LessonMistakes } from '#tutor/lesson_mistakes.ts';
import type { LessonProblem } from '#tutor/markdown_sections.ts';
import type { Preset } from '#tutor/preset.ts';
import type { CatalogueEntry, LessonCatalogue, Titles } from '#ui/lesson/lesson_catalogue.ts';

/** That there are these files: what is in them stands in lesson_files.ts. */
const there = {
  lessons: import.meta.glob('../../lessons/L*/lesson.ts', { query: '?address', eager: true }),
  exhibits: import.meta.glob('../../lessons/exhibits/B*/exhibit.ts', {
    query: '?address',
    eager: true,
  }),
  presets: import.meta.glob('../../lessons/presets/*/preset.ts', {
    query: '?address',
    eager: true,
  }),
};

const files = () => import('./lesson_files.ts');

type Parse<Item, Text> = (
  item: Item,
  file: string,
  markdown: string,
) => Result<Text, readonly LessonProblem[]>;

export const lessonCatalogue: LessonCatalogue = {
  lessons: entries(
    Object.keys(there.lessons),
    async (file) => (await files()).lessons[file]?.(),
    async () => (await import('#tutor/lesson_text.ts')).parseLessonText,
  ),
  exhibits: entries(
    Object.keys(there.exhibits),
    async (file) => (await files()).exhibits[file]?.(),
    async () => (await import('#tutor/exhibit_text.ts')).parseExhibitText,
  ),
  presets: entries(
    Object.keys(there.presets),
    async (file) => (await files()).presets[file]?.(),
    async () => (await import('#tutor/preset_text.ts')).parsePresetText,
  ),
  titles,
  pieces: async () => (await import('./piece_sources.ts')).pieceSources,
  behaviour: async (row) => (await import('./behaviour_rows.ts')).behaviourRows(row),
};

function entries<Item, Text>(
  there: readonly string[],
  load: (file: string) => Promise<Item | undefined>,
  parser: () => Promise<Parse<Item, Text>>,
): readonly CatalogueEntry<Item, Text>[] {
  return there.map((file) => {
    const item = async (): Promise<Item> => present(await load(file), file);
    const folder = file.slice(0, file.lastIndexOf('/'));
    const stem = file.slice(0, -'.ts'.length);
    return {
      address: folder.slice(folder.lastIndexOf('/') + 1),
      item,
      words: async (wanted) => {
        const { words } = await files();
        const tag: LocaleTag = words[`${stem}.${wanted}.md`] === undefined ? 'en' : wanted;
        const text = `${stem}.${tag}.md`;
        const parts = [item(), parser(), words[text]?.() ?? ''] as const;
        const [found, parse, markdown] = await Promise.all(parts);
        const parsed = parse(found, text, markdown);
        const own = import.meta.env.DEV ? await scriptMistakes(file, found) : [];
        const mistakes = [...own, ...(parsed.ok ? [] : parsed.error)];
        if (!parsed.ok || mistakes.length > 0) throw new LessonMistakes(mistakes.map(fromRoot));
        return { text: parsed.value, tag };
      },
    };
  });
}

async function scriptMistakes(file: string, item: unknown): Promise<readonly LessonProblem[]> {
  const source = await (await files()).sources[file]?.();
  if (source === undefined) return [];
  const found = await import('#tutor/script_mistakes.ts');
  if (file.endsWith('/lesson.ts')) return found.lessonScriptMistakes(item as Lesson, file, source);
  return file.endsWith('/exhibit.ts')
    ? found.exhibitScriptMistakes(item as Exhibit, file, source)
    : found.presetScriptMistakes(item as Preset, file, source);
}

function present<Item>(item: Item | undefined, file: string): Item {
  if (item === undefined) throw new Error(`expected ${file} to be part of this site`);
  return item;
}

/** With the file as it is called from the top of the repository. */
function fromRoot(problem: LessonProblem): LessonProblem {
  return { ...problem, file: problem.file.replace(/^(\.\.\/)+/, '') };
}

const titlesIn: Readonly<Record<LocaleTag, () => Promise<Readonly<Record<string, string>>>>> = {
  en: async () => (await import('./titles_en.ts')).titles,
  'zh-CN': async () => (await import('./titles_zh_cn.ts')).titles,
};

/** Titles in a language; what it lacks goes by its English title. */
async function titles(tag: LocaleTag): Promise<Titles> {
  const [own, english] = await Promise.all([titlesIn[tag](), titlesIn.en()]);
  const known = new Map([...foldersOf(english), ...foldersOf(own)]);
  return {
    of: (address) => known.get(address) ?? address,
    presetOf: (address) => known.get(`presets/${address}`) ?? address,
  };
}

/** `../../lessons/presets/tombstone/preset.en.md` by `presets/tombstone`, others by their folder alone. */
function foldersOf(byFile: Readonly<Record<string, string>>): readonly [string, string][] {
  return Object.entries(byFile).map(([file, title]) => {
    const [folder = '', above = ''] = file.split('/').reverse().slice(1);
    return [above === 'presets' ? `presets/${folder}` : folder, title];
  });
}
