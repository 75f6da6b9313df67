/**
 * What stands around the lessons: the questions that people ask, the words of the field, and the learners'
 * notes, each row with where it is answered.
 */

/**
 * Where to go: a lesson (`L08`) or one of its steps (`L08/ghost`), an exhibit (`B04`), or a preset by its
 * name (`tombstone`).
 */
export type Target = string;

/** A row of one of the lists. Its words stand in the list's text, under its id. */
export interface LibraryRow {
  readonly id: string;
  /** Where it is answered. What the curriculum names and is not there yet is marked as coming. */
  readonly targets: readonly Target[];
}

/** A row's words: a question and its answer, a term and its meaning, a note and its verdict. */
export interface LibraryEntry {
  readonly head: string;
  /** Other spellings, for links from texts; for terms only. */
  readonly forms: readonly string[];
  readonly body: string;
}

/** The words of a list in one language. */
export interface LibraryText {
  readonly title: string;
  readonly objective: string;
  readonly entries: ReadonlyMap<string, LibraryEntry>;
}

/** What can be gone to. */
export interface Shelf {
  /** By id: the steps of each lesson. */
  readonly lessons: ReadonlyMap<string, readonly string[]>;
  readonly exhibits: ReadonlySet<string>;
  readonly presets: ReadonlySet<string>;
}

/** A target that is there, or the curriculum's promise of one. */
export type Standing = 'there' | 'coming' | 'unknown';

/** What is wrong with the places that rows name, each with the row's id. */
export function targetProblems(rows: readonly LibraryRow[], shelf: Shelf): readonly string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { id, targets } of rows) {
    if (seen.has(id)) problems.push(`${id} stands there twice`);
    seen.add(id);
    if (targets.length === 0) problems.push(`${id} leads nowhere`);
    for (const target of targets) {
      if (standingOf(target, shelf) === 'unknown') {
        problems.push(`${id} leads to ${target}, which is neither there nor planned`);
      }
    }
  }
  return problems;
}

/** Whether a lesson, a step, an exhibit or a preset is there, or will be. */
export function standingOf(target: Target, { lessons, exhibits, presets }: Shelf): Standing {
  const [id = '', step] = target.split('/');
  if (/^[LB](0[1-9]|[12]\d|30)$/.test(id)) {
    const steps = lessons.get(id);
    if (steps === undefined && !exhibits.has(id)) return 'coming';
    return step === undefined || steps?.includes(step) === true ? 'there' : 'unknown';
  }
  if (presets.has(target)) return 'there';
  return plannedPresets.includes(target) ? 'coming' : 'unknown';
}

/** The curriculum's scenes for talks. */
export const plannedPresets: readonly string[] = [
  'resync-is-not-relist',
  'tombstone',
  'one-key-one-worker',
  'read-your-writes',
  'self-trigger',
  'poisoned-cache',
  'close-vs-gone',
  'time-travel',
  'slow-handler',
  'paused-leader',
  'delta-vs-real',
  'event-funnel',
  'bellerophon',
  'quiet-is-not-synced',
];
