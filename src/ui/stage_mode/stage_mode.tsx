/**
 * Stage mode: the run on the whole screen for a room, cue by cue. Everything that it needs is there before
 * the first cue; from then on nothing is fetched.
 */

import {
  type ReactElement,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { useWords } from '#ui/language/language.ts';
import type { LessonCatalogue } from '#ui/lesson/lesson_catalogue.ts';
import { LibraryContext } from '#ui/library/library_source.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { CuePanel } from './cue_panel.tsx';
import { notesAddress, notesWindow } from './notes_address.ts';
import { preload } from './preload.ts';
import { useSpeakerLink } from './speaker_link.ts';
import type { Talk } from './talk.ts';
import { TalkCaption } from './talk_caption.tsx';
import { TalkQuestion } from './talk_question.tsx';
import { TalkStage } from './talk_stage.tsx';
import type { TalkWords } from './talk_words.ts';
import { toggleFullScreen, useStageKeys } from './use_stage_keys.ts';
import { useStageScale } from './use_stage_scale.ts';
import { type GivenTalk, useTalk } from './use_talk.ts';
import './stage_mode.css';

export function StageMode({ catalogue }: { readonly catalogue: LessonCatalogue }): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().stageMode;
  const scale = useStageScale();
  const given = useTalk();
  const [blocked, setBlocked] = useState(false);
  const root = useRef<HTMLElement>(null);
  const talk = given?.talk;
  const deeds = useMemo(
    () => ({
      openNotes: () => setBlocked(!openNotes()),
      leave: (here: boolean) => acts.stopPresenting({ here, walk: talk?.walk }),
    }),
    [acts, talk],
  );
  useStageKeys(talk, deeds);
  useEffect(() => root.current?.focus(), []);
  const resting = useRestingPointer();
  return (
    <main
      ref={root}
      className={resting ? 'stage-mode resting' : 'stage-mode'}
      aria-label={words.label}
      tabIndex={-1}
    >
      {given === undefined ? (
        <p className="talk-loading" role="status">
          {words.loading}
        </p>
      ) : (
        <Given
          given={given}
          catalogue={catalogue}
          scale={scale}
          openNotes={deeds.openNotes}
          leave={() => deeds.leave(false)}
        />
      )}
      {blocked && (
        <p className="talk-blocked" role="alert">
          {words.blocked}{' '}
          <a href={notesAddress()} target={notesWindow()} onClick={() => setBlocked(false)}>
            {words.speakerNotes}
          </a>
        </p>
      )}
    </main>
  );
}

interface GivenProps {
  readonly given: GivenTalk;
  readonly catalogue: LessonCatalogue;
  readonly scale: number;
  readonly openNotes: () => void;
  readonly leave: () => void;
}

function Given({ given, catalogue, scale, openNotes, leave }: GivenProps): ReactElement {
  const { talk, words } = given;
  const cue = useStore(talk.walk.store, (state) => state.cue);
  const list = useStore(talk.store, (state) => state.list);
  useSpeakerLink(given);
  const ready = usePreloaded(words, catalogue);
  return (
    <div className="talk" data-cue={cue} data-ready={ready}>
      <div className="talk-view">
        <TalkStage scale={scale} />
        {cue === 0 && words.question !== '' && <TalkQuestion words={words} />}
        {list && (
          <CuePanel talk={talk} words={words}>
            <PanelButtons talk={talk} openNotes={openNotes} leave={leave} />
          </CuePanel>
        )}
      </div>
      <TalkCaption talk={talk} words={words} />
      <DarkScreen talk={talk} />
    </div>
  );
}

/** What the keys do, for who has a pointer only. */
function PanelButtons(props: {
  readonly talk: Talk;
  readonly openNotes: () => void;
  readonly leave: () => void;
}): ReactElement {
  const { talk, openNotes, leave } = props;
  const words = useWords().stageMode;
  const buttons = [
    [words.speakerNotes, 'N', openNotes],
    [words.dark.black, 'B', () => talk.darken('black')],
    [words.dark.white, 'W', () => talk.darken('white')],
    [words.fullScreen, 'F', toggleFullScreen],
    [words.leave, 'Esc', leave],
  ] as const;
  return (
    <div className="talk-buttons">
      {buttons.map(([label, key, act]) => (
        <button key={key} type="button" className="button" onClick={act}>
          {label} <kbd>{key}</kbd>
        </button>
      ))}
    </div>
  );
}

/** Black or white over everything, until a key or a click. */
function DarkScreen({ talk }: { readonly talk: Talk }): ReactElement {
  const words = useWords().stageMode;
  const dark = useStore(talk.store, (state) => state.dark);
  const was = useRef(false);
  if (dark !== undefined) was.current = true;
  const back = was.current ? words.isBack : '';
  return (
    <>
      <p className="visually-hidden" role="status">
        {dark === undefined ? back : words.isDark[dark]}
      </p>
      {dark !== undefined && (
        // biome-ignore lint/a11y/noStaticElementInteractions: any key does the same.
        // biome-ignore lint/a11y/useKeyWithClickEvents: any key does the same.
        <div className={`talk-dark ${dark}`} onClick={() => talk.lighten()} />
      )}
    </>
  );
}

/** False until what the talk will need has been fetched; what cannot be is done without. */
function usePreloaded(words: TalkWords, catalogue: LessonCatalogue): boolean {
  const locale = usePlaygroundState((state) => state.locale);
  const { tag } = locale;
  const library = useContext(LibraryContext);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    const asked = [preload(words, locale), library?.open(tag), catalogue.titles(tag)];
    void Promise.allSettled(asked).then(() => gone || setReady(true));
    return () => {
      gone = true;
    };
  }, [words, library, catalogue, locale, tag]);
  return ready;
}

const restsAfterMs = 2_500;

/** A pointer that nobody moves is not to be seen. */
function useRestingPointer(): boolean {
  const [resting, setResting] = useState(false);
  const wake = useCallback((): void => setResting(false), []);
  useEffect(() => {
    if (resting) {
      addEventListener('pointermove', wake);
      return () => removeEventListener('pointermove', wake);
    }
    let timer = setTimeout(() => setResting(true), restsAfterMs);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setResting(true), restsAfterMs);
    };
    addEventListener('pointermove', again);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointermove', again);
    };
  }, [resting, wake]);
  return resting;
}

function openNotes(): boolean {
  const opened = window.open(notesAddress(), notesWindow(), 'popup,width=1080,height=760');
  opened?.focus();
  return opened !== null;
}
