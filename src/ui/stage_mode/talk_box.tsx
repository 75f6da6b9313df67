/** A box of the loop as a room sees it: the same frame as on the page, with nothing to press and few, large rows. */

import type { ReactElement, ReactNode } from 'react';
import { useWords } from '#ui/language/language.ts';
import type { Mood } from '#ui/stage/box.tsx';
import type { BoxName } from '#ui/stage/geometry.ts';
import { type Noun, nounAttribute } from '#ui/verbs/noun.ts';
import '#ui/stage/box.css';

export interface TalkBoxProps {
  readonly name: BoxName;
  readonly title: string;
  readonly chip: string;
  readonly mood?: Mood;
  /** What a right click on it is about. */
  readonly noun: Noun | undefined;
  readonly active?: boolean;
  readonly children: ReactNode;
}

export function TalkBox(props: TalkBoxProps): ReactElement {
  const { name, title, chip, mood = 'plain', noun, active = false, children } = props;
  return (
    <section
      data-box={name}
      className={active ? 'box active' : 'box'}
      aria-label={title}
      {...(noun === undefined ? {} : { 'data-noun': nounAttribute(noun) })}
    >
      <header className="box-head">
        <h2>{title}</h2>
        {chip !== '' && <span className={`chip ${mood}`}>{chip}</span>}
      </header>
      <div className="box-rail" aria-hidden="true" />
      <div className="talk-rows">{children}</div>
    </section>
  );
}

export function TalkRow(props: {
  readonly name: string;
  readonly tone?: 'warn' | 'bad' | 'muted' | undefined;
  readonly noun?: Noun | undefined;
  readonly children?: ReactNode;
}): ReactElement {
  const { name, tone, noun, children } = props;
  return (
    <div
      className={tone === undefined ? 'talk-row' : `talk-row ${tone}`}
      {...(noun === undefined ? {} : { 'data-noun': nounAttribute(noun) })}
      {...(noun?.kind === 'object' ? { 'data-object': noun.key } : {})}
    >
      <LongName text={name} />
      {children !== undefined && <span className="talk-side">{children}</span>}
    </div>
  );
}

/** What tells names of one owner apart stands at their end: the middle goes first where room is short. */
export function LongName({ text }: { readonly text: string }): ReactElement {
  const isName = text.length > 12 && /[-.]/.test(text);
  const cut = isName ? text.length - 6 : text.length;
  return (
    <span className="talk-name">
      <span className="talk-name-head">{text.slice(0, cut)}</span>
      {cut < text.length && <span>{text.slice(cut)}</span>}
    </span>
  );
}

export function TalkHeading({ children }: { readonly children: ReactNode }): ReactElement {
  return <p className="talk-heading">{children}</p>;
}

export function TalkMore({ count }: { readonly count: number }): ReactElement | null {
  const words = useWords().stageMode;
  return count === 0 ? null : <p className="talk-more">{words.more(count)}</p>;
}
