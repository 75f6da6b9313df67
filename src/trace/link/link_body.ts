/**
 * The JSON inside a link. What a fork has in common with the run that it was forked from is left out,
 * and so is what is usual.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { type Instant, instant } from '#base/time.ts';
import type { RecordedAct, RunRecord } from '#trace/engine_port.ts';
import type { ProfileName } from '#trace/profile.ts';
import {
  count,
  decodeRecord,
  type Field,
  flag,
  list,
  oneOf,
  optional,
  type Problem,
  record,
  type Shaped,
  text,
} from '#trace/shape.ts';
import type { LinkedRun, LinkPosition, SharedLink } from './shared_link.ts';

/** Runs of one link at most. */
const mostRuns = 200;
const usualName = 'main';

type Triple = readonly [number, number, number];

/** `[at, step, hop]`: whole numbers, none below 0. */
const triple: Field<Triple> & { readonly optional: false } = {
  what: 'three whole numbers from 0',
  optional: false,
  problem: (value, path) =>
    Array.isArray(value) && value.length === 3 && value.every(isNatural)
      ? undefined
      : { path, reason: 'expected three whole numbers from 0' },
};

/** `[at, step, statement]`. */
const act: Field<readonly [number, number, string]> & { readonly optional: false } = {
  what: 'an act',
  optional: false,
  problem: (value, path) => {
    const [at, step, statement, ...rest] = Array.isArray(value) ? value : [];
    const isAct = isNatural(at) && isNatural(step) && typeof statement === 'string';
    return isAct && rest.length === 0
      ? undefined
      : { path, reason: 'expected [instant, step, statement]' };
  },
};

const runShape = {
  acts: optional(list(act)),
  end: triple,
  from: optional(count),
  hash: text,
  loosely: optional(flag),
  name: optional(text),
  policy: optional(oneOf('arrival', 'shuffle')),
  profile: optional(oneOf('classic', 'inOrder', 'watchList', 'modern')),
  script: optional(text),
  seed: optional(text),
};

const bodyShape = {
  current: optional(count),
  engine: text,
  format: count,
  place: triple,
  runs: list(record(runShape)),
};

type RunBody = Shaped<typeof runShape>;

/** The JSON of a link. Members that are left out are not there. */
export function linkBodyOf({ engine, runs, current, place }: SharedLink): Shaped<typeof bodyShape> {
  return {
    ...(current === 0 ? {} : { current }),
    engine,
    format: runs[0]?.record.version ?? 0,
    place: tripleOf(place),
    runs: runs.map((run) => runBody(run, runs[run.from ?? -1]?.record)),
  };
}

function runBody(run: LinkedRun, like: RunRecord | undefined): RunBody {
  const { acts, policy, profile, script, seed } = run.record;
  return {
    ...(acts.length === 0 ? {} : { acts: acts.map(actBody) }),
    end: tripleOf(run.end),
    ...(run.from === undefined ? {} : { from: run.from }),
    hash: run.hash,
    ...(run.loosely ? { loosely: true } : {}),
    ...(run.name === usualName ? {} : { name: run.name }),
    ...(policy === (like?.policy ?? 'arrival') ? {} : { policy }),
    ...(profile === (like?.profile ?? 'classic') ? {} : { profile }),
    ...(script === like?.script ? {} : { script }),
    ...(seed === like?.seed ? {} : { seed }),
  };
}

function actBody({ position, statement }: RecordedAct): readonly [number, number, string] {
  return [position.at, position.step, statement];
}

/** What the JSON of a link says, or what is wrong with it. */
export function sharedLinkOf(json: unknown): Result<SharedLink, Problem> {
  const decoded = decodeRecord(bodyShape, json, '$');
  if (!decoded.ok) return decoded;
  const { current = 0, engine, format, place } = decoded.value;
  if (decoded.value.runs.length > mostRuns) {
    return fail({ path: '$.runs', reason: `expected at most ${mostRuns} runs` });
  }
  const runs: LinkedRun[] = [];
  for (const [index, body] of decoded.value.runs.entries()) {
    const run = linkedRun(body, format, runs);
    if (!run.ok) return fail({ ...run.error, path: `$.runs[${index}]${run.error.path}` });
    runs.push(run.value);
  }
  if (runs[current] === undefined) {
    return fail({
      path: '$.current',
      reason: `expected one of ${runs.length} runs, got ${current}`,
    });
  }
  return ok({ engine, runs, current, place: positionOf(place) });
}

function linkedRun(
  body: RunBody,
  version: number,
  before: readonly LinkedRun[],
): Result<LinkedRun, Problem> {
  const { from } = body;
  const like = from === undefined ? undefined : before[from]?.record;
  if (from !== undefined && like === undefined) {
    return fail({ path: '.from', reason: `expected an earlier run, got ${from}` });
  }
  const { script = like?.script, seed = like?.seed } = body;
  if (script === undefined) return fail({ path: '.script', reason: 'expected a string' });
  if (seed === undefined) return fail({ path: '.seed', reason: 'expected a string' });
  const acts = (body.acts ?? []).map(
    ([at, step, statement]): RecordedAct => ({ position: { at: instant(at), step }, statement }),
  );
  const profile: ProfileName = body.profile ?? like?.profile ?? 'classic';
  const policy = body.policy ?? like?.policy ?? 'arrival';
  return ok({
    record: { version, profile, seed, policy, script, acts },
    end: positionOf(body.end),
    hash: body.hash,
    from,
    name: body.name ?? usualName,
    loosely: body.loosely ?? false,
  });
}

function tripleOf({ at, step, hop }: LinkPosition): Triple {
  return [at, step, hop];
}

function positionOf([at, step, hop]: Triple): LinkPosition {
  return { at: at as Instant, step, hop };
}

function isNatural(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
