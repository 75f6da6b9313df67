/** Reading a script from a file and playing it, with every problem told on standard error. */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, type Duration, formatDuration, startOfRun } from '#base/time.ts';
import { createSession, type Failure, recordOf, type Session } from '#session/session.ts';
import type { Overrides } from '#session/settings.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';

export interface LabOptions {
  readonly overrides: Overrides;
  /** Simulated time at which the run ends, if its script ends before. */
  readonly until: Duration | undefined;
  readonly format: 'text' | 'ndjson';
}

/** Told while the script plays. */
export type Progress = (session: Session) => void;

/** Plays a script to its end; `undefined` if it cannot be read. A broken assertion is thrown. */
export function playScript(
  file: string,
  options: LabOptions,
  onProgress: Progress = () => undefined,
): Session | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const name = basename(file);
  const record = recordOf(text, options.overrides, name);
  if (!record.ok) return told(record.error);
  let session: Session | undefined;
  const created = createSession(record.value, {
    file: name,
    onProgress: () => {
      if (session !== undefined) onProgress(session);
    },
  });
  if (!created.ok) return told(created.error);
  session = created.value;
  session.play();
  if (options.until !== undefined) {
    const end = after(startOfRun, options.until);
    if (session.now < end) session.advance(end);
  }
  return session;
}

/** Everything that failed in a run, a line each. */
export function failureLines(file: string, session: Session): readonly string[] {
  return session.failures.map(({ kind, text, found, at, line }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    const when = formatDuration((at - startOfRun) as Duration);
    return `${place}: ${phrases[kind](text, found)} (at ${when})`;
  });
}

const phrases: Readonly<Record<Failure['kind'], (text: string, found: string) => string>> = {
  expect: (text, found) => `expected ${text}, found ${found}`,
  invariant: (text, found) => `broken: ${text}: ${found}`,
  refused: (text, found) => `refused: ${text}: ${found}`,
};

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function told(problems: readonly ScriptProblem[]): undefined {
  for (const { file, line, column, message } of problems) {
    process.stderr.write(`${file}:${line}:${column}: ${message}\n`);
  }
}
