/** Builds the Go oracle and asks it: one process per release, one line per script. */

import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { OracleScript } from './corpus.ts';
import { leanModule } from './lean_module.ts';
import type { Run } from './recording.ts';
import { oracleFolder, type Release } from './releases.ts';

export interface Question {
  readonly name: string;
  readonly script: OracleScript;
  /** How often the script is run. */
  readonly runs: number;
}

export interface Answer {
  readonly name: string;
  /** Why there are no runs. */
  readonly fault?: string;
  readonly runs?: readonly Run[];
}

/** Undefined when a Go that is new enough is on the PATH; otherwise one sentence. */
export function missingGo(): string | undefined {
  const needed = 'The oracle runs the real client-go and needs Go 1.26 or newer on the PATH';
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (status !== 0) return `${needed}; there is no Go.`;
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(stdout) ?? [];
  const found = Number(major) * 1000 + Number(minor);
  return found >= 1026 ? undefined : `${needed}; there is Go ${major}.${minor}.`;
}

/** Builds the oracle of a release; gives Go's words when it cannot. */
export function build(release: Release, covered: readonly string[] = []): string | undefined {
  const lean = leanModule(release);
  if (!lean.ok) return lean.error;
  const words = ['test', '-c', '-ldflags=-checklinkname=0 -s -w', '-o', release.binary];
  words.push('-modfile', lean.value);
  if (covered.length > 0) words.push('-cover', '-covermode=set', `-coverpkg=${covered.join(',')}`);
  if (release.tag !== undefined) words.push('-tags', release.tag);
  const { status, stderr } = spawnSync('go', [...words, '.'], {
    cwd: oracleFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  return status === 0 ? undefined : stderr;
}

/** True if Go's words say that a module is neither here nor to be had. */
export function cannotBeFetched(fault: string): boolean {
  return /dial tcp|no such host|i\/o timeout|connection re|TLS handshake|GOPROXY=off|proxyconnect/.test(
    fault,
  );
}

export interface AskOptions {
  /** Where Go writes which of its branches were reached, if it was built to tell. */
  readonly profile?: string;
}

/** Answers in the order of the questions. A crash is the answer to the question that caused it. */
export async function ask(
  release: Release,
  questions: readonly Question[],
  options: AskOptions = {},
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < questions.length) {
    const rest = questions.slice(answers.length);
    const { lines, complaint } = await runOracle(release, rest, options);
    answers.push(...lines.map((line) => JSON.parse(line) as Answer));
    const crashed = rest[lines.length];
    if (crashed !== undefined) answers.push({ name: crashed.name, fault: complaint });
  }
  return answers;
}

interface Spoken {
  readonly lines: readonly string[];
  readonly complaint: string;
}

function runOracle(
  release: Release,
  questions: readonly Question[],
  { profile }: AskOptions,
): Promise<Spoken> {
  return new Promise((resolve) => {
    const words = ['-test.run', '^TestScripts$', '-test.timeout', '20m'];
    if (profile !== undefined) words.push('-test.coverprofile', profile);
    const child = spawn(join(oracleFolder, release.binary), words, { cwd: oracleFolder });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = `${complaint}${text}`.slice(0, 4_000);
    });
    child.on('error', (error) => {
      complaint = String(error);
    });
    child.on('close', () => {
      resolve({ lines: output.split('\n').filter((line) => line.startsWith('{')), complaint });
    });
    child.stdin.on('error', () => {
      // A crash says why on standard error.
    });
    child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  });
}
