/** What pages of lessons, exhibits and presets share: head, strip, code, Go to read, and the way on. */

import type { ReactElement, ReactNode } from 'react';
import type { LocaleTag } from '#messages/locale.ts';
import { upstreamAddress } from '#messages/upstream.ts';
import { parseStatement } from '#script/parse.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import type { ClaimedSentence, Reading } from '#tutor/lesson.ts';
import { type ClaimHome, restsOn } from '#tutor/tie_text.ts';
import { tallStripSvg } from '#view-model/strip_svg.ts';
import { stripText } from '#view-model/strip_text.ts';
import { useAppWords, useHref, usePageSite } from './page_site.ts';
import { Line, plain } from './prose.tsx';
import type { Kind } from './site_paths.ts';

interface HeadProps {
  readonly kicker: string;
  readonly title: string;
  readonly objective: string;
  /** The language of the words below. */
  readonly tag: LocaleTag;
}

export function PageHead({ kicker, title, objective, tag }: HeadProps): ReactElement {
  const { content } = usePageSite();
  return (
    <header>
      <p className="page-kicker">{kicker}</p>
      <h1>
        <Line text={title} />
      </h1>
      {tag !== content.locale.tag && (
        <p className="page-note" lang={content.locale.tag}>
          {content.locale.words.lesson.englishOnly}
        </p>
      )}
      <p className="page-objective">
        <Line text={objective} />
      </p>
      <noscript>
        <p className="page-note">{content.words.needsScript}</p>
      </noscript>
    </header>
  );
}

export function Part(props: {
  readonly title: string;
  readonly id?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** The run in five panels, each with its line; drawn once, the words large enough for one column of a phone. */
export function StripFigures(props: {
  readonly kind: Kind;
  readonly address: string;
  readonly lines: readonly string[];
}): ReactElement {
  const { kind, address, lines } = props;
  const { library, strip } = useAppWords();
  const panels = usePageSite().panelsOf(kind, address);
  return (
    <section className="page-strip-part" aria-labelledby="strip">
      <h2 id="strip">{library.strip}</h2>
      <ol className="page-strip">
        {lines.map((line, index) => {
          const panel = panels[index];
          const label = library.stripPanel(index + 1);
          return (
            <li key={line}>
              <figure>
                {panel !== undefined && (
                  <div
                    className="page-panel"
                    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, its words escaped.
                    dangerouslySetInnerHTML={{
                      __html: tallStripSvg(panel, `${label}. ${stripText(panel, strip)}`, strip),
                    }}
                  />
                )}
                <figcaption>
                  <span className="page-number">{index + 1}</span> {plain(line)}
                </figcaption>
              </figure>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Statements as what they put in place: code as its source, anything else as it is written. */
export function Statements({
  statements,
}: {
  readonly statements: readonly string[];
}): ReactElement {
  const { pieces: sources } = usePageSite().content;
  const lines = statements.flatMap((statement) => {
    const parsed = parseStatement(statement);
    if (!parsed.ok || parsed.value.command.kind !== 'program.code') return [statement];
    const { program, slot, pieces } = parsed.value.command;
    return pieces.map((piece) => sources[program]?.[slot]?.[piece] ?? piece);
  });
  return <Code text={lines.join('\n')} />;
}

export function Code({ text }: { readonly text: string }): ReactElement {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, by keyboard as well.
    <pre className="page-code" lang="en" tabIndex={0}>
      <code>{text.trim()}</code>
    </pre>
  );
}

export function ReadTheGo(props: {
  readonly reading: readonly Reading[];
  readonly profile: ProfileName;
}): ReactElement | null {
  const { reading, profile } = props;
  const { readGo } = usePageSite().content.words;
  if (reading.length === 0) return null;
  return (
    <Part title={readGo}>
      <ul className="page-list">
        {reading.map(({ repository, file, functions }) => (
          <li key={`${repository} ${file}`}>
            <a
              href={upstreamAddress(
                { repository, file, function: functions[0] ?? '' },
                profiles[profile].release,
              )}
              rel="noreferrer"
            >
              <code>{file}</code>
            </a>{' '}
            <span className="page-note">{functions.join(', ')}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Errors({ errors }: { readonly errors: readonly string[] }): ReactElement | null {
  const { words } = usePageSite().content;
  if (errors.length === 0) return null;
  return (
    <Part title={words.explains}>
      <ul className="page-list" lang="en">
        {errors.map((error) => (
          <li key={error}>
            <code>{error}</code>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What each sentence rests on, in the words of script, catalogue or transcript. */
export function Evidence(props: {
  readonly home: ClaimHome;
  readonly paragraphs: readonly (readonly ClaimedSentence[])[];
}): ReactElement {
  const { home, paragraphs } = props;
  const { words } = usePageSite().content;
  const { lesson } = useAppWords();
  return (
    <details>
      <summary>{words.evidence}</summary>
      <ol className="page-list">
        {paragraphs.flat().map(({ text, claim }) => {
          const tie = home.claims[claim];
          if (tie === undefined) return null;
          const { kind, evidence } = restsOn(tie, home, lesson);
          return (
            <li key={claim}>
              <Line text={text} />{' '}
              <span className="page-note">
                {kind}: <code>{evidence}</code>
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

interface Neighbour {
  readonly address: string;
  readonly title: string;
}

/** The page before and the page behind, in the order of their list. */
export function Neighbours(props: {
  readonly kind: Kind;
  readonly address: string;
  readonly all: readonly Neighbour[];
}): ReactElement {
  const { kind, address, all } = props;
  const { words } = usePageSite().content;
  const href = useHref();
  const here = all.findIndex((each) => each.address === address);
  const ways = [
    ['prev', words.previous, all[here - 1]],
    ['next', words.following, all[here + 1]],
  ] as const;
  const list = `${kind}s` as const;
  return (
    <nav className="page-neighbours" aria-label={`${words.previous} / ${words.following}`}>
      {ways.map(
        ([rel, word, to]) =>
          to !== undefined && (
            <a key={rel} rel={rel} href={href({ kind, address: to.address })}>
              <span className="page-note">{word}</span> <Line text={to.title} />
            </a>
          ),
      )}
      <a href={href({ kind: 'list', list })}>{words.lists[list]}</a>
    </nav>
  );
}
