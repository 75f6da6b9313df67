/**
 * Runs random scripts on both sides and shrinks the first one on which the engine and the real client-go
 * disagree. Where Go's own order is open, the engine may do anything that Go was seen to do.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { canonicalJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { runEngine } from '#cli/oracle/engine/engine_side.ts';
import { defaultPresets, type OracleScript, type ScriptStep } from './corpus.ts';
import { Coverage } from './coverage.ts';
import { foldRuns } from './fold_runs.ts';
import { type Answer, ask } from './go_side.ts';
import { type FuzzedComponent, randomScript } from './random_scripts.ts';
import { differences, type Run } from './recording.ts';
import { type Release, releases } from './releases.ts';

/** So many runs show what Go may do when it did not do the same as the engine at once. */
const runsToDecide = 150;
/** So many runs come first; an informer is full of open orders. */
const runsToBegin = (component: FuzzedComponent) => (component === 'informer' ? 15 : 1);
/** So many scripts are asked at once: the engine runs the last ones meanwhile. */
const batchSize = 100;

export interface Fuzzing {
  readonly component: FuzzedComponent;
  readonly count: number;
  readonly seed: string;
}

export interface Divergence {
  readonly release: Release;
  readonly script: OracleScript;
  readonly number: number;
  readonly text: string;
}

export interface Outcome {
  readonly coverage: Coverage;
  readonly divergences: readonly Divergence[];
}

/** The first divergence of each release is shrunk; the others are only counted. */
export async function fuzz(fuzzing: Fuzzing): Promise<Outcome> {
  const { component, count } = fuzzing;
  const coverage = new Coverage();
  const divergences: Divergence[] = [];
  const presets = defaultPresets[component];
  for (const [index, preset] of presets.entries()) {
    const plain = releases.find((each) => each.preset === preset);
    if (plain === undefined) continue;
    const release = coveredRelease(plain);
    const numbers = Array.from({ length: count }, (_, number) => number).filter(
      (number) => number % presets.length === index,
    );
    const found = await fuzzRelease({ ...fuzzing, release, numbers, coverage });
    divergences.push(...found);
  }
  return { coverage, divergences };
}

/** The same release, built to tell which branches it ran. */
export function coveredRelease(release: Release): Release {
  return { ...release, binary: `${release.binary}.covered` };
}

interface ReleaseFuzzing extends Fuzzing {
  readonly release: Release;
  readonly numbers: readonly number[];
  readonly coverage: Coverage;
}

async function fuzzRelease(fuzzing: ReleaseFuzzing): Promise<readonly Divergence[]> {
  const { release, numbers } = fuzzing;
  const divergences: Divergence[] = [];
  let next = askBatch(fuzzing, numbers.slice(0, batchSize));
  for (let begin = 0; begin < numbers.length; begin += batchSize) {
    const batch = await next;
    // Go runs the next scripts while the engine runs these.
    next = askBatch(fuzzing, numbers.slice(begin + batchSize, begin + 2 * batchSize));
    for (const { number, script, answer } of batch) {
      // Lets Go's output in: its pipe holds little.
      await setImmediate();
      const run = engineRun(script, release);
      if (answer !== undefined && disagreement(run, answer) === undefined) continue;
      const text = await difference(script, release);
      if (text === undefined) continue;
      const found = { release, script, number, text };
      divergences.push(divergences.length === 0 ? await shrink(found) : found);
    }
  }
  return divergences;
}

interface Asked {
  readonly number: number;
  readonly script: OracleScript;
  readonly answer: Answer | undefined;
}

async function askBatch(
  { component, release, seed, coverage }: ReleaseFuzzing,
  numbers: readonly number[],
): Promise<readonly Asked[]> {
  const { preset } = release;
  const scripts = numbers.map((number) => randomScript({ component, preset, seed, number }));
  const runs = runsToBegin(component);
  const questions = scripts.map((script, index) => ({ name: String(index), script, runs }));
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  const profile = join(folder, 'cover');
  const answers = await ask(release, questions, { profile });
  coverage.read(profile, component);
  rmSync(folder, { recursive: true });
  return numbers.flatMap((number, index) => {
    const script = scripts[index];
    return script === undefined ? [] : [{ number, script, answer: answers[index] }];
  });
}

