/** Opens runs of lessons, exhibits and presets on the real engine, in process. */

import { after, type Duration } from '#base/time.ts';
import { withFile } from '#script/named_files.ts';
import { parseStatement } from '#script/parse.ts';
import { createSession, type Failure, type Session } from '#session/session.ts';
import { formatVersion } from '#trace/event.ts';
import type { CheckedRun, RunSetting } from '#tutor/checked_run.ts';

/** A run of the script; or what is wrong with it. */
export function openRun(setting: RunSetting): CheckedRun | string {
  const session = openSession(setting);
  return typeof session === 'string' ? session : checkedRun(session);
}

/** The same as a session, for those who look at more of it than a check does. */
export function openSession({
  name,
  script,
  profile,
  seed,
  shuffled,
}: RunSetting): Session | string {
  const policy = shuffled ? 'shuffle' : 'arrival';
  const session = createSession(
    { version: formatVersion, profile, seed, policy, script, acts: [] },
    { file: name },
  );
  if (!session.ok) return session.error.map(describe).join('; ');
  session.value.play();
  return session.value;
}

/** A session as a check sees it. */
export function checkedRun(run: Session): CheckedRun {
  let taken = 0;
  const told = run.failures.length;
  return {
    now: () => run.now,
    object: (ref) => run.object(ref),
    takeEvents: () => {
      const events = run.store.events.slice(taken);
      taken += events.length;
      return events;
    },
    failures: () => run.failures.slice(0, told).map(failureText),
    act: (statement) => perform(run, statement),
  };
}

/** Does a statement, with the file of the script that it names, or says why not; `run DURATION` lets time pass, as the playground does for a person. */
export function perform(run: Session, written: string): string | undefined {
  const statement = withFile(written, run.record);
  const before = run.failures.length;
  const parsed = parseStatement(statement);
  if (!parsed.ok) return parsed.error.map(describe).join('; ');
  const { command } = parsed.value;
  if (command.kind === 'run') run.advance(after(run.now, command.lasting as Duration));
  else {
    const acted = run.act(statement);
    if (!acted.ok) return acted.error.map(describe).join('; ');
  }
  const failure = run.failures.slice(before).at(-1);
  return failure === undefined ? undefined : failureText(failure);
}

function failureText({ line, text, found }: Failure): string {
  return `${line === undefined ? '' : `line ${line}: `}${text}, found ${found}`;
}

function describe(problem: { readonly line: number; readonly message: string }): string {
  return `line ${problem.line}: ${problem.message}`;
}
