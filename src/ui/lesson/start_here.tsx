/** The Lesson tab before anything is open: three things to try, and everything that there is. */

import { CircleCheck, CircleDashed, Scissors } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { inTracks } from '#tutor/tracks.ts';
import { examples } from '#ui/apply/examples.ts';
import { useWords } from '#ui/language/language.ts';
import { LibraryDoor } from '#ui/library/library_door.tsx';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { type Learning, openedBy } from './learning.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { useProgress } from './progress.ts';
import { useTitles } from './use_titles.ts';

interface StartHereProps {
  readonly catalogue: LessonCatalogue;
  readonly learning: Learning;
}

export function StartHere({ catalogue, learning }: StartHereProps): ReactElement {
  const words = useWords().lesson;
  const { acts } = usePlayground();
  const titles = useTitles(catalogue);
  const open = (address: string): void => learning.store.setState({ opened: openedBy(address) });
  return (
    <div className="lesson">
      <p className="label kicker">{words.startLabel}</p>
      <h2>{words.startTitle}</h2>
      <p>{words.startText}</p>
      <FirstActs />
      <LibraryDoor />
      {titles !== undefined && (
        <>
          <section aria-label={words.lessons}>
            <h3 className="lessons-heading">{words.lessons}</h3>
            {inTracks(catalogue.lessons).map(([track, entries]) => (
              <div key={track} className="track-lessons">
                <h4 className="track">
                  <span>{track}</span> {words.tracks[track]}
                </h4>
                <List>
                  {entries.map(({ address }) => (
                    <Entry key={address} address={address} open={open}>
                      {titles.of(address)}
                    </Entry>
                  ))}
                </List>
              </div>
            ))}
          </section>
          <section aria-label={words.exhibits}>
            <h3 className="lessons-heading">{words.exhibits}</h3>
            <p>{words.exhibitsAbout}</p>
            <List>
              {catalogue.exhibits.map(({ address }) => (
                <Entry key={address} address={address} open={open}>
                  {titles.of(address)}
                </Entry>
              ))}
            </List>
          </section>
          <section aria-label={words.presets}>
            <h3 className="lessons-heading">{words.presets}</h3>
            <p>{words.presetsAbout}</p>
            <List>
              {catalogue.presets.map(({ address }) => (
                <li key={address}>
                  <button
                    type="button"
                    className="lesson-entry"
                    onClick={() => acts.openPreset(address)}
                  >
                    <span className="lesson-title">{titles.presetOf(address)}</span>
                  </button>
                </li>
              ))}
            </List>
          </section>
        </>
      )}
    </div>
  );
}

function List({ children }: { readonly children: ReactNode }): ReactElement {
  return <ul className="lessons">{children}</ul>;
}

function Entry(props: {
  readonly address: string;
  readonly open: (address: string) => void;
  readonly children: string;
}): ReactElement {
  const { address, open, children } = props;
  const words = useWords().lesson;
  const mark = useProgress().useMark(address);
  return (
    <li>
      <button type="button" className="lesson-entry" data-mark={mark} onClick={() => open(address)}>
        <span className="lesson-number" aria-hidden="true">
          {/^[A-Z]0*(\d+)-/.exec(address)?.[1]}
        </span>
        <span className="lesson-title">{children}</span>
        {mark === 'done' && <CircleCheck size={14} aria-label={words.done} />}
        {mark === 'begun' && <CircleDashed size={14} aria-label={words.begun} />}
      </button>
    </li>
  );
}

/** Pull the plug, bring work, go back. */
function FirstActs(): ReactElement {
  const words = useWords().lesson;
  const { acts } = usePlayground();
  const focus = usePlaygroundState((state) => state.focus);
  return (
    <ol className="lesson-steps">
      <li>
        <h3>{words.plugTitle}</h3>
        <p>{words.plugText}</p>
        <button
          type="button"
          className="button primary"
          disabled={focus === undefined}
          onClick={() => focus && acts.perform(`watch ${focus.informer} cut EOF`)}
        >
          <Scissors size={15} aria-hidden="true" /> {words.plugAct}
        </button>
      </li>
      <li>
        <h3>{words.workTitle}</h3>
        <p>{words.workText}</p>
        <button
          type="button"
          className="button"
          onClick={() => acts.openApply(examples[0]?.text ?? '')}
        >
          {words.workAct}
        </button>
      </li>
      <li>
        <h3>{words.backTitle}</h3>
        <p>{words.backText('←', '→')}</p>
      </li>
    </ol>
  );
}
