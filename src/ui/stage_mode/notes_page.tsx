/**
 * The speaker's window: what is said now and next, notes, the clock, a picture of the stage, and the same
 * controls as the stage has. It may be closed, opened again or left alone: the stage tells it everything anew.
 */

import { type ReactElement, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Locale } from '#messages/locale.ts';
import { localeTags } from '#messages/locale_tags.ts';
import { loadLocale, showLanguage } from '#ui/language/choice.ts';
import { LanguageContext, useWords } from '#ui/language/language.ts';
import { Line } from '#ui/lesson/words.tsx';
import type { StripPanel } from '#view-model/strip_panel.ts';
import { stripSvg } from '#view-model/strip_svg.ts';
import { NotesClock } from './notes_clock.tsx';
import { NotesLink } from './notes_link.ts';
import type { ToldTalk } from './notes_messages.ts';
import { stageAction } from './stage_keys.ts';
import './notes_page.css';

export function NotesPage(props: { readonly id: string; readonly opening: Locale }): ReactElement {
  const { id, opening } = props;
  const [link] = useState(() => new NotesLink(id));
  const talk = useStore(link.store, (state) => state.talk);
  const locale = useLocaleOf(talk, opening);
  useEffect(() => link.listen(), [link]);
  useEffect(() => {
    showLanguage(locale);
    document.title = locale.words.stageMode.notes.pageTitle;
  }, [locale]);
  useNotesKeys(link, talk);
  return (
    <LanguageContext value={locale}>
      {talk === undefined ? <NoTalk asked={id !== ''} /> : <Notes talk={talk} link={link} />}
    </LanguageContext>
  );
}

/** The language of the stage. */
function useLocaleOf(talk: ToldTalk | undefined, opening: Locale): Locale {
  const [locale, setLocale] = useState(opening);
  const tag = localeTags.find((each) => each === talk?.locale);
  useEffect(() => {
    if (tag === undefined || tag === locale.tag) return;
    // Words that cannot be fetched now are those of the language before.
    loadLocale(tag).then(setLocale, () => undefined);
  }, [tag, locale]);
  return locale;
}

/** The remote control works in whichever window has the focus. */
function useNotesKeys(link: NotesLink, talk: ToldTalk | undefined): void {
  const dark = talk?.dark;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const action = stageAction(event);
      if (event.repeat || action === undefined) return;
      const onControl = event.target instanceof Element && event.target.closest('button') !== null;
      if (action.kind === 'next' || action.kind === 'previous') link.ask({ kind: action.kind });
      else if (action.kind === 'black' || action.kind === 'white') {
        link.ask({ kind: dark === action.kind ? 'lighten' : action.kind });
      } else if (action.kind === 'toggle' && !onControl) link.ask({ kind: 'toggle' });
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [link, dark]);
}

function NoTalk({ asked }: { readonly asked: boolean }): ReactElement {
  const words = useWords().stageMode.notes;
  return (
    <main className="notes empty" aria-label={words.title}>
      <div role="status">
        <h1>{asked ? words.noTalk : words.notAsked}</h1>
        {asked && <p>{words.noTalkText}</p>}
      </div>
    </main>
  );
}

interface NotesProps {
  readonly talk: ToldTalk;
  readonly link: NotesLink;
}

