/** A scene for talks to read: the question, what to say at each cue, and the script that proves it. */

import type { ReactElement } from 'react';
import { profiles } from '#trace/profile.ts';
import type { Preset, PresetText } from '#tutor/preset.ts';
import { Code, Neighbours, PageHead, Part, StripFigures } from './page_parts.tsx';
import { useAppWords, usePageSite } from './page_site.ts';
import { Linked, Prose } from './prose.tsx';
import type { Told } from './site_content.ts';

export function PresetPage({ told }: { readonly told: Told<Preset, PresetText> }): ReactElement {
  const { address, item, text, tag } = told;
  const { content } = usePageSite();
  const { words } = content;
  const { lesson: app, library } = useAppWords();
  const releases = item.profiles.map((profile) => profiles[profile].release);
  return (
    <article lang={tag}>
      <PageHead
        kicker={library.kinds.preset}
        title={text.title}
        objective={text.objective}
        tag={tag}
      />
      <Part title={app.ask}>
        <Prose text={text.predict} />
      </Part>
      <StripFigures kind="preset" address={address} lines={text.strip} />
      <Part title={words.cues}>
        <ol className="page-list">
          {text.watch.map((line) => (
            <li key={line}>
              <Linked text={line} />
            </li>
          ))}
        </ol>
      </Part>
      <Part title={words.wholeScript}>
        <Code text={item.script} />
        <p className="page-note">
          {words.profiles} {releases.join(', ')}
        </p>
      </Part>
      <Neighbours
        kind="preset"
        address={address}
        all={content.presets.map((each) => ({ address: each.address, title: each.text.title }))}
      />
    </article>
  );
}
