/**
 * `engine/versions.json` of a site: which versions of the engine it has, and where. A site keeps the engines
 * that it once had, so that a link made with one of them is played by it.
 */

import { isJsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { count, decodeRecord, list, type Problem, record, text } from './shape.ts';

/** Where a site has it. */
export const engineListingFile = 'engine/versions.json';

/** One engine: what it can speak with, and its files, as addresses relative to the site's root. */
export interface ListedEngine {
  /** See `portVersion`. */
  readonly port: number;
  /** Of traces: see `formatVersion`. */
  readonly format: number;
  /** The module that runs in a worker. */
  readonly worker: string;
  /** That one, and whatever it imports. */
  readonly files: readonly string[];
}

export interface EngineListing {
  /** The version that the site's own pages were built with. */
  readonly current: string;
  readonly engines: Readonly<Record<string, ListedEngine>>;
}

const engineShape = { port: count, format: count, worker: text, files: list(text) };

/** Reads a listing, which may come from another site: no file of it can lie anywhere but in its own folder. */
export function decodeEngineListing(json: unknown): Result<EngineListing, Problem> {
  const outer = decodeRecord({ current: text, engines: record({}) }, withoutEngines(json), '$');
  if (!outer.ok) return outer;
  const all = isJsonObject(json) && isJsonObject(json['engines']) ? json['engines'] : {};
  const engines: Record<string, ListedEngine> = {};
  for (const [version, value] of Object.entries(all)) {
    const path = `$.engines[${JSON.stringify(version)}]`;
    if (!isEngineVersion(version))
      return fail({ path, reason: 'expected a version such as 1.2.3' });
    const engine = decodeRecord(engineShape, value, path);
    if (!engine.ok) return engine;
    const { files, worker } = engine.value;
    const stray = files.find((file) => !isEngineFile(file, version));
    if (stray !== undefined) {
      return fail({ path, reason: `expected files of ${engineFolder(version)}, got ${stray}` });
    }
    if (!files.includes(worker))
      return fail({ path, reason: 'expected the worker among the files' });
    engines[version] = engine.value;
  }
  if (engines[outer.value.current] === undefined) {
    return fail({
      path: '$.current',
      reason: `expected a listed version, got ${outer.value.current}`,
    });
  }
  return ok({ current: outer.value.current, engines });
}

/** The folder of a version's files, from the site's root. */
export function engineFolder(version: string): string {
  return `engine/${version}/`;
}

function withoutEngines(json: unknown): unknown {
  if (!isJsonObject(json) || !isJsonObject(json['engines'])) return json;
  return { ...json, engines: {} };
}

function isEngineVersion(version: string): boolean {
  return /^\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$/.test(version);
}

function isEngineFile(file: string, version: string): boolean {
  const folder = engineFolder(version);
  return file.startsWith(folder) && /^[\w-][\w.-]*$/.test(file.slice(folder.length));
}