function Notes({ talk, link }: NotesProps): ReactElement {
  const words = useWords().stageMode.notes;
  const { words: said, cue, picture, pictureNext, clock } = talk;
  const cues = said.lines.length;
  return (
    <main className="notes" aria-label={words.title}>
      <header className="notes-head">
        <h1 lang={said.tag}>{said.title}</h1>
        <p className="notes-position">{words.cueOf(cue, cues)}</p>
        <p className="notes-standing" role="status">
          {standingOf(talk, words)}
        </p>
        <NotesClock clock={clock} ask={(order) => link.ask(order)} />
      </header>
      <section className="notes-now" aria-labelledby="notes-now" lang={said.tag}>
        <h2 id="notes-now">{words.current}</h2>
        <p className="notes-said">
          <Said talk={talk} cue={cue} />
        </p>
        <Note text={cue === 0 ? said.questionNotes : (said.lines[cue - 1]?.notes ?? '')} />
      </section>
      <section className="notes-next" aria-labelledby="notes-next" lang={said.tag}>
        <h2 id="notes-next">{words.next}</h2>
        {cue < cues ? (
          <>
            <p className="notes-said">
              <Said talk={talk} cue={cue + 1} />
            </p>
            <Note text={said.lines[cue]?.notes ?? ''} />
          </>
        ) : (
          <p>{words.over}</p>
        )}
      </section>
      <Picture className="notes-picture" panel={picture} label={words.picture} />
      <Picture className="notes-picture next" panel={pictureNext} label={words.pictureNext} />
      <Controls talk={talk} link={link} />
    </main>
  );
}

function standingOf(
  { away, playing, dark }: ToldTalk,
  words: ReturnType<typeof useWords>['stageMode']['notes'],
): string {
  if (dark !== undefined) return words[dark];
  if (away) return words.isAway;
  return playing ? words.isPlaying : words.isWaiting;
}

/** What is said at a cue; at 0 what is asked. */
function Said({ talk, cue }: { readonly talk: ToldTalk; readonly cue: number }): ReactElement {
  const { begins } = useWords().stageMode;
  const { question, lines } = talk.words;
  if (cue === 0) return <Line text={question === '' ? begins : question} />;
  const { text = '', code = false } = lines[cue - 1] ?? {};
  return code ? <code>{text}</code> : <Line text={text} />;
}

function Note({ text }: { readonly text: string }): ReactElement | null {
  if (text === '') return null;
  return (
    <div className="notes-note">
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>
          <Line text={paragraph} />
        </p>
      ))}
    </div>
  );
}

function Picture(props: {
  readonly className: string;
  readonly panel: StripPanel | undefined;
  readonly label: string;
}): ReactElement | null {
  const { className, panel, label } = props;
  const words = useWords().strip;
  if (panel === undefined) return null;
  const drawn = stripSvg(panel, label, words);
  return (
    <figure className={className}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, its words escaped. */}
      <div dangerouslySetInnerHTML={{ __html: drawn }} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}

function Controls({ talk, link }: NotesProps): ReactElement {
  const { notes: words, beginning } = useWords().stageMode;
  const { dark, cue, words: said } = talk;
  const darken = (colour: 'black' | 'white') => (
    <button
      type="button"
      className="button"
      aria-pressed={dark === colour}
      onClick={() => link.ask({ kind: dark === colour ? 'lighten' : colour })}
    >
      {dark === colour ? words.lighten : words[colour]}
    </button>
  );
  return (
    <nav className="notes-controls" aria-label={words.title}>
      <button
        type="button"
        className="button"
        disabled={cue === 0}
        onClick={() => link.ask({ kind: 'previous' })}
      >
        {words.previousCue}
      </button>
      <button
        type="button"
        className="button primary"
        disabled={cue === said.lines.length}
        onClick={() => link.ask({ kind: 'next' })}
      >
        {words.nextCue}
      </button>
      <button type="button" className="button" onClick={() => link.ask({ kind: 'toggle' })}>
        {words.play}
      </button>
      {darken('black')}
      {darken('white')}
      <label className="notes-jump" lang={said.tag}>
        <span className="visually-hidden">{words.jumpTo}</span>
        <select
          value={cue}
          onChange={(event) => link.ask({ kind: 'jump', cue: Number(event.target.value) })}
        >
          <option value={0}>0 · {beginning}</option>
          {said.lines.map(({ text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cue is its number.
            <option key={index} value={index + 1}>
              {index + 1} · {text.replaceAll('`', '')}
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}
