/** The committed scripts and recordings in test/golden. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '#base/json.ts';
import type { ProfileName } from '#trace/profile.ts';
import { type Recording, readRecording, writeRecording } from './recording.ts';

/** Where the scripts and recordings lie. */
export const goldenFolder = join(import.meta.dirname, '../../../test/golden');

export type Component =
  | 'deltafifo'
  | 'realfifo'
  | 'store'
  | 'workqueue'
  | 'limiters'
  | 'flowcontrol'
  | 'wait'
  | 'informer'
  | 'correlator'
  | 'elector'
  | 'broadcaster';

/** The releases in which a component means something, unless its script says otherwise. */
export const defaultPresets: Readonly<Record<Component, readonly ProfileName[]>> = {
  deltafifo: ['classic', 'modern'],
  realfifo: ['inOrder', 'watchList', 'modern'],
  store: ['classic', 'modern'],
  workqueue: ['classic', 'modern'],
  limiters: ['classic', 'modern'],
  flowcontrol: ['classic', 'modern'],
  wait: ['classic', 'modern'],
  informer: ['classic', 'inOrder', 'watchList', 'modern'],
  correlator: ['classic', 'inOrder', 'watchList', 'modern'],
  elector: ['classic', 'inOrder', 'watchList', 'modern'],
  broadcaster: ['classic', 'modern'],
};

/** A script as test/oracle/README.md describes it. */
export interface OracleScript {
  readonly component: Component;
  readonly about: string;
  readonly presets?: readonly ProfileName[];
  /** Lanes in which Go's order may be open. */
  readonly unordered?: readonly string[];
  /** What Go's global random source answers first; then 0 for ever. */
  readonly jitter?: readonly number[];
  readonly options?: JsonObject;
  readonly steps: readonly ScriptStep[];
}

export type ScriptStep = JsonObject & { readonly do: string };

export interface NamedScript {
  /** `component/name`. */
  readonly name: string;
  readonly script: OracleScript;
}

/** What was recorded of others than client-go. */
const othersFolders = ['apiserver/', 'kubectl/'];

/** What lies in test/golden of client-go. */
function goldenFiles(): readonly string[] {
  return readdirSync(goldenFolder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !othersFolders.some((folder) => path.startsWith(folder)))
    .sort();
}

/** Every committed script, by name. */
export function readScripts(): readonly NamedScript[] {
  const ending = '.script.json';
  return goldenFiles()
    .filter((path) => path.endsWith(ending))
    .map((path) => ({
      name: path.slice(0, -ending.length),
      script: JSON.parse(readFileSync(join(goldenFolder, path), 'utf8')) as OracleScript,
    }));
}

/** The presets of a script. */
export function presetsOf({ script }: NamedScript): readonly ProfileName[] {
  return script.presets ?? defaultPresets[script.component];
}

function recordingFile(script: string, preset: string): string {
  return join(goldenFolder, `${script}.${preset}.jsonl`);
}

/** The committed recording, if there is one. */
export function readCommitted(script: string, preset: string): Recording | undefined {
  const file = recordingFile(script, preset);
  return existsSync(file) ? readRecording(readFileSync(file, 'utf8')) : undefined;
}

export function commit(recording: Recording): void {
  writeFileSync(recordingFile(recording.script, recording.preset), writeRecording(recording));
}

/** Recordings that no script asks for any more. */
export function orphans(scripts: readonly NamedScript[]): readonly string[] {
  const wanted = new Set(
    scripts.flatMap((script) =>
      presetsOf(script).map((preset) => `${script.name}.${preset}.jsonl`),
    ),
  );
  return goldenFiles().filter((path) => path.endsWith('.jsonl') && !wanted.has(path));
}

/** What a script says, for the Go side. */
export function scriptText(script: OracleScript): JsonValue {
  return script as unknown as JsonValue;
}
