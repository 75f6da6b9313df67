/**
 * `npm run oracle -- --kubectl`: builds the real kubectl and runs the battery with it against the real API
 * server. Fails if a committed recording would change; `--write` accepts cases that are not recorded yet.
 */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { oracleFolder } from '#cli/oracle/releases.ts';
import { batteryFile, readBattery } from './battery.ts';
import { type Heard, type Normalised, normalise } from './heard.ts';
import { differences, readRecordings, writeRecordings } from './recordings.ts';

const bin = join(oracleFolder, 'bin');
const kubectl = join(bin, 'kubectl');
const recorder = join(bin, 'kubectl-recorder');
const apiserver = join(bin, 'apiserver');

const stamp = 'k8s.io/component-base/version';
const flags = `-s -w -X ${stamp}.gitVersion=v1.37.2 -X ${stamp}.gitMajor=1 -X ${stamp}.gitMinor=37`;

interface Build {
  readonly folder: string;
  readonly package: string;
  readonly output: string;
}

const builds: readonly Build[] = [
  { folder: 'kubectl', package: './kubectl', output: kubectl },
  { folder: 'kubectl', package: './recorder', output: recorder },
  { folder: 'apiserver', package: '.', output: apiserver },
];

export async function recordKubectl(
  wishes: { readonly write: boolean; readonly only: string },
  say: (text: string) => void,
): Promise<number> {
  for (const build of builds) {
    const fault = goBuild(build);
    if (fault !== undefined) {
      say(fault);
      return 1;
    }
  }
  const heard = await runBattery(wishes.only);
  return judge(heard.map(normalise), wishes.write, say);
}

function goBuild({ folder, package: name, output }: Build): string | undefined {
  if (output === apiserver && existsSync(apiserver)) return undefined;
  const { status, stderr } = spawnSync('go', ['build', '-ldflags', flags, '-o', output, name], {
    cwd: join(oracleFolder, folder),
    encoding: 'utf8',
  });
  return status === 0 ? undefined : stderr;
}

/** Starts the API server, runs the recorder, and stops both. */
async function runBattery(only: string): Promise<readonly Heard[]> {
  const server = spawn(apiserver, { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const lines = createInterface({ input: server.stdout });
    server.stdin.write(`${JSON.stringify({ do: 'start', controllers: false })}\n`);
    const answer = await new Promise<string>((resolve) => lines.once('line', resolve));
    const { url, token, fault } = JSON.parse(answer) as {
      readonly url?: string;
      readonly token?: string;
      readonly fault?: string;
    };
    if (url === undefined || token === undefined) throw new Error(fault ?? answer);
    return await record(['-kubectl', kubectl, '-server', url, '-token', token, '-only', only]);
  } finally {
    server.stdin.end();
    server.kill();
  }
}

function record(words: readonly string[]): Promise<readonly Heard[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(recorder, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) reject(new Error('the recorder has failed'));
      const lines = text.split('\n').filter((line) => line !== '');
      resolve(lines.map((line) => JSON.parse(line) as Heard));
    });
    child.stdin.end(readFileSync(batteryFile, 'utf8'));
  });
}

/** What is printed there is of this machine and this moment: it is not kept. */
function unprinted(each: Normalised): Normalised {
  return { ...each, out: '', err: '' };
}

function judge(heard: readonly Normalised[], write: boolean, say: (text: string) => void): number {
  const committed = new Map(readRecordings());
  const cases = new Map(readBattery().cases.map((each) => [each.name, each]));
  let failures = 0;
  for (const each of heard) {
    const known = committed.get(each.name);
    const of = cases.get(each.name);
    if (of === undefined) continue;
    if (known === undefined) {
      if (write) committed.set(each.name, of.differs === undefined ? each : unprinted(each));
      else {
        failures++;
        say(`${each.name}: is not recorded; --write accepts it`);
      }
      continue;
    }
    const found = differences(of, known, each);
    if (found.length === 0) continue;
    failures++;
    say(`${each.name}: the recording would change\n${found.join('\n')}`);
  }
  const kept = [...cases.keys()].flatMap((name) => committed.get(name) ?? []);
  if (write) writeRecordings(kept);
  say(`${heard.length - failures} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}
