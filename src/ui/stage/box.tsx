/** The frame of every box: its name and state, its menu of verbs, the rail, its data. */

import { EllipsisVertical } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { BoxName as AboutName } from '#messages/locale.ts';
import { useLocale, useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { type Noun, nounAttribute, nounTitle } from '#ui/verbs/noun.ts';
import type { BoxName } from './geometry.ts';
import { useBoxName } from './whose_boxes.ts';
import './box.css';

export type Mood = 'good' | 'busy' | 'bad' | 'plain';

export interface BoxProps {
  readonly name: BoxName;
  readonly title: string;
  readonly chip: string;
  readonly mood?: Mood;
  /** What its menu is about. */
  readonly noun: Noun | undefined;
  /** Something happens in it right now. */
  readonly active?: boolean;
  readonly children: ReactNode;
  /** Stands below the data and never scrolls away. */
  readonly foot?: ReactNode;
}

export function Box(props: BoxProps): ReactElement {
  const { name, title, chip, mood = 'plain', noun, active = false, children, foot } = props;
  const called = useBoxName(title);
  return (
    <section
      data-box={name}
      className={active ? 'box active' : 'box'}
      aria-label={called}
      {...(noun === undefined ? {} : { 'data-noun': nounAttribute(noun) })}
    >
      <header className="box-head">
        <h2>
          <TitleButton box={about[name]} title={title} />
        </h2>
        <span className={`chip ${mood}`}>{chip}</span>
        {noun !== undefined && <VerbButton noun={noun} box={about[name]} />}
      </header>
      <div className="box-rail" aria-hidden="true" />
      <BoxBody title={title} hasControls={name === 'server' || name === 'indexer'}>
        {children}
      </BoxBody>
      {foot}
    </section>
  );
}

/** A box scrolls when it is full: without a control of its own the keyboard must be able to come in. */
function BoxBody(props: {
  readonly title: string;
  readonly hasControls: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { title, hasControls, children } = props;
  const words = useWords().stage;
  if (hasControls) return <div className="box-body">{children}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable.
    <div className="box-body" role="group" aria-label={words.in(title)} tabIndex={0}>
      {children}
    </div>
  );
}

/** The boxes under the names by which texts know them. */
const about: Readonly<Record<BoxName, AboutName>> = {
  server: 'apiserver',
  reflector: 'reflector',
  queue: 'queue',
  indexer: 'indexer',
  handlers: 'handlers',
  workqueue: 'workqueue',
  workers: 'workers',
};

/** The title opens the card of the box: what it is, what is simplified in it, the Go that it mirrors. */
function TitleButton(props: { readonly box: AboutName; readonly title: string }): ReactElement {
  const { box, title } = props;
  const { acts } = usePlayground();
  const { labels, words } = useLocale();
  return (
    <button
      type="button"
      className="box-title"
      aria-haspopup="dialog"
      title={words.boxCard.opens(labels.boxes[box].what)}
      onClick={() => acts.openBox(box)}
    >
      {title}
    </button>
  );
}

/** Opens the verbs of a noun; the keyboard's way to every act. */
export function VerbButton(props: {
  readonly noun: Noun;
  readonly box?: AboutName | undefined;
}): ReactElement {
  const { noun, box } = props;
  const { acts } = usePlayground();
  const words = useWords().verbs;
  const title = nounTitle(noun, words);
  return (
    <button
      type="button"
      className="box-menu"
      aria-haspopup="menu"
      aria-label={words.whatCanBeDone(title)}
      title={words.whatCanBeDone(title)}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        // A click without a pointer came from the keyboard, which wants its place back.
        const opener = event.detail === 0 ? event.currentTarget : undefined;
        acts.openVerbs({ noun, box, x: left, y: bottom + 2, opener });
      }}
    >
      <EllipsisVertical size={15} aria-hidden="true" />
    </button>
  );
}

/** A group of rows under a small heading. */
export function Section(props: {
  readonly title: string;
  readonly side?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="box-section" role="group" aria-label={props.title}>
      <div className="label">
        <span>{props.title}</span>
        {props.side !== undefined && <span>{props.side}</span>}
      </div>
      {props.children}
    </div>
  );
}

/** Says how many rows are not shown. */
export function More({ total, shown }: { readonly total: number; readonly shown: number }) {
  const words = useWords().stage;
  if (total <= shown) return null;
  return <p className="label more">{words.more((total - shown).toLocaleString('en'))}</p>;
}
