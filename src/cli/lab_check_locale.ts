/** `lab check-locale TAG`: what a translation lacks or gets wrong, by file and place; lessons as well. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Result } from '#base/result.ts';
import { checkLocale, type LocaleProblem } from '#messages/check/check_locale.ts';
import { checkProse } from '#messages/check/check_prose.ts';
import { en } from '#messages/en/en.ts';
import type { Locale } from '#messages/locale.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import { parseExhibitText } from '#tutor/exhibit_text.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import type { LessonProblem } from '#tutor/markdown_sections.ts';
import { parsePresetText } from '#tutor/preset_text.ts';
import { type Library, readLibrary, type Shelved } from './lesson_library.ts';
import { lists, listWordProblems } from './library_lists.ts';

/** The translations that can be checked, by their tags. */
export const translations: Readonly<Record<string, Locale>> = { 'zh-CN': zhCN };

/** Prints what is wrong, one line each, then the count. Returns the exit code. */
export async function printLocaleCheck(locale: Locale): Promise<number> {
  const library = await readLibrary();
  const problems = [...catalogueProblems(locale), ...textProblems(library, locale.tag)];
  for (const problem of problems) console.log(problem);
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  console.log(problems.length === 0 ? `${locale.tag}: complete` : `${locale.tag}: ${count}`);
  return problems.length === 0 ? 0 : 1;
}

/** What is wrong with a translation's catalogues, each with its file. */
export function catalogueProblems(locale: Locale): readonly string[] {
  const folder = `src/messages/${locale.tag}`;
  return checkLocale(locale, en).map(
    (problem) => `${addressOf(folder, problem)}: ${problem.place.join('.')} ${problem.message}`,
  );
}

/** The file that a word stands in, and the line where its name does. */
function addressOf(folder: string, { place }: LocaleProblem): string {
  const name = place.at(-1) ?? '';
  const [part = '', area = ''] = place;
  const files =
    part === 'words'
      ? [`${folder}/ui/${area.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}.ts`]
      : readdirSync(folder)
          .filter((file) => file.endsWith('.ts') && file.includes(part.slice(0, -1)))
          .map((file) => `${folder}/${file}`);
  const key = new RegExp(`^\\s*['"]?${name.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}['"]?\\s*[:(]`);
  for (const file of files.filter((each) => existsSync(each))) {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => key.test(text));
    if (line >= 0) return `${file}:${line + 1}`;
  }
  return files[0] ?? folder;
}

/** What is wrong with the texts of lessons, exhibits and presets in a language. */
export function textProblems(library: Library, tag: string): readonly string[] {
  return [
    ...library.lessons.flatMap((shelved) => wordsOf(shelved, 'lesson', tag, parseLessonText)),
    ...library.exhibits.flatMap((shelved) => wordsOf(shelved, 'exhibit', tag, parseExhibitText)),
    ...library.presets.flatMap((shelved) => wordsOf(shelved, 'preset', tag, parsePresetText)),
    ...Object.keys(lists).flatMap((name) => listWords(name, tag)),
  ];
}

/** Missing, misshapen or misspelt words of a list. */
function listWords(name: string, tag: string): readonly string[] {
  const problems = listWordProblems(name, tag);
  const file = `lessons/library/${name}.${tag}.md`;
  if (!existsSync(file)) return problems;
  const english = readFileSync(`lessons/library/${name}.en.md`, 'utf8');
  const prose = checkProse(readFileSync(file, 'utf8'), english);
  return [...problems, ...prose.map(({ line, message }) => `${file}:${line}: ${message}`)];
}

type Parse<T> = (
  item: T,
  file: string,
  markdown: string,
) => Result<unknown, readonly LessonProblem[]>;

/** Missing, misshapen or misspelt words of one folder. */
function wordsOf<T>(
  { folder, item }: Shelved<T>,
  name: string,
  tag: string,
  parse: Parse<T>,
): readonly string[] {
  const file = `${folder}/${name}.${tag}.md`;
  if (!existsSync(file)) return [`${file}: missing`];
  const markdown = readFileSync(file, 'utf8');
  const text = parse(item, file, markdown);
  const english = readFileSync(`${folder}/${name}.en.md`, 'utf8');
  return [
    ...(text.ok ? [] : text.error.map(({ line, message }) => `${file}:${line}: ${message}`)),
    ...checkProse(markdown, english).map(({ line, message }) => `${file}:${line}: ${message}`),
  ];
}
