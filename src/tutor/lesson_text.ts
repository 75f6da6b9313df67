/**
 * Reads a lesson's words out of its Markdown file. The headings are the contract: `# title`, a quoted
 * objective, `## Tell`, `## Bet`, one `## Step id: title` each, `## Explain`, `## Principle`.
 */

import { fail, ok, type Result } from '#base/result.ts';
import type { Lesson, LessonProblem, LessonText, StepText } from './lesson.ts';

/** How many words may come before the first picture. */
const mostTellWords = 40;
const hintsPerStep = 3;

interface Section {
  readonly heading: string;
  readonly line: number;
  readonly lines: readonly NumberedLine[];
}

interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

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
  const named = (heading: string): Section => {
    const found = sections.filter((section) => section.heading === heading);
    if (found.length !== 1)
      report(found[1]?.line ?? 1, `expected one "## ${heading}", got ${found.length}`);
    return found[0] ?? { heading, line: 1, lines: [] };
  };
  const tell = named('Tell');
  if (wordCount(prose(tell.lines)) > mostTellWords) {
    report(
      tell.line,
      `"Tell" may have ${mostTellWords} words, got ${wordCount(prose(tell.lines))}`,
    );
  }
  const text: LessonText = {
    title,
    objective,
    tell: prose(tell.lines),
    bet: parseBet(lesson, named('Bet'), report),
    steps: parseSteps(lesson, sections, report),
    explain: prose(named('Explain').lines),
    principle: prose(named('Principle').lines),
  };
  for (const section of sections) {
    if (!/^(Tell|Bet|Explain|Principle|Step .*)$/.test(section.heading)) {
      report(section.line, `unknown heading "## ${section.heading}"`);
    }
  }
  for (const [heading, words] of [
    ['Tell', text.tell],
    ['Explain', text.explain],
    ['Principle', text.principle],
  ] as const) {
    if (words === '') report(named(heading).line, `"## ${heading}" must say something`);
  }
  return problems.length === 0 ? ok(text) : fail(problems);
}

type Report = (line: number, message: string) => void;

function splitSections(
  markdown: string,
  report: Report,
): { title: string; objective: string; sections: readonly Section[] } {
  const lines = markdown
    .split('\n')
    .map((text, index) => ({ number: index + 1, text: text.trimEnd() }));
  const title = lines[0]?.text.match(/^# (.+)$/)?.[1];
  if (title === undefined) report(1, 'expected the title, "# …", on the first line');
  const sections: { heading: string; line: number; lines: NumberedLine[] }[] = [];
  const objective: string[] = [];
  for (const line of lines.slice(1)) {
    const heading = line.text.match(/^## (.+)$/)?.[1];
    if (heading !== undefined) sections.push({ heading, line: line.number, lines: [] });
    else if (sections.length > 0) sections.at(-1)?.lines.push(line);
    else if (line.text.startsWith('> ')) objective.push(line.text.slice(2));
    else if (line.text !== '')
      report(line.number, 'only the objective, "> …", may stand before "## Tell"');
  }
  if (objective.length === 0) report(2, 'expected the objective, "> …", after the title');
  return { title: title ?? '', objective: objective.join(' '), sections };
}

function parseBet(lesson: Lesson, section: Section, report: Report): LessonText['bet'] {
  const options: Record<string, string> = {};
  const question: NumberedLine[] = [];
  for (const line of section.lines) {
    const [, id, words] = line.text.match(/^- ([a-z0-9-]+): (.+)$/) ?? [];
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
    const [, id, title] = section.heading.match(/^Step ([a-z0-9-]+): (.+)$/) ?? [];
    const step = lesson.steps.find((each) => each.id === id);
    if (id === undefined || title === undefined || step === undefined) {
      report(section.line, 'expected "## Step id: title" with the id of one of the lesson’s steps');
      continue;
    }
    steps[id] = parseStep(
      step.goals.map((goal) => goal.id),
      { title, section },
      report,
    );
  }
  for (const { id } of lesson.steps) {
    if (steps[id] === undefined) report(1, `the step "${id}" has no words: "## Step ${id}: …"`);
  }
  return steps;
}

function parseStep(
  goalIds: readonly string[],
  step: { readonly title: string; readonly section: Section },
  report: Report,
): StepText {
  const goals: Record<string, string> = {};
  const hints: string[] = [];
  const body: NumberedLine[] = [];
  for (const line of step.section.lines) {
    const [, goal, words] = line.text.match(/^- ([a-z0-9-]+): (.+)$/) ?? [];
    const hint = line.text.match(/^\d\. (.+)$/)?.[1];
    if (goal !== undefined && words !== undefined) {
      if (!goalIds.includes(goal)) report(line.number, `the step has no goal "${goal}"`);
      goals[goal] = words;
    } else if (hint !== undefined) hints.push(hint);
    else body.push(line);
  }
  for (const id of goalIds) {
    if (goals[id] === undefined)
      report(step.section.line, `the goal "${id}" has no words: "- ${id}: …"`);
  }
  if (hints.length !== hintsPerStep) {
    report(
      step.section.line,
      `a step has ${hintsPerStep} hints, "1. …" to "3. …", got ${hints.length}`,
    );
  }
  return { title: step.title, text: prose(body), goals, hints };
}

function prose(lines: readonly NumberedLine[]): string {
  return lines
    .map((line) => line.text)
    .join('\n')
    .trim();
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
