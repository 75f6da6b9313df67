/** Says what a sentence rests on: the kind of evidence, and the evidence itself. */

import type { Words } from '#messages/en/ui/words.ts';
import type { Claims, ClaimTie, Lesson } from './lesson.ts';

/** Whose claims they are. */
export interface ClaimHome {
  readonly claims: Claims;
  /** What a step, or a run of an exhibit, is called. */
  readonly step: (id: string) => string;
  /** `undefined` for an exhibit. */
  readonly lesson: Lesson | undefined;
}

/** What kind of evidence it is, and the evidence in the words of script, catalogue or transcript. */
export function restsOn(
  tie: ClaimTie,
  { lesson, step }: ClaimHome,
  words: Words['lesson'],
): { readonly kind: string; readonly evidence: string } {
  if ('goal' in tie) {
    const [id, goal] = parts(tie.goal);
    const goals = lesson?.steps.find((each) => each.id === id)?.goals;
    const evidence = goals?.find((each) => each.id === goal)?.predicate ?? tie.goal;
    return { kind: words.tieGoal(step(id)), evidence };
  }
  if ('bet' in tie) {
    const option = lesson?.bet.options.find(({ id }) => id === tie.bet);
    const refuted = option === undefined || option.right ? undefined : option.refutedBy;
    return { kind: words.tieBet, evidence: refuted ?? lesson?.bet.provedBy ?? tie.bet };
  }
  if ('cell' in tie) {
    const [id, cell] = parts(tie.cell);
    const found = lesson?.steps.find((each) => each.id === id)?.grid?.cells[cell];
    return { kind: words.tieCell(step(id)), evidence: found ?? tie.cell };
  }
  if ('predicate' in tie) {
    const place = step(tie.after);
    const kind = lesson === undefined ? words.tiePredicateIn(place) : words.tiePredicate(place);
    return { kind, evidence: tie.predicate };
  }
  if ('catalogue' in tie) return { kind: words.tieCatalogue, evidence: tie.catalogue };
  if ('transcript' in tie) return { kind: words.tieTranscript, evidence: tie.transcript };
  return { kind: words.tieScript, evidence: tie.script };
}

function parts(path: string): readonly [step: string, rest: string] {
  const slash = path.indexOf('/');
  return [path.slice(0, slash), path.slice(slash + 1)];
}
