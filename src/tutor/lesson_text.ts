/**
 * Reads a lesson's words out of its Markdown file. The headings are the contract: `# title`, a quoted
 * objective, `## Tell`, `## Bet`, one `## Step id: title` each, `## Explain`, `## Principle`, `## Strip`.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { claimedSentences } from './claimed_sentences.ts';
import type { Lesson, LessonText, Step, StepText } from './lesson.ts';
import {
  definition,
  type LessonProblem,
  type NumberedLine,
  numbered,
  prose,
  type Report,
  reportUnknown,
  type Section,
  sectionNamed,
  splitSections,
  wordCount,
} from './markdown_sections.ts';

/** How many words may come before the first picture. */
const mostTellWords = 40;
const hintsPerStep = 3;
/** Panels of the static strip. */
export const stripPanels = 5;

/** The words of `lesson` in one language, or everything that is wrong with the file. */
export function parseLessonText(
  lesson: Lesson,
  file: string,
  markdown: string,
): Result<LessonText, readonly LessonProblem[]> {
  const problems: LessonProblem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ file, line, message });
  };
  const { title, objective, sections } = splitSections(markdown, report);
  const named = (heading: string): Section => sectionNamed(sections, heading, report);
  const tell = named('Tell');
  const tellWords = wordCount(prose(tell.lines));
  if (tellWords > mostTellWords) {
    report(tell.line, `"Tell" may have ${mostTellWords} words, got ${tellWords}`);
  }
  if (tellWords === 0) report(tell.line, '"## Tell" must say something');
  const claims = new Set(Object.keys(lesson.claims));
  const text: LessonText = {
    title,
    objective,
    tell: prose(tell.lines),
    bet: parseBet(lesson, named('Bet'), report),
    steps: parseSteps(lesson, sections, report),
    explain: claimedSentences(named('Explain'), claims, report),
    principle: claimedSentences(named('Principle'), claims, report),
    strip: parseStrip(named('Strip'), report),
  };
  reportUnknown(sections, /^(Tell|Bet|Explain|Principle|Strip|Step .*)$/, report);
  for (const heading of ['Explain', 'Principle'] as const) {
    const said = heading === 'Explain' ? text.explain : text.principle;
    if (said.length === 0) report(named(heading).line, `"## ${heading}" must say something`);
  }
  const used = new Set([...text.explain, ...text.principle].flat().map(({ claim }) => claim));
  for (const claim of claims) {
    if (!used.has(claim)) report(named('Explain').line, `no sentence makes the claim "${claim}"`);
  }
  return problems.length === 0 ? ok(text) : fail(problems);
}

function parseStrip(section: Section, report: Report): readonly string[] {
  const lines = section.lines.map(numbered).filter((line) => line !== undefined);
  if (lines.length !== stripPanels) {
    report(
      section.line,
      `a strip has ${stripPanels} lines, "1. …" to "${stripPanels}. …", got ${lines.length}`,
    );
  }
  return lines;
}

function parseBet(lesson: Lesson, section: Section, report: Report): LessonText['bet'] {
  const options: Record<string, string> = {};
  const question: NumberedLine[] = [];
  for (const line of section.lines) {
    const [id, words] = definition(line) ?? [];
    if (id === undefined || words === undefined) {
      question.push(line);
      continue;
    }
    if (options[id] !== undefined) report(line.number, `the option "${id}" stands here twice`);
    if (!lesson.bet.options.some((option) => option.id === id)) {
      report(line.number, `the lesson has no option "${id}"`);
    }
    options[id] = words;
  }
  for (const { id } of lesson.bet.options) {
    if (options[id] === undefined)
      report(section.line, `the option "${id}" has no words: "- ${id}: …"`);
  }
  return { question: prose(question), options };
}

function parseSteps(
  lesson: Lesson,
  sections: readonly Section[],
  report: Report,
): Readonly<Record<string, StepText>> {
  const steps: Record<string, StepText> = {};
  for (const section of sections) {
    if (!section.heading.startsWith('Step')) continue;
    const [, id, title] = section.heading.match(/^Step ([a-z0-9-]+)[:：] ?(.+)$/) ?? [];
    const step = lesson.steps.find((each) => each.id === id);
    if (id === undefined || title === undefined || step === undefined) {
      report(section.line, 'expected "## Step id: title" with the id of one of the lesson’s steps');
      continue;
    }
    steps[id] = parseStep(step, { title, section }, report);
  }
  for (const { id } of lesson.steps) {
    if (steps[id] === undefined) report(1, `the step "${id}" has no words: "## Step ${id}: …"`);
  }
  return steps;
}

function parseStep(
  step: Step,
  { title, section }: { readonly title: string; readonly section: Section },
  report: Report,
): StepText {
  const goalIds = step.goals.map((goal) => goal.id);
  const gridIds = [...(step.grid?.rows ?? []), ...(step.grid?.columns ?? [])];
  const goals: Record<string, string> = {};
  const grid: Record<string, string> = {};
  const hints: string[] = [];
  const body: NumberedLine[] = [];
  for (const line of section.lines) {
    const [id, words] = definition(line) ?? [];
    const hint = numbered(line);
    if (id !== undefined && words !== undefined) {
      if (goalIds.includes(id)) goals[id] = words;
      else if (gridIds.includes(id)) grid[id] = words;
      else report(line.number, `the step has no goal "${id}"`);
    } else if (hint !== undefined) hints.push(hint);
    else body.push(line);
  }
  for (const id of goalIds) {
    if (goals[id] === undefined)
      report(section.line, `the goal "${id}" has no words: "- ${id}: …"`);
  }
  for (const id of gridIds) {
    if (grid[id] === undefined)
      report(section.line, `the row or column "${id}" has no words: "- ${id}: …"`);
  }
  if (hints.length !== hintsPerStep) {
    report(section.line, `a step has ${hintsPerStep} hints, "1. …" to "3. …", got ${hints.length}`);
  }
  return { title, text: prose(body), grid, goals, hints };
}
