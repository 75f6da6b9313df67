/** Where two transcripts of a case differ, for people to read. */

import { canonicalJson, isJsonObject, type JsonValue } from '#base/json.ts';
import type { Exchange } from './exchange.ts';

/** One difference: the step, the place in its answer, what is recorded and what came. */
export interface Difference {
  readonly step: string;
  readonly asked: string;
  readonly place: string;
  readonly recorded: JsonValue | undefined;
  readonly came: JsonValue | undefined;
}

export function differences(
  recorded: readonly Exchange[],
  came: readonly Exchange[],
): readonly Difference[] {
  const length = Math.max(recorded.length, came.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) => {
    const left = recorded[index];
    const right = came[index];
    const { step, asked } = left ?? right ?? { step: '', asked: '' };
    const places = differingPlaces(left as JsonValue | undefined, right as JsonValue | undefined);
    return places.map((each) => ({ step, asked, ...each }));
  });
}

interface Place {
  readonly place: string;
  readonly recorded: JsonValue | undefined;
  readonly came: JsonValue | undefined;
}

function differingPlaces(
  recorded: JsonValue | undefined,
  came: JsonValue | undefined,
  place = '',
): readonly Place[] {
  if (recorded === undefined || came === undefined) {
    return recorded === came ? [] : [{ place, recorded, came }];
  }
  const within = (name: string) => (place === '' ? name : `${place}.${name}`);
  if (Array.isArray(recorded) && Array.isArray(came)) {
    const length = Math.max(recorded.length, came.length);
    return Array.from({ length }, (_, index) =>
      differingPlaces(recorded[index], came[index], within(String(index))),
    ).flat();
  }
  if (isJsonObject(recorded) && isJsonObject(came)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(came)])].sort();
    return names.flatMap((name) => differingPlaces(recorded[name], came[name], within(name)));
  }
  return canonicalJson(recorded) === canonicalJson(came) ? [] : [{ place, recorded, came }];
}

const mostShown = 12;
const longest = 400;

/** The first differences, each in three lines. */
export function differencesText(found: readonly Difference[]): string {
  const lines: string[] = [];
  let last = '';
  for (const { step, asked, place, recorded, came } of found.slice(0, mostShown)) {
    if (step !== last) lines.push(`  step ${step}: ${asked}`);
    last = step;
    lines.push(
      `    ${place}`,
      `      recorded ${shown(recorded)}`,
      `      came     ${shown(came)}`,
    );
  }
  if (found.length > mostShown) lines.push(`    and ${found.length - mostShown} more`);
  return lines.join('\n');
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
