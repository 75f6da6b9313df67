/** Why a lesson, exhibit or preset cannot be shown: everything that is wrong with its files. */

import type { LessonProblem } from './markdown_sections.ts';

export class LessonMistakes extends Error {
  override readonly name = 'LessonMistakes';
  readonly problems: readonly LessonProblem[];

  constructor(problems: readonly LessonProblem[]) {
    super(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('; '));
    this.problems = problems;
  }
}
