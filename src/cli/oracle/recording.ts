/**
 * A recording is what one release of the real client-go did with one script: lanes of entries, as text
 * that a person can review. Where Go's own order is open, a stretch of a lane is a set.
 */

import { canonicalJson, type JsonValue } from '#base/json.ts';

/** What one run did, lane by lane, in the order in which it happened. */
export type Run = readonly Lane[];

export interface Lane {
  readonly lane: string;
  readonly entries: readonly JsonValue[];
}

/** One line of a recording: an entry, or entries whose order Go leaves open. */
export type RecordedStep =
  | { readonly kind: 'entry'; readonly entry: JsonValue }
  | { readonly kind: 'unordered'; readonly entries: readonly JsonValue[] };

export interface RecordedLane {
  readonly lane: string;
  readonly steps: readonly RecordedStep[];
}

export interface Recording {
  /** `component/name`. */
  readonly script: string;
  readonly preset: string;
  /** `client-go v0.37.2`. */
  readonly of: string;
  readonly lanes: readonly RecordedLane[];
}

/** The text of a recording: a header, then one line per step. */
export function writeRecording(recording: Recording): string {
  const { script, preset, of } = recording;
  const lines = [JSON.stringify({ script, preset, of })];
  for (const { lane, steps } of recording.lanes) {
    for (const step of steps) lines.push(writeStep(lane, step));
  }
  return `${lines.join('\n')}\n`;
}

function writeStep(lane: string, step: RecordedStep): string {
  if (step.kind === 'unordered') return JSON.stringify({ lane, unordered: step.entries });
  return JSON.stringify({ lane, ...(step.entry as object) });
}

/** The recording that a text holds. */
export function readRecording(text: string): Recording {
  const [header, ...lines] = text.trimEnd().split('\n');
  const { script, preset, of } = JSON.parse(header ?? '') as Recording;
  const lanes = new Map<string, RecordedStep[]>();
  for (const line of lines) {
    const { lane, ...rest } = JSON.parse(line) as { lane: string; unordered?: JsonValue[] };
    const steps = lanes.get(lane) ?? [];
    lanes.set(lane, steps);
    if (rest.unordered === undefined) {
      steps.push({ kind: 'entry', entry: rest as JsonValue });
    } else {
      steps.push({ kind: 'unordered', entries: rest.unordered });
    }
  }
  return { script, preset, of, lanes: [...lanes].map(([lane, steps]) => ({ lane, steps })) };
}

/** The first place of each lane where a run is not what was recorded; none when it agrees. */
export function differences(recording: Recording, run: Run): readonly string[] {
  const names = [...new Set([...recording.lanes, ...run].map(({ lane }) => lane))].sort();
  return names.flatMap((name) => {
    const steps = recording.lanes.find(({ lane }) => lane === name)?.steps ?? [];
    const entries = run.find(({ lane }) => lane === name)?.entries ?? [];
    const difference = laneDifference(steps, entries);
    return difference === undefined ? [] : [`${name}: ${difference}`];
  });
}

function laneDifference(
  steps: readonly RecordedStep[],
  entries: readonly JsonValue[],
): string | undefined {
  let at = 0;
  for (const step of steps) {
    const wanted = step.kind === 'entry' ? [step.entry] : step.entries;
    const given = entries.slice(at, at + wanted.length);
    if (!sameSet(wanted, given)) {
      return `entry ${at + 1}:\n    recorded ${write(wanted)}\n    happened ${write(given)}`;
    }
    at += wanted.length;
  }
  if (at === entries.length) return undefined;
  const more = entries.length - at;
  return `${more} more than the ${at} recorded:\n    happened ${write(entries.slice(at, at + 3))}`;
}

function write(entries: readonly JsonValue[]): string {
  return entries.length === 0 ? 'nothing' : entries.map((entry) => JSON.stringify(entry)).join(' ');
}

function sameSet(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  if (left.length !== right.length) return false;
  const texts = (entries: readonly JsonValue[]) =>
    entries.map((entry) => canonicalJson(entry)).sort();
  const others = texts(right);
  return texts(left).every((text, index) => text === others[index]);
}
