/**
 * The fixed set of random scripts in test/golden/fuzz: one file per component and preset, a header and
 * then one line per script with what the real client-go did. The scripts lie beside their recordings, so
 * that a better generator makes no recording stale.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '#base/json.ts';
import type { ProfileName } from '#trace/profile.ts';
import { defaultPresets, goldenFolder, type OracleScript } from './corpus.ts';
import { type FuzzedComponent, fuzzedComponents } from './random_scripts.ts';
import type { RecordedLane, RecordedStep, Recording } from './recording.ts';

/** Which set: the random scripts of one component as one release ran them. */
export interface RandomSetId {
  readonly component: FuzzedComponent;
  readonly preset: ProfileName;
}

export interface RecordedScript {
  /** Its number among the scripts that the generator makes from the seed. */
  readonly number: number;
  readonly script: OracleScript;
  readonly lanes: readonly RecordedLane[];
}

export interface RandomSet extends RandomSetId {
  /** `client-go v0.37.2`. */
  readonly of: string;
  readonly seed: string;
  readonly scripts: readonly RecordedScript[];
}

/** Every set that there should be. */
export const randomSetIds: readonly RandomSetId[] = fuzzedComponents.flatMap((component) =>
  defaultPresets[component].map((preset) => ({ component, preset })),
);

/** `fuzz/informer.classic`. */
export function randomSetName({ component, preset }: RandomSetId): string {
  return `fuzz/${component}.${preset}`;
}

/** Where a set lies, from test/golden. */
export function randomSetFile(id: RandomSetId): string {
  return `${randomSetName(id)}.jsonl`;
}

/** The committed set, if there is one. */
export function readRandomSet(id: RandomSetId): RandomSet | undefined {
  const file = join(goldenFolder, randomSetFile(id));
  return existsSync(file) ? parseRandomSet(readFileSync(file, 'utf8')) : undefined;
}

export function commitRandomSet(set: RandomSet): void {
  writeFileSync(join(goldenFolder, randomSetFile(set)), writeRandomSet(set));
}

/** One script of a set, as a recording like any other. */
export function recordingOf(set: RandomSet, recorded: RecordedScript): Recording {
  const { component, preset, of } = set;
  return { script: `fuzz/${component} ${recorded.number}`, preset, of, lanes: recorded.lanes };
}

export function writeRandomSet({ scripts, ...header }: RandomSet): string {
  const { component, preset, of, seed } = header;
  const lines = scripts.map(({ number, script, lanes }) => {
    const { options = {}, steps, jitter } = script;
    const written = lanes.map(({ lane, steps: all }) => [lane, all.map(writeStep)] as const);
    return JSON.stringify({ number, options, jitter, steps, lanes: Object.fromEntries(written) });
  });
  return `${[JSON.stringify({ component, preset, of, seed }), ...lines].join('\n')}\n`;
}

export function parseRandomSet(text: string): RandomSet {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const { component, preset, of, seed } = JSON.parse(header) as RandomSet;
  const scripts = lines.map((line) => {
    const { number, lanes, ...written } = JSON.parse(line) as WrittenScript;
    const script: OracleScript = { component, about: titleOf(seed, number), ...written };
    const read = Object.entries(lanes).map(([lane, all]) => ({ lane, steps: all.map(readStep) }));
    return { number, script, lanes: read };
  });
  return { component, preset, of, seed, scripts };
}

interface WrittenScript extends Pick<OracleScript, 'options' | 'jitter' | 'steps'> {
  readonly number: number;
  readonly lanes: Readonly<Record<string, readonly JsonValue[]>>;
}

function writeStep(step: RecordedStep): JsonValue {
  return step.kind === 'entry' ? step.entry : { unordered: step.entries };
}

function readStep(written: JsonValue): RecordedStep {
  const { unordered } = written as { readonly unordered?: readonly JsonValue[] };
  return unordered === undefined
    ? { kind: 'entry', entry: written }
    : { kind: 'unordered', entries: unordered };
}

function titleOf(seed: string, number: number): string {
  return `random: ${seed}, ${number}`;
}
