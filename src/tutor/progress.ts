/**
 * What a learner has done, in a form that can be kept, carried to another browser and joined with what is
 * there: a record only ever grows, and of two records none is preferred.
 */

import * as v from 'valibot';
import { fail, ok, type Result } from '#base/result.ts';

/** The form of the records written here. */
export const progressVersion = 1;

/** A date and time as `2026-11-27T03:00:00.000Z`: texts of this form compare as the times do. */
const when = v.pipe(v.string(), v.isoTimestamp('expected a date and time'));

const betForm = v.object({ option: v.string(), right: v.boolean(), at: when });

const stepForm = v.object({
  at: when,
  /** How many hints were open, the fewest of all times it was done. */
  hints: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const lessonForm = v.object({
  opened: when,
  bets: v.array(betForm),
  steps: v.record(v.string(), stepForm),
  finished: v.optional(when),
});

const exhibitForm = v.object({
  opened: when,
  repairs: v.array(v.object({ repair: v.string(), right: v.boolean(), at: when })),
});

const recordForm = v.object({
  version: v.literal(progressVersion, `expected a record of version ${progressVersion}`),
  lessons: v.record(v.string(), lessonForm),
  exhibits: v.record(v.string(), exhibitForm),
});

export type ProgressRecord = v.InferOutput<typeof recordForm>;
export type LessonProgress = v.InferOutput<typeof lessonForm>;
export type ExhibitProgress = v.InferOutput<typeof exhibitForm>;

export const noProgress: ProgressRecord = { version: progressVersion, lessons: {}, exhibits: {} };

/** Something that a learner did, with the address of what it was done in. */
export type ProgressNews =
  | { readonly kind: 'opened'; readonly address: string }
  | {
      readonly kind: 'bet';
      readonly address: string;
      readonly option: string;
      readonly right: boolean;
    }
  | {
      readonly kind: 'step';
      readonly address: string;
      readonly step: string;
      readonly hints: number;
    }
  | { readonly kind: 'finished'; readonly address: string }
  | {
      readonly kind: 'repair';
      readonly address: string;
      readonly repair: string;
      readonly right: boolean;
    };

/** The record with what was done at a time. */
export function noted(record: ProgressRecord, news: ProgressNews, at: string): ProgressRecord {
  const { address } = news;
  const lesson = (change: Partial<LessonProgress>): ProgressRecord =>
    merged(record, {
      ...noProgress,
      lessons: { [address]: { opened: at, bets: [], steps: {}, ...change } },
    });
  switch (news.kind) {
    case 'opened':
      return lesson({});
    case 'bet':
      return lesson({ bets: [{ option: news.option, right: news.right, at }] });
    case 'step':
      return lesson({ steps: { [news.step]: { at, hints: news.hints } } });
    case 'finished':
      return lesson({ finished: at });
    case 'repair': {
      const repairs = [{ repair: news.repair, right: news.right, at }];
      return merged(record, { ...noProgress, exhibits: { [address]: { opened: at, repairs } } });
    }
    default:
      return record;
  }
}

/** Everything that either holds: the earliest times, the fewest hints, every bet and repair once. */
export function merged(one: ProgressRecord, other: ProgressRecord): ProgressRecord {
  return {
    version: progressVersion,
    lessons: joined(one.lessons, other.lessons, mergedLessons),
    exhibits: joined(one.exhibits, other.exhibits, (a, b) => ({
      opened: earlier(a.opened, b.opened),
      repairs: all(a.repairs, b.repairs),
    })),
  };
}

function mergedLessons(a: LessonProgress, b: LessonProgress): LessonProgress {
  const finished = [a.finished, b.finished].filter((each) => each !== undefined).sort()[0];
  return {
    opened: earlier(a.opened, b.opened),
    bets: all(a.bets, b.bets),
    steps: joined(a.steps, b.steps, (first, second) => ({
      at: earlier(first.at, second.at),
      hints: Math.min(first.hints, second.hints),
    })),
    ...(finished === undefined ? {} : { finished }),
  };
}

function joined<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
  join: (a: Value, b: Value) => Value,
): Record<string, Value> {
  const result = new Map(Object.entries(one));
  for (const [name, value] of Object.entries(other)) {
    const there = result.get(name);
    result.set(name, there === undefined ? value : join(there, value));
  }
  return Object.fromEntries(result);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function all<Each extends { readonly at: string }>(
  one: readonly Each[],
  other: readonly Each[],
): Each[] {
  const known = new Map<string, Each>();
  for (const each of [...one, ...other])
    known.set(JSON.stringify(Object.entries(each).sort()), each);
  return [...known.values()].toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** Reads a record from a file or from where it is kept, or says what is wrong and where. */
export function parseProgress(text: string): Result<ProgressRecord, string> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return fail(error instanceof SyntaxError ? error.message : 'no JSON');
  }
  const parsed = v.safeParse(recordForm, read);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? '';
  return fail(path === '' ? issue.message : `${path}: ${issue.message}`);
}

export function printProgress(record: ProgressRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

export type ProgressMark = 'begun' | 'done';

/** How far something has come: a lesson to its end, an exhibit to a repair that helps. */
export function markOf(record: ProgressRecord, address: string): ProgressMark | undefined {
  const lesson = ownOf(record.lessons, address);
  if (lesson !== undefined) return lesson.finished === undefined ? 'begun' : 'done';
  const exhibit = ownOf(record.exhibits, address);
  if (exhibit === undefined) return undefined;
  return exhibit.repairs.some(({ right }) => right) ? 'done' : 'begun';
}

function ownOf<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** How much there is in a record. */
export function countsOf(record: ProgressRecord): {
  readonly lessons: number;
  readonly finished: number;
  readonly steps: number;
  readonly exhibits: number;
} {
  const lessons = Object.values(record.lessons);
  return {
    lessons: lessons.length,
    finished: lessons.filter(({ finished }) => finished !== undefined).length,
    steps: lessons.reduce((sum, { steps }) => sum + Object.keys(steps).length, 0),
    exhibits: Object.keys(record.exhibits).length,
  };
}
