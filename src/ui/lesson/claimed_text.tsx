/** Sentences that say what is true. Behind each stands, small, what it rests on. */

import { Popover } from 'radix-ui';
import { Fragment, type ReactElement, useEffect, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import type { ClaimedSentence, Claims, ClaimTie, Lesson } from '#tutor/lesson.ts';
import { useWords } from '#ui/language/language.ts';
import { useLinkedBlock } from '#ui/library/linked_text.tsx';
import type { BehaviourRow, LessonCatalogue } from './lesson_catalogue.ts';

/** Whose claims they are. */
export interface ClaimHome {
  readonly claims: Claims;
  /** What a step, or a run of an exhibit, is called. */
  readonly step: (id: string) => string;
  /** `undefined` for an exhibit. */
  readonly lesson: Lesson | undefined;
}

interface ClaimedTextProps {
  readonly catalogue: LessonCatalogue;
  readonly home: ClaimHome;
  readonly paragraphs: readonly (readonly ClaimedSentence[])[];
}

export function ClaimedText({ catalogue, home, paragraphs }: ClaimedTextProps): ReactElement {
  const drawn = useLinkedBlock(paragraphs.flat().map(({ text }) => text));
  let sentence = 0;
  return (
    <>
      {paragraphs.map((sentences) => (
        <p key={sentences[0]?.claim}>
          {sentences.map(({ text, claim }) => {
            const tie = home.claims[claim];
            return (
              <Fragment key={claim}>
                {drawn[sentence++] ?? text}
                {tie !== undefined && <Tie catalogue={catalogue} home={home} tie={tie} />}{' '}
              </Fragment>
            );
          })}
        </p>
      ))}
    </>
  );
}

interface TieProps {
  readonly catalogue: LessonCatalogue;
  readonly home: ClaimHome;
  readonly tie: ClaimTie;
}

function Tie({ catalogue, home, tie }: TieProps): ReactElement {
  const words = useWords().lesson;
  const { kind, evidence } = restsOn(tie, home, words);
  return (
    <Popover.Root>
      <Popover.Trigger className="tie" aria-label={words.restsOn} title={words.restsOn}>
        <span aria-hidden="true">∴</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="tie-content" collisionPadding={12} sideOffset={4}>
          <p className="label">{kind}</p>
          <p>
            <code>{evidence}</code>
          </p>
          {'catalogue' in tie && <Behaviour catalogue={catalogue} row={tie.catalogue} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Behaviour(props: {
  readonly catalogue: LessonCatalogue;
  readonly row: string;
}): ReactElement | null {
  const { catalogue, row } = props;
  const words = useWords().lesson;
  const [rows, setRows] = useState<readonly BehaviourRow[]>([]);
  useEffect(() => {
    let gone = false;
    // The row's name says enough to go by where its tests cannot be fetched.
    catalogue.behaviour(row).then(
      (found) => gone || setRows(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [catalogue, row]);
  return (
    <ul className="tie-tests">
      {rows.map(({ upstreamFile, goTest, ourTest }) => (
        <li key={`${upstreamFile} ${goTest}`}>
          <code>{goTest}</code> <span className="label">{upstreamFile}</span>
          <p className="label">{words.testedBy(ourTest)}</p>
        </li>
      ))}
    </ul>
  );
}

/** What kind of evidence it is, and the evidence in the words of script, catalogue or transcript. */
function restsOn(
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
