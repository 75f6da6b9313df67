/** The cues of a scene for talks, below the stage: the question first, then a line to say for each part. */

import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useWords } from '#ui/language/language.ts';
import { InEnglish } from '#ui/lesson/in_english.tsx';
import type { LessonCatalogue } from '#ui/lesson/lesson_catalogue.ts';
import { Line } from '#ui/lesson/words.tsx';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { PresetShow } from './preset_show.ts';
import './preset_bar.css';

interface PresetBarProps {
  readonly catalogue: LessonCatalogue;
  readonly address: string;
}

export function PresetBar({ catalogue, address }: PresetBarProps): ReactElement | null {
  const playground = usePlayground();
  const { acts } = playground;
  const words = useWords().lesson;
  const { strip } = useWords().library;
  const tag = usePlaygroundState((state) => state.locale.tag);
  const [show] = useState(() => new PresetShow(playground));
  const state = useStore(show.store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language does not open it anew.
  useEffect(() => {
    const entry = catalogue.presets.find((each) => each.address === address);
    const failed = (text: string): void => {
      acts.openPreset(undefined);
      acts.notify({ tone: 'problem', title: words.unavailable, text });
    };
    if (entry === undefined) failed(words.noSuch(address));
    else if (show.store.getState().entry !== entry) {
      show.open(entry, tag).catch(() => failed(words.unavailableText));
    }
  }, [show, catalogue, address]);
  useEffect(() => {
    // Words that cannot be fetched now are those of the language before.
    show.speak(tag).catch(() => undefined);
  }, [show, tag]);
  useEffect(() => {
    // What the buttons of a presenter's remote control send.
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'PageDown') show.next();
      else if (event.key === 'PageUp') show.previous();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [show]);
  const { text, cue, ready } = state;
  if (text === undefined) return null;
  const line = cue === 0 ? text.predict : (text.watch[cue - 1] ?? '');
  const last = cue === show.cues && ready;
  return (
    <section className="preset-bar" aria-label={text.title} lang={state.tag}>
      <div className="preset-words">
        <p className="label">
          {text.title} · {cue === 0 ? words.ask : words.cueOf(cue, show.cues)}
        </p>
        <p className="preset-line" aria-live="polite">
          <Line text={line} />
        </p>
        <InEnglish tag={state.tag} />
      </div>
      <div className="preset-buttons">
        {last && (
          <button
            type="button"
            className="button"
            onClick={() => acts.openLibrary({ page: 'overview', query: address })}
          >
            {strip}
          </button>
        )}
        <button
          type="button"
          className="button icon"
          aria-label={words.previousCue}
          title={words.previousCue}
          disabled={cue === 0}
          onClick={() => show.previous()}
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!ready || last}
          onClick={() => show.next()}
        >
          {cue === 0 ? words.firstCue : words.nextCue}
          <ChevronRight size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button bare icon"
          aria-label={words.closePreset}
          title={words.closePreset}
          onClick={() => acts.openPreset(undefined)}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
    </section>
  );
}
