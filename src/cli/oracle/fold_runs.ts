/**
 * Folds several runs of the same script into one recording. Stretches of a lane that came in different
 * orders become sets, the shortest possible; anything else that differs is a fault of the script.
 */

import { assert } from '#base/assert.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { RecordedLane, RecordedStep, Run } from './recording.ts';

/** The lanes of all runs in one, or why they cannot be. `mayBeUnordered` names lanes, `*` at the end matches. */
export function foldRuns(
  runs: readonly Run[],
  mayBeUnordered: readonly string[],
): Result<readonly RecordedLane[], string> {
  const names = [...new Set(runs.flatMap((run) => run.map(({ lane }) => lane)))].sort();
  const lanes: RecordedLane[] = [];
  for (const name of names) {
    const versions = runs.map((run) => run.find(({ lane }) => lane === name)?.entries ?? []);
    const steps = foldLane(versions);
    if (steps === undefined) return fail(`lane "${name}" is not the same in every run`);
    const marked = mayBeUnordered.some((mark) => matches(mark, name));
    const open = steps.find((step) => step.kind === 'unordered');
    if (open !== undefined && !marked) {
      return fail(
        `lane "${name}" comes in several orders, but is not marked: ${JSON.stringify(open)}`,
      );
    }
    lanes.push({ lane: name, steps });
  }
  return ok(lanes);
}

function matches(mark: string, name: string): boolean {
  return mark.endsWith('*') ? name.startsWith(mark.slice(0, -1)) : mark === name;
}

/** Undefined when the runs differ in more than the order. */
function foldLane(
  versions: readonly (readonly JsonValue[])[],
): readonly RecordedStep[] | undefined {
  const [first, ...others] = versions;
  assert(first !== undefined, 'at least one run must be folded');
  if (others.some((entries) => entries.length !== first.length)) return undefined;
  const wanted = first.map((entry) => canonicalJson(entry));
  const counts = others.map((entries) => ({
    texts: entries.map((entry) => canonicalJson(entry)),
    balance: new Balance(),
  }));
  const steps: RecordedStep[] = [];
  let begin = 0;
  for (let at = 0; at < first.length; at++) {
    for (const { texts, balance } of counts) {
      balance.add(wanted[at] ?? '', 1);
      balance.add(texts[at] ?? '', -1);
    }
    if (counts.some(({ balance }) => !balance.isEven)) continue;
    steps.push(stepOf(first.slice(begin, at + 1)));
    begin = at + 1;
  }
  return begin === first.length ? steps : undefined;
}

function stepOf(entries: readonly JsonValue[]): RecordedStep {
  const [entry] = entries;
  if (entries.length === 1 && entry !== undefined) return { kind: 'entry', entry };
  const sorted = [...entries].sort((left, right) =>
    canonicalJson(left) < canonicalJson(right) ? -1 : 1,
  );
  return { kind: 'unordered', entries: sorted };
}

/** Counts texts up and down; even when all counts are zero. */
class Balance {
  readonly #counts = new Map<string, number>();

  add(text: string, by: 1 | -1): void {
    const count = (this.#counts.get(text) ?? 0) + by;
    if (count === 0) this.#counts.delete(text);
    else this.#counts.set(text, count);
  }

  get isEven(): boolean {
    return this.#counts.size === 0;
  }
}
