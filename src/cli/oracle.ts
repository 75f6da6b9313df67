/**
 * `npm run oracle`: records every script of test/golden anew from the real client-go and fails when a
 * committed recording would change. `--write` accepts recordings that do not exist yet, `--rewrite NAME`
 * one that changed; nothing is ever replaced silently.
 */

import { parseArgs } from 'node:util';
import {
  commit,
  type NamedScript,
  orphans,
  presetsOf,
  readCommitted,
  readScripts,
} from '#cli/oracle/corpus.ts';
import { coveredPackages } from '#cli/oracle/coverage.ts';
import { foldRuns } from '#cli/oracle/fold_runs.ts';
import { coveredRelease, fuzz } from '#cli/oracle/fuzz.ts';
import { type Answer, ask, build, cannotBeFetched, missingGo } from '#cli/oracle/go_side.ts';
import { recordKubectl } from '#cli/oracle/kubectl/record.ts';
import { mutants } from '#cli/oracle/mutants.ts';
import { plantAll } from '#cli/oracle/plant.ts';
import { fuzzedComponents } from '#cli/oracle/random_scripts.ts';
import {
  commitRandomSet,
  type RandomSetId,
  randomSetFile,
  randomSetIds,
  randomSetName,
  readRandomSet,
} from '#cli/oracle/random_set.ts';
import { heldAgainst, recordRandomSet } from '#cli/oracle/record_random_set.ts';
import { differences, type Recording } from '#cli/oracle/recording.ts';
import { pinnedVersion, type Release, releases } from '#cli/oracle/releases.ts';
import { recordTopics } from '#cli/transcripts/record.ts';
import type { ProfileName } from '#trace/profile.ts';

/** So many runs find every order that Go may take; the rarest known comes once in eight runs. */
const runsToRecord = 120;
/** So many runs are held against a committed recording, unless `--runs` says otherwise. */
const runsToCheck = '5';

interface Wishes {
  readonly write: boolean;
  readonly rewrite: readonly string[];
  readonly only: string;
  /** How many runs are held against each committed recording. */
  readonly runs: string;
  /** How many random scripts per component. */
  readonly fuzz?: string | undefined;
  readonly seed: string;
  /** Plant defects and see that the recordings catch them; needs no Go. */
  readonly mutants: boolean;
  /** Ask the real API server, not client-go. */
  readonly apiserver: boolean;
  /** Run the real kubectl against it. */
  readonly kubectl: boolean;
}

interface Verdict {
  readonly kind: 'unchanged' | 'written' | 'failed';
  readonly text: string;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function readWishes(): Wishes {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      rewrite: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', default: '' },
      runs: { type: 'string', default: runsToCheck },
      fuzz: { type: 'string' },
      seed: { type: 'string', default: '1' },
      mutants: { type: 'boolean', default: false },
      apiserver: { type: 'boolean', default: false },
      kubectl: { type: 'boolean', default: false },
    },
  });
  return values;
}

/** `component/name` or `component/name.preset`. */
function isRewritten(wishes: Wishes, name: string, preset: ProfileName): boolean {
  return wishes.rewrite.includes(name) || wishes.rewrite.includes(`${name}.${preset}`);
}

async function recordRelease(
  release: Release,
  scripts: readonly NamedScript[],
  wishes: Wishes,
): Promise<readonly Verdict[]> {
  const { preset } = release;
  const wanted = scripts.filter((script) => presetsOf(script).includes(preset));
  const questions = wanted.map(({ name, script }) => {
    const known = readCommitted(name, preset) !== undefined && !isRewritten(wishes, name, preset);
    return { name, script, runs: known ? Number(wishes.runs) : runsToRecord };
  });
  const answers = await ask(release, questions);
  return wanted.map((script, index) => {
    const answer = answers[index] ?? { name: script.name, fault: 'no answer' };
    return judge({ script, answer, release, wishes });
  });
}

interface Case {
  readonly script: NamedScript;
  readonly answer: Answer;
  readonly release: Release;
  readonly wishes: Wishes;
}

function judge({ script: { name, script }, answer, release, wishes }: Case): Verdict {
  const title = `${name}.${release.preset}`;
  const failed = (text: string): Verdict => ({ kind: 'failed', text: `${title}: ${text}` });
  if (answer.runs === undefined) return failed(answer.fault ?? 'no runs');
  const of = pinnedVersion(release);
  const committed = readCommitted(name, release.preset);
  const rewritten = isRewritten(wishes, name, release.preset);
  if (committed !== undefined && !rewritten) {
    if (committed.of !== of) return failed(`recorded from ${committed.of}, this is ${of}`);
    const changed = answer.runs.flatMap((run) => differences(committed, run));
    if (changed.length === 0) return { kind: 'unchanged', text: title };
    return failed(
      `the recording would change\n  ${[...new Set(changed)].slice(0, 5).join('\n  ')}`,
    );
  }
  if (!wishes.write && !rewritten) return failed('is not recorded; --write accepts it');
  const folded = foldRuns(answer.runs, script.unordered ?? []);
  if (!folded.ok) return failed(folded.error);
  const recording: Recording = { script: name, preset: release.preset, of, lanes: folded.value };
  commit(recording);
  return { kind: 'written', text: title };
}

