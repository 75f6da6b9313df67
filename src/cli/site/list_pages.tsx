/** The lists as pages: what there is to learn from, questions, terms, notes, and a page that leads to all of them. */

import type { ReactElement } from 'react';
import type { LibraryEntry, Target } from '#tutor/library.ts';
import { inTracks } from '#tutor/tracks.ts';
import { useAppWords, useHref, usePageSite, usePlaceOf } from './page_site.ts';
import { Line } from './prose.tsx';
import type { ContentList } from './site_content.ts';
import { type Kind, type ListPage, listNames } from './site_paths.ts';

export function HomePage(): ReactElement {
  const { words } = usePageSite().content;
  const href = useHref();
  return (
    <article>
      <h1>{words.homeTitle}</h1>
      <p className="page-objective">{words.homeText}</p>
      <ul className="page-list">
        {listNames.map((list) => (
          <li key={list}>
            <a href={href({ kind: 'list', list })}>{words.lists[list]}</a>
          </li>
        ))}
        <li>
          <a href={href({ kind: 'fidelity' })}>{words.lists.fidelity}</a>
        </li>
      </ul>
    </article>
  );
}

export function ListOfPage({ list }: { readonly list: ListPage }): ReactElement {
  const pages: Readonly<Record<ListPage, () => ReactElement>> = {
    lessons: () => <LessonsPage />,
    exhibits: () => <ShelfPage kind="exhibit" />,
    presets: () => <ShelfPage kind="preset" />,
    questions: () => <QuestionsPage />,
    glossary: () => <GlossaryPage />,
    notes: () => <NotesPage />,
  };
  return pages[list]();
}

interface Named {
  readonly kind: Kind;
  readonly address: string;
  readonly id: string;
  readonly title: string;
  readonly objective: string;
}

function LessonsPage(): ReactElement {
  const { words, lessons } = usePageSite().content;
  const { tracks } = useAppWords().lesson;
  const named = lessons.map(
    ({ address, item, text }): Named => ({ kind: 'lesson', address, id: item.id, ...text }),
  );
  return (
    <article>
      <h1>{words.lists.lessons}</h1>
      <p className="page-objective">{words.about.lessons}</p>
      {inTracks(named).map(([track, entries]) => (
        <section key={track}>
          <h2>{words.track(track, tracks[track])}</h2>
          <Entries entries={entries} />
        </section>
      ))}
    </article>
  );
}

function ShelfPage({ kind }: { readonly kind: 'exhibit' | 'preset' }): ReactElement {
  const { words, exhibits, presets } = usePageSite().content;
  const list = `${kind}s` as const;
  const entries =
    kind === 'exhibit'
      ? exhibits.map(({ address, item, text }) => ({ kind, address, id: item.id, ...text }))
      : presets.map(({ address, text }) => ({ kind, address, id: '', ...text }));
  return (
    <article>
      <h1>{words.lists[list]}</h1>
      <p className="page-objective">{words.about[list]}</p>
      <Entries entries={entries} />
    </article>
  );
}

function Entries({ entries }: { readonly entries: readonly Named[] }): ReactElement {
  const href = useHref();
  return (
    <ul className="page-entries">
      {entries.map(({ kind, address, id, title, objective }) => (
        <li key={address}>
          <a href={href({ kind, address })}>
            {id === '' ? '' : `${id} `}
            <Line text={title} />
          </a>
          <p>
            <Line text={objective} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function QuestionsPage(): ReactElement {
  const { questions } = usePageSite().content.lists;
  return (
    <article>
      <ListHead list={questions} />
      <ol className="page-rows">
        {rowsOf(questions).map(({ id, entry, targets }) => (
          <li key={id} id={id}>
            <h2>
              <span className="page-number">{id}</span> <Line text={entry.head} />
            </h2>
            <p>
              <Line text={entry.body} />
            </p>
            <Targets targets={targets} />
          </li>
        ))}
      </ol>
    </article>
  );
}

function GlossaryPage(): ReactElement {
  const { glossary } = usePageSite().content.lists;
  return (
    <article>
      <ListHead list={glossary} />
      <dl className="page-rows">
        {rowsOf(glossary).map(({ id, entry, targets }) => (
          <div key={id} id={id}>
            <dt>
              <Line text={entry.head} />
            </dt>
            <dd>
              <p>
                <Line text={entry.body} />
              </p>
              <Targets targets={targets} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function NotesPage(): ReactElement {
  const { coverage } = usePageSite().content.lists;
  const words = useAppWords().library;
  return (
    <article>
      <ListHead list={coverage} />
      <dl className="page-rows">
        {rowsOf(coverage).map(({ id, entry, targets }) => (
          <div key={id} id={id}>
            <dt>
              <Line text={entry.head} />
            </dt>
            <dd>
              <p>
                <Line text={entry.body} />
              </p>
              <p className="page-note">{words.answeredIn}</p>
              <Targets targets={targets} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function ListHead({ list }: { readonly list: ContentList }): ReactElement {
  return (
    <>
      <h1>{list.text.title}</h1>
      <p className="page-objective">
        <Line text={list.text.objective} />
      </p>
    </>
  );
}

interface Row {
  readonly id: string;
  readonly targets: readonly Target[];
  readonly entry: LibraryEntry;
}

function rowsOf({ rows, text }: ContentList): readonly Row[] {
  return rows.flatMap(({ id, targets }): readonly Row[] => {
    const entry = text.entries.get(id);
    return entry === undefined ? [] : [{ id, targets, entry }];
  });
}

/** Where it is answered or seen; what is not there yet is marked. */
function Targets({ targets }: { readonly targets: readonly Target[] }): ReactElement {
  const placeOf = usePlaceOf();
  const { coming } = useAppWords().library;
  return (
    <ul className="page-targets">
      {targets.map((target) => {
        const place = placeOf(target);
        return (
          <li key={target}>
            {place === undefined ? (
              <span className="page-note">
                {target} ({coming})
              </span>
            ) : (
              <a href={place.href}>
                <Line text={place.label} />
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
