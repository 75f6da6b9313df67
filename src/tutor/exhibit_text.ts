/**
 * Reads an exhibit's words: `# title`, a quoted line, `## Real`, `## Mechanism`, `## Watch`, one
 * `## Repair id: title` each, `## Principle`, `## Strip`.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { claimedSentences } from './claimed_sentences.ts';
import type { Exhibit, ExhibitText, RepairText } from './exhibit.ts';
import { stripPanels } from './lesson_text.ts';
import {
  type LessonProblem,
  numbered,
  prose,
  type Report,
  reportUnknown,
  type Section,
  sectionNamed,
  splitSections,
} from './markdown_sections.ts';

export function parseExhibitText(
  exhibit: Exhibit,
  file: string,
  markdown: string,
): Result<ExhibitText, readonly LessonProblem[]> {
  const problems: LessonProblem[] = [];
  const report: Report = (line, message) => {
    problems.push({ file, line, message });
  };
  const { title, objective, sections } = splitSections(markdown, report);
  const named = (heading: string): Section => sectionNamed(sections, heading, report);
  const claims = new Set(Object.keys(exhibit.claims));
  const lines = (heading: string): readonly string[] =>
    named(heading)
      .lines.map(numbered)
      .filter((line) => line !== undefined);
  const text: ExhibitText = {
    title,
    objective,
    real: prose(named('Real').lines),
    mechanism: claimedSentences(named('Mechanism'), claims, report),
    watch: lines('Watch'),
    repairs: parseRepairs(exhibit, sections, report),
    principle: claimedSentences(named('Principle'), claims, report),
    strip: lines('Strip'),
  };
  reportUnknown(sections, /^(Real|Mechanism|Watch|Principle|Strip|Repair .*)$/, report);
  if (text.real === '') report(named('Real').line, '"## Real" must say something');
  if (text.watch.length === 0) report(named('Watch').line, '"## Watch" needs "1. …"');
  for (const heading of ['Mechanism', 'Principle'] as const) {
    const said = heading === 'Mechanism' ? text.mechanism : text.principle;
    if (said.length === 0) report(named(heading).line, `"## ${heading}" must say something`);
  }
  if (text.strip.length !== stripPanels) {
    report(named('Strip').line, `a strip has ${stripPanels} lines, got ${text.strip.length}`);
  }
  const used = new Set([...text.mechanism, ...text.principle].flat().map(({ claim }) => claim));
  for (const claim of claims) {
    if (!used.has(claim)) report(named('Mechanism').line, `no sentence makes the claim "${claim}"`);
  }
  return problems.length === 0 ? ok(text) : fail(problems);
}

function parseRepairs(
  exhibit: Exhibit,
  sections: readonly Section[],
  report: Report,
): Readonly<Record<string, RepairText>> {
  const repairs: Record<string, RepairText> = {};
  for (const section of sections) {
    if (!section.heading.startsWith('Repair')) continue;
    const [, id, title] = section.heading.match(/^Repair ([a-z0-9-]+)[:：] ?(.+)$/) ?? [];
    if (
      id === undefined ||
      title === undefined ||
      !exhibit.repairs.some((each) => each.id === id)
    ) {
      report(
        section.line,
        'expected "## Repair id: title" with the id of one of the exhibit’s repairs',
      );
      continue;
    }
    const text = prose(section.lines);
    if (text === '') report(section.line, `the repair "${id}" must say why it helps or does not`);
    repairs[id] = { title, text };
  }
  for (const { id } of exhibit.repairs) {
    if (repairs[id] === undefined)
      report(1, `the repair "${id}" has no words: "## Repair ${id}: …"`);
  }
  return repairs;
}
