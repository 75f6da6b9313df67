/** What a box is, what is simplified in it, and where to read the Go that it mirrors. */

import { BookOpen } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { type UpstreamFile, upstreamOfBox } from '#messages/box_upstream.ts';
import type { BoxName } from '#messages/locale.ts';
import { upstreamAddress } from '#messages/upstream.ts';
import { profiles } from '#trace/profile.ts';
import { useLocale, useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { siteAddress } from '#ui/site_root.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import { type Simplification, simplificationsOf } from './simplification.ts';
import './box_card.css';

export function BoxCard(props: {
  readonly box: BoxName;
  readonly simplifications: () => Promise<readonly Simplification[]>;
}): ReactElement {
  const { box, simplifications } = props;
  const { acts, book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const { queue, release } = profiles[book.find(run)?.record.profile ?? 'classic'];
  const { labels, words } = useLocale();
  const { title, what, simplified } = labels.boxes[box];
  return (
    <PageDialog
      title={box === 'queue' ? queue : title}
      about={what}
      className="box-card"
      close={acts.closeDialog}
    >
      <div className="box-card-text">
        <section aria-labelledby="box-simplified">
          <h3 id="box-simplified">{words.boxCard.simplified}</h3>
          <p>{simplified}</p>
          <Notes fetched={simplifications} choose={(all) => simplificationsOf(box, queue, all)} />
        </section>
        <section aria-labelledby="box-go">
          <h3 id="box-go">{words.boxCard.readTheGo}</h3>
          <p className="label">{words.boxCard.pinned(release)}</p>
          <ul>
            {upstreamOfBox(box, queue).map((file) => (
              <GoFile key={file.repository + file.file} file={file} release={release} />
            ))}
          </ul>
        </section>
      </div>
    </PageDialog>
  );
}

function Notes(props: {
  readonly fetched: () => Promise<readonly Simplification[]>;
  readonly choose: (all: readonly Simplification[]) => readonly Simplification[];
}): ReactElement {
  const { fetched, choose } = props;
  const words = useWords().boxCard;
  const [all, setAll] = useState<readonly Simplification[] | 'waiting' | 'unreachable'>('waiting');
  useEffect(() => {
    let gone = false;
    const show = (found: typeof all): void => {
      if (!gone) setAll(found);
    };
    fetched().then(show, () => show('unreachable'));
    return () => {
      gone = true;
    };
  }, [fetched]);
  if (all === 'waiting') return <p className="label">{words.loading}</p>;
  return (
    <>
      {all === 'unreachable' ? (
        <p>{words.unreachable}</p>
      ) : (
        <dl>
          {choose(all).map(({ file, upstream, notes }) => (
            <div key={file}>
              <dt>
                <code>{upstream.split(' ').at(-1)}</code>
              </dt>
              {notes.map((note) => (
                <dd key={note}>{note}</dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      <p className="box-all">
        <a href={siteAddress('fidelity.html')}>{words.allDifferences}</a>
      </p>
    </>
  );
}

function GoFile(props: { readonly file: UpstreamFile; readonly release: string }): ReactElement {
  const { file, release } = props;
  return (
    <li>
      <a
        href={upstreamAddress({ ...file, function: '' }, release)}
        rel="noreferrer"
        target="_blank"
      >
        <BookOpen size={13} aria-hidden="true" /> {file.repository} {file.file}
      </a>
      <span className="box-functions">
        {file.functions.map((name) => (
          <code key={name}>{name}</code>
        ))}
      </span>
    </li>
  );
}
