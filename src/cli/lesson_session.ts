/** Opens lessons on the real engine, in process. */

import { after, type Duration } from '#base/time.ts';
import { parseStatement } from '#script/parse.ts';
import { createSession, type Session } from '#session/session.ts';
import { formatVersion } from '#trace/event.ts';
import type { Lesson } from '#tutor/lesson.ts';
import type { LessonRun } from '#tutor/lesson_check.ts';

/** A run of the lesson's script, `shuffled` by a seed or in the usual order; or what is wrong with it. */
export function openLesson(lesson: Lesson, shuffled: string | undefined): LessonRun | string {
  const session = createSession(
    {
      version: formatVersion,
      profile: lesson.profile,
      seed: shuffled ?? lesson.seed,
      policy: shuffled === undefined ? 'arrival' : 'shuffle',
      script: lesson.script,
      acts: [],
    },
    { file: lesson.id },
  );
  if (!session.ok) return session.error.map(describe).join('; ');
  const run = session.value;
  run.play();
  let taken = 0;
  return {
    object: (ref) => run.object(ref),
    takeEvents: () => {
      const events = run.store.events.slice(taken);
      taken += events.length;
      return events;
    },
    act: (statement) => {
      const refused = perform(run, statement);
      const failure = run.failures.at(-1);
      if (refused !== undefined || failure === undefined) return refused;
      return `${failure.text}, found ${failure.found}`;
    },
  };
}

/** Does a statement; `run DURATION` lets time pass, as the playground does for a person. */
function perform(run: Session, statement: string): string | undefined {
  const parsed = parseStatement(statement);
  if (!parsed.ok) return parsed.error.map(describe).join('; ');
  const { command } = parsed.value;
  if (command.kind === 'run') {
    run.advance(after(run.now, command.lasting as Duration));
    return undefined;
  }
  const acted = run.act(statement);
  return acted.ok ? undefined : acted.error.map(describe).join('; ');
}

function describe(problem: { readonly line: number; readonly message: string }): string {
  return `line ${problem.line}: ${problem.message}`;
}
