/** Links to where something is answered or seen: lessons, steps, exhibits, scenes; what is not there yet is marked. */

import type { MouseEvent, ReactElement } from 'react';
import { standingOf, type Target } from '#tutor/library.ts';
import { useWords } from '#ui/language/language.ts';
import { hashOf } from '#ui/lesson/addresses.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { Card, Library } from './library_source.ts';
import { placeOfTarget } from './make_library.ts';

export function TargetLinks(props: {
  readonly library: Library;
  readonly targets: readonly Target[];
}): ReactElement {
  const { library, targets } = props;
  return (
    <ul className="targets">
      {targets.map((target) => (
        <li key={target}>
          <TargetLink library={library} target={target} />
        </li>
      ))}
    </ul>
  );
}

function TargetLink(props: { readonly library: Library; readonly target: Target }): ReactElement {
  const { library, target } = props;
  const words = useWords().library;
  const place = placeOfTarget(library, target);
  if (place === undefined || standingOf(target, library.shelf) !== 'there') {
    return (
      <span className="coming">
        {target} <span className="chip">{words.coming}</span>
      </span>
    );
  }
  const { card, step } = place;
  const title = card.steps.find(({ id }) => id === step)?.title;
  return (
    <CardLink card={card} step={step}>
      {card.kind === 'preset' ? '' : `${card.id} `}
      {card.title}
      {title === undefined ? '' : `: ${title}`}
    </CardLink>
  );
}

/** A link that others may copy; followed here, it opens what it names without leaving the page. */
export function CardLink(props: {
  readonly card: Card;
  readonly step?: string | undefined;
  readonly children: React.ReactNode;
}): ReactElement {
  const { card, step, children } = props;
  const { acts } = usePlayground();
  const address = step === undefined ? card.address : `${card.address}/${step}`;
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    acts.closeDialog();
    if (card.kind === 'preset') acts.openPreset(address);
    else acts.openLesson(address);
  };
  return (
    <a href={hashOf(card.kind, address)} onClick={follow}>
      {children}
    </a>
  );
}
