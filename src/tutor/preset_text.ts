/** Reads a preset's words: `# title`, a quoted line, `## Predict`, `## Watch`, `## Strip`. */

import { fail, ok, type Result } from '#base/result.ts';
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
import type { Preset, PresetText } from './preset.ts';

export function parsePresetText(
  preset: Preset,
  file: string,
  markdown: string,
): Result<PresetText, readonly LessonProblem[]> {
  const problems: LessonProblem[] = [];
  const report: Report = (line, message) => {
    problems.push({ file, line, message });
  };
  const { title, objective, sections } = splitSections(markdown, report);
  const named = (heading: string): Section => sectionNamed(sections, heading, report);
  const lines = (heading: string): readonly string[] =>
    named(heading)
      .lines.map(numbered)
      .filter((line) => line !== undefined);
  const text: PresetText = {
    title,
    objective,
    predict: prose(named('Predict').lines),
    watch: lines('Watch'),
    strip: lines('Strip'),
  };
  reportUnknown(sections, /^(Predict|Watch|Strip)$/, report);
  if (text.predict === '') report(named('Predict').line, '"## Predict" must ask something');
  const cues = cuesOf(preset.script);
  if (text.watch.length !== cues.length) {
    report(
      named('Watch').line,
      `the script has ${cues.length} cues (comments), "## Watch" has ${text.watch.length} lines`,
    );
  }
  if (text.strip.length !== stripPanels) {
    report(named('Strip').line, `a strip has ${stripPanels} lines, got ${text.strip.length}`);
  }
  return problems.length === 0 ? ok(text) : fail(problems);
}

/** The parts of a script: each begins with a comment of its own line, outside of files. */
export function cuesOf(
  script: string,
): readonly { readonly line: number; readonly text: string }[] {
  const cues: { line: number; text: string }[] = [];
  let end: string | undefined;
  for (const [index, text] of script.split('\n').entries()) {
    if (end !== undefined) {
      if (text.trim() === end) end = undefined;
      continue;
    }
    end = /^file\s.*<<\s*(\w+)\s*$/.exec(text)?.[1];
    if (text.startsWith('# ')) cues.push({ line: index + 1, text: text.slice(2).trim() });
  }
  return cues;
}
