/** A lesson's words: paragraphs, with `identifiers` set as code, and terms as links. */

import { Fragment, type ReactElement } from 'react';
import { useLinkedBlock } from '#ui/library/linked_text.tsx';

export function Words({ text }: { readonly text: string }): ReactElement {
  const paragraphs = text.split(/\n{2,}/);
  const drawn = useLinkedBlock(paragraphs);
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <p key={paragraph}>{drawn[index]}</p>
      ))}
    </>
  );
}

/** One line of words, without links: it may stand in a button or a label. */
export function Line({ text }: { readonly text: string }): ReactElement {
  let place = 0;
  return (
    <>
      {text.split(/(`[^`]+`)/).map((part) => {
        const key = ++place;
        return part.startsWith('`') ? (
          <code key={key}>{part.slice(1, -1)}</code>
        ) : (
          <Fragment key={key}>{part}</Fragment>
        );
      })}
    </>
  );
}
