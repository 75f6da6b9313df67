/**
 * Makes the fixed set of random scripts from its seed, and holds the real client-go against it. A script
 * whose runs differ in more than an order says nothing for certain and is passed over.
 */

import { foldRuns } from './fold_runs.ts';
import { ask } from './go_side.ts';
import { randomScript } from './random_scripts.ts';
import {
  type RandomSet,
  type RandomSetId,
  type RecordedScript,
  randomSetName,
  recordingOf,
} from './random_set.ts';
import { differences } from './recording.ts';
import { pinnedVersion, type Release } from './releases.ts';

/** The seed of the committed scripts. */
const seed = 'committed';
/** So many scripts a set holds. */
const scriptsPerSet = 12;
/** The numbers among which so many must be found. */
const candidates = Array.from({ length: 3 * scriptsPerSet }, (_, number) => number);

/** Records the first scripts of the seed that are the same in all runs. */
export async function recordRandomSet(
  id: RandomSetId,
  release: Release,
  runs: number,
): Promise<RandomSet> {
  const scripts = candidates.map((number) => randomScript({ ...id, seed, number }));
  const questions = scripts.map((script) => ({ name: script.about, script, runs }));
  const answers = await ask(release, questions);
  const recorded = scripts.flatMap((script, number): readonly RecordedScript[] => {
    const given = answers[number]?.runs;
    if (given === undefined) return [];
    const folded = foldRuns(given, ['*']);
    return folded.ok ? [{ number, script, lanes: folded.value }] : [];
  });
  return { ...id, of: pinnedVersion(release), seed, scripts: recorded.slice(0, scriptsPerSet) };
}

/** Per script of a set, how what client-go does now is not what was recorded; no texts when it is. */
export async function heldAgainst(
  set: RandomSet,
  release: Release,
  runs: number,
): Promise<readonly { readonly title: string; readonly faults: readonly string[] }[]> {
  const asked = set.scripts.map(({ number, script }) => ({ name: `${number}`, script, runs }));
  const answers = await ask(release, asked);
  const of = pinnedVersion(release);
  return set.scripts.map((recorded, index) => {
    const title = `${randomSetName(set)} ${recorded.number}`;
    if (set.of !== of) return { title, faults: [`recorded from ${set.of}, this is ${of}`] };
    const answer = answers[index];
    if (answer?.runs === undefined) return { title, faults: [answer?.fault ?? 'no answer'] };
    const recording = recordingOf(set, recorded);
    const changed = answer.runs.flatMap((run) => differences(recording, run));
    return { title, faults: [...new Set(changed)] };
  });
}
