/**
 * Finds the lessons, exhibits and presets: a folder each, known by its name alone, so that a new one needs
 * no line of code outside its folder.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Result } from '#base/result.ts';
import type { Exhibit } from '#tutor/exhibit.ts';
import { parseExhibitText } from '#tutor/exhibit_text.ts';
import type { Lesson } from '#tutor/lesson.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import type { LessonProblem } from '#tutor/markdown_sections.ts';
import type { Preset } from '#tutor/preset.ts';
import { parsePresetText } from '#tutor/preset_text.ts';
import {
  exhibitScriptMistakes,
  lessonScriptMistakes,
  presetScriptMistakes,
} from '#tutor/script_mistakes.ts';

/** Languages in which every text must be there. */
export const textLocales = ['en', 'zh-CN'] as const;

export type TextLocale = (typeof textLocales)[number];

const root = join(import.meta.dirname, '../../lessons');

/** A folder with what it holds. */
export interface Shelved<T> {
  /** `lessons/L05-list-and-watch`. */
  readonly folder: string;
  /** `L05-list-and-watch`: its address. */
  readonly address: string;
  readonly item: T;
}

export interface Library {
  readonly lessons: readonly Shelved<Lesson>[];
  readonly exhibits: readonly Shelved<Exhibit>[];
  readonly presets: readonly Shelved<Preset>[];
}

/** Loads a module of a lesson, exhibit or preset by the path of its file. */
export type Load = (file: string) => Promise<object>;

const byImport: Load = (file) => import(/* @vite-ignore */ pathToFileURL(file).href);

/** Loads everything, each sort in the order of its folders' names. */
export async function readLibrary(load: Load = byImport): Promise<Library> {
  return {
    lessons: await shelf<Lesson>({ below: '', name: /^L\d\d-/, what: 'lesson', load }),
    exhibits: await shelf<Exhibit>({ below: 'exhibits', name: /^B\d\d-/, what: 'exhibit', load }),
    presets: await shelf<Preset>({ below: 'presets', name: /^[a-z]/, what: 'preset', load }),
  };
}

interface Sort {
  readonly below: string;
  /** What its folders are called. */
  readonly name: RegExp;
  /** The file, and what it exports. */
  readonly what: string;
  readonly load: Load;
}

function shelf<T>({ below, name, what, load }: Sort): Promise<readonly Shelved<T>[]> {
  const folder = join(root, below);
  if (!existsSync(folder)) return Promise.resolve([]);
  const addresses = readdirSync(folder)
    .filter((each) => name.test(each))
    .sort();
  return Promise.all(
    addresses.map(async (address) => {
      const file = join(folder, address, `${what}.ts`);
      const item = (await load(file))[what as keyof object] as T | undefined;
      if (item === undefined) throw new Error(`${file}: expected it to export "${what}"`);
      return { folder: join('lessons', below, address), address, item };
    }),
  );
}

/** What cannot be read in a lesson's own file, each with file and line. */
export function lessonFileProblems({ folder, item }: Shelved<Lesson>): readonly string[] {
  return fileProblems(`${folder}/lesson.ts`, (file, source) =>
    lessonScriptMistakes(item, file, source),
  );
}

export function exhibitFileProblems({ folder, item }: Shelved<Exhibit>): readonly string[] {
  return fileProblems(`${folder}/exhibit.ts`, (file, source) =>
    exhibitScriptMistakes(item, file, source),
  );
}

export function presetFileProblems({ folder, item }: Shelved<Preset>): readonly string[] {
  return fileProblems(`${folder}/preset.ts`, (file, source) =>
    presetScriptMistakes(item, file, source),
  );
}

function fileProblems(
  file: string,
  find: (file: string, source: string) => readonly LessonProblem[],
): readonly string[] {
  const source = readFileSync(join(root, '..', file), 'utf8');
  return find(file, source).map((problem) => `${problem.file}:${problem.line}: ${problem.message}`);
}

type Parse<T> = (
  item: T,
  file: string,
  markdown: string,
) => Result<unknown, readonly LessonProblem[]>;

/** What is wrong with the words of a lesson in a language, each with file and line. */
export function lessonWordProblems(shelved: Shelved<Lesson>, locale: TextLocale) {
  return wordProblems(shelved, `lesson.${locale}.md`, parseLessonText);
}

export function exhibitWordProblems(shelved: Shelved<Exhibit>, locale: TextLocale) {
  return wordProblems(shelved, `exhibit.${locale}.md`, parseExhibitText);
}

export function presetWordProblems(shelved: Shelved<Preset>, locale: TextLocale) {
  return wordProblems(shelved, `preset.${locale}.md`, parsePresetText);
}

function wordProblems<T>(
  { folder, item }: Shelved<T>,
  name: string,
  parse: Parse<T>,
): readonly string[] {
  const file = `${folder}/${name}`;
  if (!existsSync(join(root, '..', file))) return [`${file} is missing`];
  const text = parse(item, file, readFileSync(join(root, '..', file), 'utf8'));
  if (text.ok) return [];
  return text.error.map((problem) => `${problem.file}:${problem.line}: ${problem.message}`);
}
