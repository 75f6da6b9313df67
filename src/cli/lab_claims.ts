/** `lab claims`: every sentence of "explain" and "principle" rests on something; counts them, and what they rest on. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExhibitText } from '#tutor/exhibit_text.ts';
import type { Claims } from '#tutor/lesson.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';
import { untied } from '#tutor/ties.ts';
import { readEvidence } from './evidence.ts';
import { readLibrary, textLocales } from './lesson_library.ts';

const repository = join(import.meta.dirname, '../..');

/** Prints each claim that rests on nothing, then the total. Whether a predicate holds is proved by `lab lessons`. */
export async function checkClaims(): Promise<number> {
  const { lessons, exhibits } = await readLibrary();
  const evidence = readEvidence();
  const problems: string[] = [];
  let claims = 0;
  const look = (folder: string, found: Claims, loose: readonly string[]): void => {
    claims += Object.keys(found).length;
    problems.push(...loose.map((problem) => `${folder}: ${problem}`));
  };
  for (const { folder, item } of lessons) {
    look(folder, item.claims, untied(item.claims, item, evidence));
    for (const locale of textLocales) {
      const file = `${folder}/lesson.${locale}.md`;
      problems.push(...sentenceProblems(parseLessonText(item, file, read(file))));
    }
  }
  for (const { folder, item } of exhibits) {
    const runs = ['broken', ...item.repairs.map(({ id }) => id)];
    look(folder, item.claims, untied(item.claims, { runs }, evidence));
    for (const locale of textLocales) {
      const file = `${folder}/exhibit.${locale}.md`;
      problems.push(...sentenceProblems(parseExhibitText(item, file, read(file))));
    }
  }
  for (const problem of problems) console.log(problem);
  console.log(`${claims} claims, ${problems.length} untied`);
  return problems.length === 0 ? 0 : 1;
}

function read(file: string): string {
  return readFileSync(join(repository, file), 'utf8');
}

type Parsed = ReturnType<typeof parseLessonText> | ReturnType<typeof parseExhibitText>;

/** Sentences without a claim, and claims without a sentence. */
function sentenceProblems(parsed: Parsed): readonly string[] {
  if (parsed.ok) return [];
  return parsed.error
    .filter(({ message }) => /claim|rests on nothing|share/.test(message))
    .map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