/** The fixed random scripts of a release: held against their recordings, or recorded. */
async function recordRandom(release: Release, wishes: Wishes): Promise<readonly Verdict[]> {
  const { preset } = release;
  const wanted = randomSetIds.filter(
    (id) => id.preset === preset && randomSetName(id).startsWith(wishes.only),
  );
  const verdicts: Verdict[] = [];
  for (const id of wanted) verdicts.push(...(await judgeRandom(id, release, wishes)));
  return verdicts;
}

async function judgeRandom(
  id: RandomSetId,
  release: Release,
  wishes: Wishes,
): Promise<readonly Verdict[]> {
  const name = randomSetName(id);
  const committed = readRandomSet(id);
  const rewritten = isRewritten(wishes, `fuzz/${id.component}`, id.preset);
  if (committed !== undefined && !rewritten) {
    const held = await heldAgainst(committed, release, Number(wishes.runs));
    return held.map(({ title, faults }): Verdict => {
      if (faults.length === 0) return { kind: 'unchanged', text: title };
      const shown = faults.slice(0, 5).join('\n  ');
      return { kind: 'failed', text: `${title}: the recording would change\n  ${shown}` };
    });
  }
  if (!wishes.write && !rewritten) {
    return [{ kind: 'failed', text: `${name}: is not recorded; --write accepts it` }];
  }
  const set = await recordRandomSet(id, release, runsToRecord);
  commitRandomSet(set);
  return set.scripts.map(({ number }) => ({ kind: 'written', text: `${name} ${number}` }));
}

function unbuilt(release: Release, fault: string): string {
  const version = pinnedVersion(release);
  return cannotBeFetched(fault)
    ? `The oracle needs ${version}, which is not in the module cache, and the module proxy cannot be reached.`
    : `${release.preset}: ${version} does not build.\n${fault}`;
}

async function fuzzAll(wishes: Wishes): Promise<number> {
  const count = Number(wishes.fuzz);
  let failures = 0;
  for (const release of releases) {
    const fault = build(coveredRelease(release), coveredPackages);
    if (fault !== undefined) {
      say(unbuilt(release, fault));
      return 1;
    }
  }
  for (const component of fuzzedComponents.filter((each) => each.startsWith(wishes.only))) {
    const { coverage, divergences } = await fuzz({ component, count, seed: wishes.seed });
    const { reached, total } = coverage;
    const told = `${count} scripts, ${reached} of ${total} branches reached`;
    say(`${component}: ${told}, ${divergences.length} divergences`);
    const [first] = divergences;
    if (first === undefined) continue;
    failures++;
    say(`seed ${wishes.seed}, script ${first.number}, as ${first.release.preset}, shrunk:`);
    say(`${JSON.stringify(first.script)}\n  ${first.text}`);
  }
  return failures === 0 ? 0 : 1;
}

function catchMutants(wishes: Wishes): number {
  const chosen = mutants.filter(({ name }) => name.includes(wishes.only));
  let caught = 0;
  for (const { mutant, by, fault } of plantAll(chosen)) {
    if (by.length > 0) caught++;
    const [first = fault ?? 'NOT CAUGHT'] = by;
    say(`${mutant.name}: ${first}${by.length > 1 ? ` and ${by.length - 1} more` : ''}`);
  }
  say(`${caught} of ${chosen.length} caught`);
  return caught === chosen.length ? 0 : 1;
}

async function main(): Promise<number> {
  const wishes = readWishes();
  if (wishes.mutants) return catchMutants(wishes);
  const complaint = missingGo();
  if (complaint !== undefined) {
    say(complaint);
    return 1;
  }
  if (wishes.kubectl) return await recordKubectl(wishes, say);
  if (wishes.apiserver) return await recordTopics(wishes, say);
  if (wishes.fuzz !== undefined) return await fuzzAll(wishes);
  const scripts = readScripts().filter(({ name }) => name.startsWith(wishes.only));
  const verdicts: Verdict[] = [];
  for (const release of releases) {
    const fault = build(release);
    if (fault !== undefined) {
      say(unbuilt(release, fault));
      say('0 passed, 1 failed');
      return 1;
    }
    const given = [
      ...(await recordRelease(release, scripts, wishes)),
      ...(await recordRandom(release, wishes)),
    ];
    const written = given.filter(({ kind }) => kind === 'written').length;
    say(
      `${release.preset}: ${pinnedVersion(release)}, ${given.length} scripts, ${written} written`,
    );
    for (const { kind, text } of given) if (kind === 'failed') say(text);
    verdicts.push(...given);
  }
  const randomSets = new Set(randomSetIds.map(randomSetFile));
  const lost = wishes.only === '' ? orphans(scripts).filter((path) => !randomSets.has(path)) : [];
  for (const path of lost) say(`${path}: no script asks for this recording`);
  const failures = verdicts.filter(({ kind }) => kind === 'failed').length + lost.length;
  say(`${verdicts.length - failures + lost.length} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

process.exitCode = await main();
