/** Sentences that say what is true. Behind each stands, small, what it rests on. */

import { Popover } from 'radix-ui';
import { Fragment, type ReactElement, useEffect, useState } from 'react';
import type { ClaimedSentence, ClaimTie } from '#tutor/lesson.ts';
import { type ClaimHome, restsOn } from '#tutor/tie_text.ts';
import { useWords } from '#ui/language/language.ts';
import { useLinkedBlock } from '#ui/library/linked_text.tsx';
import type { BehaviourRow, LessonCatalogue } from './lesson_catalogue.ts';

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
