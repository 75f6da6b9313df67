/**
 * Proves an exhibit: its oracle fires on the broken code, under every wrong repair and under every
 * schedule, and is silent under a right one, which still does what the program is there for.
 */

import type { ProfileName } from '#trace/profile.ts';
import { type OpenRun, shuffledSeeds } from './checked_run.ts';
import { type Exhibit, scriptWith } from './exhibit.ts';
import { GoalProgress } from './goal_progress.ts';
import { stripPanels } from './lesson_text.ts';
import { type StripMoment, StripSearch } from './strip_search.ts';

interface Played {
  readonly fired: boolean;
  readonly found: string;
  readonly works: boolean;
  readonly predicates: (predicate: string) => boolean;
}

export function checkExhibit(
  exhibit: Exhibit,
  open: OpenRun,
  seeds: readonly string[] = shuffledSeeds,
): readonly string[] {
  const problems: string[] = [];
  const report = (what: string): void => {
    problems.push(`${exhibit.id}: ${what}`);
  };
  if (!/^\$repair$/m.test(exhibit.script)) report('the script has no line $repair');
  if (!exhibit.repairs.some(({ right }) => right)) report('no repair is right');
  if (exhibit.repairs.every(({ right }) => right)) report('no repair is wrong');
  for (const seed of [undefined, ...seeds]) {
    if (problems.length > 0) break;
    const under = seed === undefined ? '' : ` (${seed})`;
    const strip = new StripSearch(seed === undefined ? exhibit.strip : []);
    const broken = play(exhibit, { statements: exhibit.broken, seed, open, strip });
    if (typeof broken === 'string') report(`broken${under}: ${broken}`);
    else {
      if (!broken.fired) report(`broken${under}: the oracle is silent, found ${broken.found}`);
      if (seed === undefined && strip.moments.length < stripPanels) {
        report(`the strip never comes to ${exhibit.strip[strip.moments.length] ?? 'five moments'}`);
      }
      for (const [id, tie] of Object.entries(exhibit.claims)) {
        if ('predicate' in tie && tie.after === 'broken' && !broken.predicates(tie.predicate)) {
          report(`the claim ${id} does not hold in the broken run${under}`);
        }
      }
    }
    for (const repair of exhibit.repairs) {
      const played = play(exhibit, { ...repair, seed, open });
      const name = `repair ${repair.id}${under}`;
      if (typeof played === 'string') report(`${name}: ${played}`);
      else if (played.fired === repair.right) {
        report(
          `${name}: the oracle is ${played.fired ? 'not silent' : 'silent'}, found ${played.found}`,
        );
      } else if (repair.right && !played.works) report(`${name}: ${exhibit.works} does not hold`);
      if (typeof played === 'string') continue;
      for (const [id, tie] of Object.entries(exhibit.claims)) {
        if ('predicate' in tie && tie.after === repair.id && !played.predicates(tie.predicate)) {
          report(`the claim ${id} does not hold under ${name}`);
        }
      }
    }
  }
  return problems;
}

/** The moments of the broken run's strip. */
export function exhibitStrip(exhibit: Exhibit, open: OpenRun): readonly StripMoment[] {
  const strip = new StripSearch(exhibit.strip);
  play(exhibit, { statements: exhibit.broken, seed: undefined, open, strip });
  return strip.moments;
}

interface Playing {
  readonly statements: readonly string[];
  readonly profile?: ProfileName;
  readonly seed: string | undefined;
  readonly open: OpenRun;
  readonly strip?: StripSearch;
}

function play(
  exhibit: Exhibit,
  { statements, profile, seed, open, strip }: Playing,
): Played | string {
  const run = open({
    name: exhibit.id,
    script: scriptWith(exhibit, statements),
    profile: profile ?? exhibit.profile,
    seed: seed ?? exhibit.seed,
    shuffled: seed !== undefined,
  });
  if (typeof run === 'string') return `the script is at fault: ${run}`;
  const failures = run.failures();
  if (failures.length > 0) return failures.join('; ');
  const goal = { id: 'oracle', ...exhibit.oracle };
  const step = { id: 'run', goals: [goal], solution: [] };
  const progress = new GoalProgress({ steps: [step] }, run.object);
  for (const event of run.takeEvents()) {
    progress.apply(event);
    strip?.apply(event, progress.world, 0);
  }
  progress.passTo(run.now());
  const [state] = progress.goals(step);
  return {
    fired: state?.reached ?? false,
    found: state?.found ?? '',
    works: progress.holds(exhibit.works).held,
    predicates: (predicate) => progress.holds(predicate).held,
  };
}
