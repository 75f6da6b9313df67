/** Texts of the static pages: paragraphs with `code`, and the glossary's terms as links to it. */

import { Fragment, type ReactElement } from 'react';
import type { ClaimedSentence } from '#tutor/lesson.ts';
import { type LinkedPiece, parts } from '#tutor/term_links.ts';
import { useHref, usePageSite } from './page_site.ts';

/** Paragraphs, as a lesson's words have them. */
export function Prose({ text }: { readonly text: string }): ReactElement {
  const paragraphs = text.split(/\n{2,}/);
  const drawn = useBlock(paragraphs);
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <p key={paragraph}>{drawn[index]}</p>
      ))}
    </>
  );
}

/** Sentences without what they rest on. */
export function Claimed(props: {
  readonly paragraphs: readonly (readonly ClaimedSentence[])[];
}): ReactElement {
  const { paragraphs } = props;
  const drawn = useBlock(paragraphs.flat().map(({ text }) => text));
  let sentence = 0;
  return (
    <>
      {paragraphs.map((sentences) => (
        <p key={sentences[0]?.claim}>
          {sentences.map(({ claim }) => (
            <Fragment key={claim}>{drawn[sentence++]} </Fragment>
          ))}
        </p>
      ))}
    </>
  );
}

/** One text that stands in a line or a cell, with its terms as links. */
export function Linked({ text }: { readonly text: string }): ReactElement {
  const [drawn] = useBlock([text]);
  return <>{drawn}</>;
}

/** One text without links: it may stand in a link or a heading. */
export function Line({ text }: { readonly text: string }): ReactElement {
  return <Pieces pieces={parts(text).map((part) => ({ ...part, term: undefined }))} />;
}

function useBlock(texts: readonly string[]): readonly ReactElement[] {
  const { terms } = usePageSite().content;
  return terms
    .block(texts)
    .map((pieces, index) => <Pieces key={index.toString()} pieces={pieces} />);
}

function Pieces({ pieces }: { readonly pieces: readonly LinkedPiece[] }): ReactElement {
  const href = useHref();
  let place = 0;
  return (
    <>
      {pieces.map(({ text, code, term }) => {
        const key = ++place;
        const shown = code ? <code>{text}</code> : text;
        if (term === undefined) return <Fragment key={key}>{shown}</Fragment>;
        return (
          <a key={key} className="page-term" href={href({ kind: 'list', list: 'glossary' }, term)}>
            {shown}
          </a>
        );
      })}
    </>
  );
}

/** A text of its own, as a title or a description has it. */
export function plain(text: string): string {
  return text.replaceAll('`', '').replace(/\s+/g, ' ').trim();
}
