/**
 * Reads the words of a list: `# title`, a quoted line, then `## id: head` for each row, with an optional
 * first line `forms: one, another`, and the body.
 */

import { fail, ok, type Result } from '#base/result.ts';
import type { LibraryEntry, LibraryRow, LibraryText } from './library.ts';
import { type LessonProblem, prose, type Report, splitSections } from './markdown_sections.ts';

const mostBodyWords = 70;

export function parseLibraryText(
  rows: readonly LibraryRow[],
  file: string,
  markdown: string,
): Result<LibraryText, readonly LessonProblem[]> {
  const problems: LessonProblem[] = [];
  const report: Report = (line, message) => {
    problems.push({ file, line, message });
  };
  const { title, objective, sections } = splitSections(markdown, report);
  const known = new Set(rows.map(({ id }) => id));
  const entries = new Map<string, LibraryEntry>();
  for (const { heading, line, lines } of sections) {
    const [, id, head] = heading.match(/^([\w-]+)[:：] ?(.+)$/) ?? [];
    if (id === undefined || head === undefined || !known.has(id)) {
      report(line, 'expected "## id: …" with the id of one of the list’s rows');
      continue;
    }
    if (entries.has(id)) report(line, `${id} stands there twice`);
    const [first, ...rest] = lines;
    const forms = first?.text.match(/^forms: (.+)$/)?.[1]?.split(/, |、/);
    const body = prose(forms === undefined ? lines : rest);
    if (body === '') report(line, `${id} says nothing`);
    const words = body.split(/\s+/).length;
    if (words > mostBodyWords) {
      report(line, `${id} may have ${mostBodyWords} words, got ${words}`);
    }
    entries.set(id, { head, forms: forms ?? [], body });
  }
  for (const id of known) if (!entries.has(id)) report(1, `${id} has no words: "## ${id}: …"`);
  return problems.length === 0 ? ok({ title, objective, entries }) : fail(problems);
}
