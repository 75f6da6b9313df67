/**
 * Finds what cannot be read in a lesson's, exhibit's or preset's own file: predicates, statements and scripts,
 * each with the line of the file that it stands in.
 */

import { withFile } from '#script/named_files.ts';
import { parsePredicate, parseScript, parseStatement } from '#script/parse.ts';
import { formatVersion } from '#trace/event.ts';
import { type Exhibit, scriptWith } from './exhibit.ts';
import type { Claims, Lesson } from './lesson.ts';
import type { LessonProblem } from './markdown_sections.ts';
import type { Preset } from './preset.ts';
import { lineOfText } from './source_text.ts';

/** One text of the script language in a file. */
interface ScriptText {
  readonly kind: 'predicate' | 'statement' | 'script';
  /** What it belongs to, for the author. */
  readonly of: string;
  readonly text: string;
  /** As it stands in the file, where that is another text. */
  readonly written?: string;
  /** The script whose files a statement may name. */
  readonly within?: string;
}

export function lessonScriptMistakes(
  lesson: Lesson,
  file: string,
  source: string,
): readonly LessonProblem[] {
  const { bet, steps, strip, claims, script } = lesson;
  return mistakes(file, source, [
    { kind: 'script', of: 'script', text: script },
    predicate('bet', bet.provedBy),
    ...bet.options.flatMap((option) =>
      option.right ? [] : [predicate(`bet ${option.id}`, option.refutedBy)],
    ),
    ...steps.flatMap(({ id, scene, goals, grid, solution }, index): readonly ScriptText[] => [
      ...(scene?.script === undefined
        ? []
        : [{ kind: 'script', of: `step ${id}`, text: scene.script } as const]),
      ...goals.map((goal) => predicate(`step ${id}, goal ${goal.id}`, goal.predicate)),
      ...Object.entries(grid?.cells ?? {}).map(([cell, text]) =>
        predicate(`step ${id}, cell ${cell}`, text),
      ),
      ...statements(`step ${id}`, solution, scriptOf(lesson, index)),
    ]),
    ...claimTexts(claims),
    ...strip.map((text, index) => predicate(`panel ${index + 1} of the strip`, text)),
  ]);
}

export function exhibitScriptMistakes(
  exhibit: Exhibit,
  file: string,
  source: string,
): readonly LessonProblem[] {
  const { script, broken, repairs, oracle, works, claims, strip } = exhibit;
  return mistakes(file, source, [
    { kind: 'script', of: 'script', text: scriptWith(exhibit, ['']), written: script },
    ...statements('broken', broken, scriptWith(exhibit, [''])),
    ...repairs.flatMap((repair) =>
      statements(`repair ${repair.id}`, repair.statements, scriptWith(exhibit, [''])),
    ),
    predicate('oracle', oracle.predicate),
    predicate('works', works),
    ...claimTexts(claims),
    ...strip.map((text, index) => predicate(`panel ${index + 1} of the strip`, text)),
  ]);
}

export function presetScriptMistakes(
  preset: Preset,
  file: string,
  source: string,
): readonly LessonProblem[] {
  return mistakes(file, source, [
    { kind: 'script', of: 'script', text: preset.script },
    ...preset.strip.map((text, index) => predicate(`panel ${index + 1} of the strip`, text)),
  ]);
}

/** The script of the run in which a step is taken. */
function scriptOf({ steps, script }: Lesson, index: number): string {
  const last = steps.slice(0, index + 1).findLast(({ scene }) => scene !== undefined);
  return last?.scene?.script ?? script;
}

function statements(of: string, texts: readonly string[], within: string): readonly ScriptText[] {
  return texts.map((text) => ({ kind: 'statement', of, text, within }));
}

function predicate(of: string, text: string): ScriptText {
  return { kind: 'predicate', of, text };
}

function claimTexts(claims: Claims): readonly ScriptText[] {
  return Object.entries(claims).flatMap(([id, tie]) =>
    'predicate' in tie ? [predicate(`claim ${id}`, tie.predicate)] : [],
  );
}

function mistakes(
  file: string,
  source: string,
  texts: readonly ScriptText[],
): readonly LessonProblem[] {
  const told = new Set<string>();
  return texts.flatMap((each) =>
    faultsOf(each).flatMap(({ line, message }): readonly LessonProblem[] => {
      const start = lineOfText(source, each.written ?? each.text) ?? 1;
      // A script begins on the line after its opening quote, or on it: its own first line is line 1.
      const at = each.kind === 'script' ? start + line - 1 : start;
      const problem = { file, line: at, message: `${each.of}: ${message}` };
      const key = JSON.stringify(problem);
      if (told.has(key)) return [];
      told.add(key);
      return [problem];
    }),
  );
}

function faultsOf({
  kind,
  text,
  within,
}: ScriptText): readonly { readonly line: number; readonly message: string }[] {
  const whole = within === undefined ? text : withFile(text, { ...anyRecord, script: within });
  const parsed = { predicate: parsePredicate, statement: parseStatement, script: parseScript }[
    kind
  ](whole);
  return parsed.ok ? [] : parsed.error;
}

/** Only the script of a record is looked at. */
const anyRecord = {
  version: formatVersion,
  profile: 'classic',
  seed: '',
  policy: 'arrival',
  acts: [],
} as const;
