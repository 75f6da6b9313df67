/**
 * An exhibit of the bug museum: a bug that real controllers had, made to happen by a script, a machine
 * check that it is there, and repairs to choose from. The right one silences the check under the same
 * faults; the tempting wrong ones do not.
 */

import type { ProfileName } from '#trace/profile.ts';
import type { ClaimedSentence, Claims, GoalMode, Predicate, Reading } from './lesson.ts';

/** What may be done about the bug. */
export interface Repair {
  readonly id: string;
  readonly right: boolean;
  /** Statements that stand at the script's `$repair`, one a line. */
  readonly statements: readonly string[];
  /** The client-go that the program is built with instead. */
  readonly profile?: ProfileName;
}

export interface Exhibit {
  /** `B04`, as the curriculum numbers it. */
  readonly id: string;
  /** `tombstone`: its folder is `B04-tombstone`, its address the same. */
  readonly slug: string;
  readonly profile: ProfileName;
  readonly seed: string;
  readonly focus: string;
  /** One line of it is `$repair`, where the statements of the broken code or of a repair stand. */
  readonly script: string;
  /** What stands at `$repair` in the broken run. */
  readonly broken: readonly string[];
  /** Holds while the bug is there. */
  readonly oracle: { readonly predicate: Predicate; readonly mode: GoalMode };
  /** Holds at the end under each right repair: what the program is there for is done. */
  readonly works: Predicate;
  readonly repairs: readonly Repair[];
  /** Where it really happened: `kubernetes/kubernetes#59848`. */
  readonly issues: readonly string[];
  /** The open place that repairs fill, so that its pieces can be read. */
  readonly workbench?: { readonly program: string; readonly slot: string };
  readonly reading: readonly Reading[];
  readonly claims: Claims;
  readonly errors: readonly string[];
  readonly strip: readonly Predicate[];
}

/** The words of an exhibit in one language. */
export interface ExhibitText {
  readonly title: string;
  readonly objective: string;
  /** What happened, and where. */
  readonly real: string;
  readonly mechanism: readonly (readonly ClaimedSentence[])[];
  /** What to look at while it plays. */
  readonly watch: readonly string[];
  readonly repairs: Readonly<Record<string, RepairText>>;
  readonly principle: readonly (readonly ClaimedSentence[])[];
  readonly strip: readonly string[];
}

export interface RepairText {
  readonly title: string;
  /** Shown once its run has been seen: why it helps, or why it does not. */
  readonly text: string;
}

/** The script of an exhibit with statements at its `$repair`. */
export function scriptWith(
  exhibit: Pick<Exhibit, 'script'>,
  statements: readonly string[],
): string {
  return exhibit.script.replace(/^\$repair$/m, () => statements.join('\n'));
}
