/** The lists: questions with their short answers, terms with their meanings, the learners' notes as a table. */

import { type ReactElement, type ReactNode, useState } from 'react';
import type { LibraryEntry } from '#tutor/library.ts';
import { parts } from '#tutor/term_links.ts';
import { useWords } from '#ui/language/language.ts';
import type { Library, List } from './library_source.ts';
import { TargetLinks } from './target_links.tsx';

interface ListPageProps {
  readonly library: Library;
  /** What the list is searched for when it opens. */
  readonly query: string;
}

export function QuestionsPage({ library, query }: ListPageProps): ReactElement {
  const list = library.lists.questions;
  return (
    <Filtered list={list} query={query}>
      {(rows) => (
        <ol className="questions">
          {rows.map(({ id, entry, targets }) => (
            <li key={id} id={id}>
              <h3>
                <span className="row-id">{id}</span> <Code text={entry.head} />
              </h3>
              <p>
                <Code text={entry.body} />
              </p>
              <TargetLinks library={library} targets={targets} />
            </li>
          ))}
        </ol>
      )}
    </Filtered>
  );
}

export function GlossaryPage({ library, query }: ListPageProps): ReactElement {
  const words = useWords().library;
  return (
    <Filtered list={library.lists.glossary} query={query}>
      {(rows) => (
        <dl className="glossary">
          {rows.map(({ id, entry, targets }) => (
            <div key={id} id={id}>
              <dt>
                <Code text={entry.head} />
              </dt>
              <dd>
                <p>
                  <Code text={entry.body} />
                </p>
                <p className="label">{words.seenAt}</p>
                <TargetLinks library={library} targets={targets} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Filtered>
  );
}

export function NotesPage({ library, query }: ListPageProps): ReactElement {
  const words = useWords().library;
  const { title, objective } = library.lists.coverage.text;
  return (
    <Filtered list={library.lists.coverage} query={query}>
      {(rows) => (
        <table className="notes">
          <caption>
            {title}. {objective}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.note}</th>
              <th scope="col">{words.verdict}</th>
              <th scope="col">{words.answeredIn}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, entry, targets }) => (
              <tr key={id} id={id}>
                <th scope="row">
                  <Code text={entry.head} />
                </th>
                <td>
                  <Code text={entry.body} />
                </td>
                <td>
                  <TargetLinks library={library} targets={targets} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Filtered>
  );
}

interface Row {
  readonly id: string;
  readonly targets: readonly string[];
  readonly entry: LibraryEntry;
}

function Filtered(props: {
  readonly list: List;
  readonly query: string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}): ReactElement {
  const { list, query, children } = props;
  const words = useWords().library;
  const [typed, setTyped] = useState(query);
  const all = list.rows.flatMap(({ id, targets }): readonly Row[] => {
    const entry = list.text.entries.get(id);
    return entry === undefined ? [] : [{ id, targets, entry }];
  });
  const rows = all.filter((row) => fits(row, typed));
  return (
    <>
      <label className="library-search list-filter">
        <span className="visually-hidden">{words.filter}</span>
        <input
          type="search"
          value={typed}
          placeholder={words.filter}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span role="status" className="label">
          {words.shownOf(rows.length, all.length)}
        </span>
      </label>
      {children(rows)}
    </>
  );
}

/** Every word that is typed stands somewhere in the row. */
function fits({ id, targets, entry }: Row, typed: string): boolean {
  const text = [id, ...targets, entry.head, ...entry.forms, entry.body].join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function Code({ text }: { readonly text: string }): ReactElement {
  let place = 0;
  return (
    <>
      {parts(text).map((part) => {
        const key = ++place;
        return part.code ? <code key={key}>{part.text}</code> : <span key={key}>{part.text}</span>;
      })}
    </>
  );
}
