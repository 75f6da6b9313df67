/** A block of texts with its `code`, and with the glossary's terms as links, each at its first place. */

import { Popover } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';
import { type LinkedPiece, parts } from '#tutor/term_links.ts';
import { useLocale } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { Library } from './library_source.ts';
import { TargetLinks } from './target_links.tsx';
import { useLibrary } from './use_library.ts';
import './library.css';

/** The texts of a block, each as it is drawn. */
export function useLinkedBlock(texts: readonly string[]): readonly ReactElement[] {
  const library = useLibrary();
  if (library === undefined || library === 'failed') {
    return texts.map((text, index) => <Pieces key={index.toString()} pieces={unlinked(text)} />);
  }
  return library.terms
    .block(texts)
    .map((pieces, index) => <Pieces key={index.toString()} pieces={pieces} library={library} />);
}

/** A block of one text. */
export function LinkedText({ text }: { readonly text: string }): ReactElement {
  const [drawn] = useLinkedBlock([text]);
  return <>{drawn}</>;
}

function unlinked(text: string): readonly LinkedPiece[] {
  return parts(text).map((part) => ({ ...part, term: undefined }));
}

function Pieces(props: {
  readonly pieces: readonly LinkedPiece[];
  readonly library?: Library;
}): ReactElement {
  const { pieces, library } = props;
  let place = 0;
  return (
    <>
      {pieces.map(({ text, code, term }) => {
        const key = ++place;
        const shown = code ? <code>{text}</code> : text;
        if (term === undefined || library === undefined) {
          return <Fragment key={key}>{shown}</Fragment>;
        }
        return (
          <Term key={key} library={library} term={term}>
            {shown}
          </Term>
        );
      })}
    </>
  );
}

function Term(props: {
  readonly library: Library;
  readonly term: string;
  readonly children: ReactElement | string;
}): ReactElement {
  const { library, term, children } = props;
  const { words, tag } = useLocale();
  const { acts } = usePlayground();
  const { rows, text } = library.lists.glossary;
  const entry = text.entries.get(term);
  const targets = rows.find(({ id }) => id === term)?.targets ?? [];
  return (
    <Popover.Root>
      <Popover.Trigger className="term">{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="term-card"
          lang={tag}
          aria-label={entry?.head}
          collisionPadding={12}
          sideOffset={4}
        >
          <p className="term-name">{entry?.head}</p>
          <p>
            <Pieces pieces={unlinked(entry?.body ?? '')} />
          </p>
          <p className="label">{words.library.seenAt}</p>
          <TargetLinks library={library} targets={targets} />
          <button
            type="button"
            className="button small"
            onClick={() => acts.openLibrary({ page: 'glossary', query: entry?.head ?? '' })}
          >
            {words.library.inGlossary}
          </button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
