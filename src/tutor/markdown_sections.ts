/** Takes a Markdown file apart by its headings: `# title`, a quoted line, then `## sections`. */

/** A mistake in a lesson, exhibit, preset or list, for its author. */
export interface LessonProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

export type Report = (line: number, message: string) => void;

export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

export interface Section {
  readonly heading: string;
  readonly line: number;
  readonly lines: readonly NumberedLine[];
}

export interface Sections {
  readonly title: string;
  /** The quoted line below the title. */
  readonly objective: string;
  readonly sections: readonly Section[];
}

export function splitSections(markdown: string, report: Report): Sections {
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
      report(line.number, 'only the objective, "> …", may stand before the first "## …"');
  }
  if (objective.length === 0) report(2, 'expected the objective, "> …", after the title');
  return { title: title ?? '', objective: objective.join(' '), sections };
}

/** The one section of that heading; reported and empty if there is none, or more. */
export function sectionNamed(
  sections: readonly Section[],
  heading: string,
  report: Report,
): Section {
  const found = sections.filter((section) => section.heading === heading);
  if (found.length !== 1)
    report(found[1]?.line ?? 1, `expected one "## ${heading}", got ${found.length}`);
  return found[0] ?? { heading, line: 1, lines: [] };
}

export function reportUnknown(sections: readonly Section[], known: RegExp, report: Report): void {
  for (const section of sections) {
    if (!known.test(section.heading))
      report(section.line, `unknown heading "## ${section.heading}"`);
  }
}

/** The words of some lines, without what surrounds them. */
export function prose(lines: readonly NumberedLine[]): string {
  return lines
    .map((line) => line.text)
    .join('\n')
    .trim();
}

/** `- id: words` of a line, if it is one. */
export function definition(line: NumberedLine): readonly [id: string, words: string] | undefined {
  const [, id, words] = line.text.match(/^- ([a-z0-9-]+): (.+)$/) ?? [];
  return id === undefined || words === undefined ? undefined : [id, words];
}

/** The words of `1. …`, if the line is such a one. */
export function numbered(line: NumberedLine): string | undefined {
  return line.text.match(/^\d+\. (.+)$/)?.[1];
}

/** Chinese has no spaces between its words: two characters count as one word. */
export function wordCount(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const rest = text.replace(/\p{Script=Han}/gu, ' ').split(/\s+/);
  return rest.filter((word) => /[\p{L}\p{N}]/u.test(word)).length + Math.ceil(han / 2);
}
