/** An exhibit to read: what happened, the broken code, and every repair with what becomes of it out of sight. */

import type { ReactElement } from 'react';
import { profiles } from '#trace/profile.ts';
import type { Exhibit, ExhibitText, Repair } from '#tutor/exhibit.ts';
import {
  Code,
  Errors,
  Evidence,
  Neighbours,
  PageHead,
  Part,
  ReadTheGo,
  Statements,
  StripFigures,
} from './page_parts.tsx';
import { useAppWords, usePageSite } from './page_site.ts';
import { Claimed, Line, Linked, Prose } from './prose.tsx';
import type { Told } from './site_content.ts';

export function ExhibitPage({ told }: { readonly told: Told<Exhibit, ExhibitText> }): ReactElement {
  const { address, item, text, tag } = told;
  const { content } = usePageSite();
  const app = useAppWords().lesson;
  const home = {
    claims: item.claims,
    step: (id: string) => text.repairs[id]?.title ?? text.title,
    lesson: undefined,
  };
  return (
    <article lang={tag}>
      <PageHead
        kicker={app.exhibitNumber(String(Number(item.id.slice(1))))}
        title={text.title}
        objective={text.objective}
        tag={tag}
      />
      <StripFigures kind="exhibit" address={address} lines={text.strip} />
      <Part title={app.watch}>
        <ol className="page-list">
          {text.watch.map((line) => (
            <li key={line}>
              <Linked text={line} />
            </li>
          ))}
        </ol>
      </Part>
      <Part title={app.reallyHappened}>
        <Prose text={text.real} />
        <Issues issues={item.issues} />
      </Part>
      <Part title={app.mechanism}>
        <Claimed paragraphs={text.mechanism} />
      </Part>
      <Part title={app.brokenCode}>
        <Statements statements={item.broken} />
      </Part>
      <Part title={app.repairs}>
        <p className="page-note">{content.words.repairsAbout}</p>
        {item.repairs.map((repair) => (
          <RepairSection key={repair.id} repair={repair} text={text} />
        ))}
      </Part>
      <blockquote className="page-principle">
        <Claimed paragraphs={text.principle} />
      </blockquote>
      <Evidence home={home} paragraphs={[...text.mechanism, ...text.principle]} />
      <ReadTheGo reading={item.reading} profile={item.profile} />
      <Errors errors={item.errors} />
      <Part title={content.words.wholeScript}>
        <Code text={item.script.replace(/^\$repair$/m, () => item.broken.join('\n'))} />
      </Part>
      <Neighbours
        kind="exhibit"
        address={address}
        all={content.exhibits.map((each) => ({ address: each.address, title: each.text.title }))}
      />
    </article>
  );
}

function Issues({ issues }: { readonly issues: readonly string[] }): ReactElement | null {
  if (issues.length === 0) return null;
  return (
    <ul className="page-list">
      {issues.map((issue) => (
        <li key={issue}>
          <a href={`https://github.com/${issue.replace('#', '/issues/')}`} rel="noreferrer">
            {issue}
          </a>
        </li>
      ))}
    </ul>
  );
}

function RepairSection(props: {
  readonly repair: Repair;
  readonly text: ExhibitText;
}): ReactElement {
  const { repair, text } = props;
  const { words } = usePageSite().content;
  const said = text.repairs[repair.id];
  return (
    <section className="page-step">
      <h3>
        <Line text={said?.title ?? repair.id} />
      </h3>
      <Statements statements={repair.statements} />
      {repair.profile !== undefined && (
        <p className="page-note">client-go {profiles[repair.profile].release}</p>
      )}
      <details>
        <summary>{words.showAnswer}</summary>
        <p>
          <strong>{repair.right ? words.helps : words.doesNotHelp}</strong>
        </p>
        <Prose text={said?.text ?? ''} />
      </details>
    </section>
  );
}