function engineRun(script: OracleScript, release: Release): Run | string {
  try {
    return runEngine(script, release.preset);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function textOfRun(run: Run): string {
  return canonicalJson([...run].sort((left, right) => (left.lane < right.lane ? -1 : 1)));
}

/** What the engine does and Go never did; `undefined` if they agree. */
async function difference(script: OracleScript, release: Release): Promise<string | undefined> {
  const [answer] = await ask(release, [{ name: 'one', script, runs: runsToDecide }]);
  if (answer === undefined) return 'Go gave no answer';
  return disagreement(engineRun(script, release), answer);
}

/** A script that both sides refuse says nothing. */
function disagreement(run: Run | string, answer: Answer): string | undefined {
  if (answer.runs === undefined) {
    return typeof run === 'string' ? undefined : `Go: ${answer.fault ?? 'no answer'}`;
  }
  if (typeof run === 'string') return run;
  if (answer.runs.some((each) => textOfRun(each) === textOfRun(run))) return undefined;
  // Where Go does now this, now that, only those runs count that did the same as the engine in some order.
  const bag = bagOf(run);
  const alike = answer.runs.filter((each) => bagOf(each) === bag);
  const folded = foldRuns(alike.length > 0 ? alike : answer.runs, ['*']);
  const [first = []] = answer.runs;
  const lanes = folded.ok ? folded.value : exactly(first);
  const differing = differences({ script: '', preset: '', of: '', lanes }, run);
  if (differing.length === 0) return undefined;
  const runs = answer.runs.map(withSortedBatches);
  // A batch is one entry, and its order may be a map's. Then it counts as a set, like a lane's stretch.
  const isOpen = orders(runs) < orders(answer.runs);
  return isOpen
    ? disagreement(withSortedBatches(run), { ...answer, runs })
    : differing.join('\n  ');
}

/** What was done, in whatever order. */
function bagOf(run: Run): string {
  return textOfRun(
    run.map(({ lane, entries }) => ({
      lane,
      entries: entries.map((entry) => canonicalJson(entry)).sort(),
    })),
  );
}

function orders(runs: readonly Run[]): number {
  return new Set(runs.map(textOfRun)).size;
}

function withSortedBatches(run: Run): Run {
  const sorted = (entry: JsonValue): JsonValue => {
    if (!isJsonObject(entry) || !Array.isArray(entry['batch'])) return entry;
    return { ...entry, batch: entry['batch'].map((each) => canonicalJson(each)).sort() };
  };
  return run.map(({ lane, entries }) => ({ lane, entries: entries.map(sorted) }));
}

function exactly(run: Run) {
  return run.map(({ lane, entries }) => ({
    lane,
    steps: entries.map((entry) => ({ kind: 'entry' as const, entry })),
  }));
}

/** Leaves out steps as long as the two sides still disagree. */
async function shrink(divergence: Divergence): Promise<Divergence> {
  let smallest = divergence;
  for (let size = Math.ceil(divergence.script.steps.length / 2); size >= 1; ) {
    const smaller = await withoutSome(smallest, size);
    if (smaller !== undefined) smallest = smaller;
    else size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return smallest;
}

async function withoutSome(divergence: Divergence, size: number): Promise<Divergence | undefined> {
  const { script, release } = divergence;
  for (let at = 0; at < script.steps.length; at += size) {
    const steps: readonly ScriptStep[] = script.steps.toSpliced(at, size);
    const candidate = { ...script, steps };
    const text = await difference(candidate, release);
    if (text !== undefined) return { ...divergence, script: candidate, text };
  }
  return undefined;
}
