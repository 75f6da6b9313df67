/** Reads a preset's words: `# title`, a quoted line, `## Predict`, `## Watch`, `## Strip`, and if there are any `## Notes`. */

import { fail, ok, type Result } from '#base/result.ts';
import { cuesOf } from './cue_comments.ts';
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
import type { Preset, PresetText, SpeakerNotes } from './preset.ts';

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
    notes: notesOf(sections.find(({ heading }) => heading === 'Notes')),
  };
  reportUnknown(sections, /^(Predict|Watch|Strip|Notes)$/, report);
  if (text.predict === '') report(named('Predict').line, '"## Predict" must ask something');
  const cues = cuesOf(preset.script);
  if (text.watch.length !== cues.length) {
    report(
      named('Watch').line,
      `the script has ${cues.length} cues (comments), "## Watch" has ${text.watch.length} lines`,
    );
  }
  if (text.notes !== undefined && text.notes.cues.length !== cues.length) {
    report(
      named('Notes').line,
      `the script has ${cues.length} cues (comments), "## Notes" has ${text.notes.cues.length} numbered lines`,
    );
  }
  if (text.strip.length !== stripPanels) {
    report(named('Strip').line, `a strip has ${stripPanels} lines, got ${text.strip.length}`);
  }
  return problems.length === 0 ? ok(text) : fail(problems);
}

/** What comes before the first number is for the question; each numbered line is for a cue. */
function notesOf(section: Section | undefined): SpeakerNotes | undefined {
  if (section === undefined) return undefined;
  const plain = section.lines.filter((line) => numbered(line) === undefined);
  const cues = section.lines.map(numbered).filter((line) => line !== undefined);
  return { question: prose(plain), cues };
}
