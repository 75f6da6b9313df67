/** Whether claims rest on something that is there. What they rest on is proved where it stands. */

import { parsePredicate } from '#script/parse.ts';
import type { Claims, ClaimTie, Lesson, Step } from './lesson.ts';

/** Evidence outside of the lesson, looked up by whoever has the files. */
export interface Evidence {
  readonly catalogue: (row: string) => boolean;
  readonly transcript: (name: string) => boolean;
  readonly script: (name: string) => boolean;
}

/** Claims that rest on nothing, with the reason. `steps` name what `after` may say. */
export function untied(
  claims: Claims,
  lesson: Pick<Lesson, 'steps' | 'bet'> | { readonly runs: readonly string[] },
  evidence: Evidence,
): readonly string[] {
  return Object.entries(claims).flatMap(([id, tie]) => {
    const problem = problemOf(tie, lesson, evidence);
    return problem === undefined ? [] : [`the claim ${id} ${problem}`];
  });
}

type Home = Parameters<typeof untied>[1];

function problemOf(tie: ClaimTie, home: Home, evidence: Evidence): string | undefined {
  if ('catalogue' in tie) {
    return evidence.catalogue(tie.catalogue)
      ? undefined
      : `names no row of the catalogue: ${tie.catalogue}`;
  }
  if ('transcript' in tie) {
    return evidence.transcript(tie.transcript)
      ? undefined
      : `names no transcript: ${tie.transcript}`;
  }
  if ('script' in tie)
    return evidence.script(tie.script) ? undefined : `names no script: ${tie.script}`;
  if ('predicate' in tie) {
    const parsed = parsePredicate(tie.predicate);
    if (!parsed.ok) return `has a predicate that cannot be read: ${tie.predicate}`;
    const places = 'runs' in home ? home.runs : home.steps.map((step) => step.id);
    return places.includes(tie.after)
      ? undefined
      : `holds after a step that is not there: ${tie.after}`;
  }
  if ('runs' in home) return 'rests on what only a lesson has';
  if ('goal' in tie) {
    const [step, goal] = split(tie.goal, home.steps);
    return step?.goals.some((each) => each.id === goal) === true
      ? undefined
      : `names no goal: ${tie.goal}`;
  }
  if ('cell' in tie) {
    const [step, cell] = split(tie.cell, home.steps);
    return step?.grid?.cells[cell] !== undefined ? undefined : `names no cell: ${tie.cell}`;
  }
  const known = tie.bet === 'proved' || home.bet.options.some(({ id }) => id === tie.bet);
  return known ? undefined : `names no answer of the bet: ${tie.bet}`;
}

function split(path: string, steps: readonly Step[]): readonly [Step | undefined, string] {
  const slash = path.indexOf('/');
  const step = steps.find(({ id }) => id === path.slice(0, slash));
  return [step, path.slice(slash + 1)];
}
