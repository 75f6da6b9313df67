/** A lesson's words: paragraphs, with `identifiers` set as code. */

import { Fragment, type ReactElement } from 'react';

export function Words({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>
          <Line text={paragraph} />
        </p>
      ))}
    </>
  );
}

/** One line of words. */
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
