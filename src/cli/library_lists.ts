/** The lists around the lessons, and what is wrong with them or with their words. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverage } from '#lessons/library/coverage.ts';
import { glossary } from '#lessons/library/glossary.ts';
import { questions } from '#lessons/library/questions.ts';
import { type LibraryRow, type Shelf, targetProblems } from '#tutor/library.ts';
import { parseLibraryText } from '#tutor/library_text.ts';
import { type Library, textLocales } from './lesson_library.ts';

const repository = join(import.meta.dirname, '../..');

/** Each list by the name of its files in `lessons/library`. */
export const lists: Readonly<Record<string, readonly LibraryRow[]>> = {
  questions,
  glossary,
  coverage,
};

/** What a row can lead to. */
export function shelfOf(library: Library): Shelf {
  return {
    lessons: new Map(
      library.lessons.map(({ item }) => [item.id, item.steps.map((step) => step.id)]),
    ),
    exhibits: new Set(library.exhibits.map(({ item }) => item.id)),
    presets: new Set(library.presets.map(({ item }) => item.slug)),
  };
}

/** What is wrong with a list: where its rows lead, and its words in every language. */
export function listProblems(name: string, library: Library): readonly string[] {
  const rows = lists[name] ?? [];
  const leads = targetProblems(rows, shelfOf(library)).map(
    (problem) => `lessons/library/${name}.ts: ${problem}`,
  );
  return [...leads, ...textLocales.flatMap((locale) => listWordProblems(name, locale))];
}

/** What is wrong with a list's words in one language, each with file and line. */
export function listWordProblems(name: string, locale: string): readonly string[] {
  const file = `lessons/library/${name}.${locale}.md`;
  const path = join(repository, file);
  if (!existsSync(path)) return [`${file} is missing`];
  const text = parseLibraryText(lists[name] ?? [], file, readFileSync(path, 'utf8'));
  if (text.ok) return [];
  return text.error.map(({ line, message }) => `${file}:${line}: ${message}`);
}
