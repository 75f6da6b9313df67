/** The cues of a scene for talks, below the stage: the question first, then a line to say for each part. */

import { ChevronLeft, ChevronRight, Presentation, X } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { LocaleTag } from '#messages/locales.ts';
import type { PresetText } from '#tutor/preset.ts';
import { useWords } from '#ui/language/language.ts';
import { InEnglish } from '#ui/lesson/in_english.tsx';
import type { LessonCatalogue } from '#ui/lesson/lesson_catalogue.ts';
import { Line } from '#ui/lesson/words.tsx';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { usePageTitle } from '#ui/site/page_title.ts';
import type { CueWalk } from '#ui/stage_mode/cue_walk.ts';
import { PresetShow } from './preset_show.ts';
import './preset_bar.css';

interface PresetBarProps {
  readonly catalogue: LessonCatalogue;
  readonly address: string;
}

export function PresetBar({ catalogue, address }: PresetBarProps): ReactElement | null {
  const playground = usePlayground();
  const { acts, store } = playground;
  const words = useWords().lesson;
  const locale = usePlaygroundState((state) => state.locale.tag);
  const [show] = useState(() => new PresetShow(playground));
  const { text, tag, walk } = useStore(show.store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language does not open it anew.
  useEffect(() => {
    store.setState({ show });
    const entry = catalogue.presets.find((each) => each.address === address);
    const failed = (why: string): void => {
      acts.openPreset(undefined);
      acts.notify({ tone: 'problem', title: words.unavailable, text: why });
    };
    if (entry === undefined) failed(words.noSuch(address));
    else if (show.store.getState().entry !== entry) {
      show.open(entry, locale).catch(() => failed(words.unavailableText));
    }
    return () => store.setState({ show: undefined });
  }, [show, catalogue, address]);
  useEffect(() => {
    // Words that cannot be fetched now are those of the language before.
    show.speak(locale).catch(() => undefined);
  }, [show, locale]);
  useRemoteControl(walk);
  usePageTitle(text?.title);
  if (text === undefined) return null;
  return (
    <section className="preset-bar" aria-label={text.title} lang={tag}>
      {walk === undefined ? (
        <Spoken text={text} cue={0} cues={text.watch.length} tag={tag} />
      ) : (
        <Walked text={text} walk={walk} tag={tag} address={address} />
      )}
      <button
        type="button"
        className="button bare icon"
        aria-label={words.closePreset}
        title={words.closePreset}
        onClick={() => acts.openPreset(undefined)}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </section>
  );
}

/** What the buttons of a presenter's remote control send. */
function useRemoteControl(walk: CueWalk | undefined): void {
  const { store } = usePlayground();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (store.getState().presenting || event.defaultPrevented || event.repeat) return;
      if (event.key === 'PageDown') walk?.next();
      else if (event.key === 'PageUp') walk?.previous();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [walk, store]);
}

interface Spoke {
  readonly text: PresetText;
  readonly tag: LocaleTag;
}

function Spoken(props: Spoke & { readonly cue: number; readonly cues: number }): ReactElement {
  const { text, tag, cue, cues } = props;
  const words = useWords().lesson;
  return (
    <div className="preset-words">
      <p className="label">
        {text.title} · {cue === 0 ? words.ask : words.cueOf(cue, cues)}
      </p>
      <p className="preset-line" aria-live="polite">
        <Line text={cue === 0 ? text.predict : (text.watch[cue - 1] ?? '')} />
      </p>
      <InEnglish tag={tag} />
    </div>
  );
}

function Walked(props: Spoke & { readonly walk: CueWalk; readonly address: string }): ReactElement {
  const { text, tag, walk, address } = props;
  const { acts } = usePlayground();
  const { lesson: words, library, stageMode } = useWords();
  const cue = useStore(walk.store, (state) => state.cue);
  const last = cue === walk.cues.length;
  return (
    <>
      <Spoken text={text} cue={cue} cues={walk.cues.length} tag={tag} />
      <div className="preset-buttons">
        {last && (
          <button
            type="button"
            className="button"
            onClick={() => acts.openLibrary({ page: 'overview', query: address })}
          >
            {library.strip}
          </button>
        )}
        <button
          type="button"
          className="button"
          title={stageMode.presentAbout}
          onClick={acts.present}
        >
          <Presentation size={15} aria-hidden="true" />
          {stageMode.present}
        </button>
        <button
          type="button"
          className="button icon"
          aria-label={words.previousCue}
          title={words.previousCue}
          disabled={cue === 0}
          onClick={() => walk.previous()}
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button primary"
          disabled={last}
          onClick={() => walk.next()}
        >
          {cue === 0 ? words.firstCue : words.nextCue}
          <ChevronRight size={16} aria-hidden="true" />
        </button>
      </div>
    </>
  );
}
