/** The committed recordings of kubectl, one line a case, and how ours are held against them. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, isJsonObject } from '#base/json.ts';
import { type BatteryCase, kubectlFolder } from './battery.ts';
import type { HeardRequest, Normalised } from './heard.ts';

const recordingsFile = join(kubectlFolder, 'recordings.v1.37.jsonl');

export function readRecordings(): ReadonlyMap<string, Normalised> {
  if (!existsSync(recordingsFile)) return new Map();
  const lines = readFileSync(recordingsFile, 'utf8').split('\n');
  const all = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Normalised);
  return new Map(all.map((recording) => [recording.name, recording]));
}

export function writeRecordings(all: readonly Normalised[]): void {
  writeFileSync(recordingsFile, all.map((each) => `${canonicalJson(each)}\n`).join(''));
}

/** What differs between a recording and what was heard; empty if nothing does. */
export function differences(
  each: BatteryCase,
  recorded: Normalised,
  heard: Normalised,
): readonly string[] {
  const found: string[] = [];
  const count = Math.max(recorded.requests.length, heard.requests.length);
  for (let index = 0; index < count; index++) {
    const real = requestLine(recorded.requests[index]);
    const ours = requestLine(heard.requests[index]);
    if (real !== ours) found.push(`request ${index + 1}\n  - ${real}\n  + ${ours}`);
  }
  if (each.differs !== undefined) return found;
  for (const member of ['out', 'err', 'code'] as const) {
    const real = JSON.stringify(recorded[member]);
    const ours = JSON.stringify(heard[member]);
    if (real !== ours) found.push(`${member}\n  - ${real}\n  + ${ours}`);
  }
  return found;
}

/** A request in one line. Ours are JSON where kubectl's typed clients send protobuf: that alone may differ. */
function requestLine(request: HeardRequest | undefined): string {
  if (request === undefined) return 'none';
  const contentType = request.contentType?.replace(protobuf, 'application/json');
  const { method, path, query, accept, body } = request;
  const members = { query, accept, contentType, body };
  const shown = Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  );
  return `${method} ${path} ${isJsonObject(shown) ? canonicalJson(shown) : ''}`;
}

const protobuf = 'application/vnd.kubernetes.protobuf';
