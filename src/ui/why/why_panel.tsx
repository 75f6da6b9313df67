/**
 * "Why?": the way from what started it to what is asked about, station by station, lit on the stage. And
 * "Why not?": what kept a box or a key from doing anything, in the words of the reason that the trace gives.
 */

import { BookOpen, CornerDownRight } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import type { Locale } from '#messages/locale.ts';
import { captionParts, sentence } from '#messages/sentence.ts';
import { upstreamAddress, upstreamOf } from '#messages/upstream.ts';
import type { TraceEvent } from '#trace/event.ts';
import { profiles } from '#trace/profile.ts';
import { useLocale, useWords } from '#ui/language/language.ts';
import { closedSentence, useSentence } from '#ui/log/sentence.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { nounTitle } from '#ui/verbs/noun.ts';
import { SeekButton } from '#ui/views/seek_button.tsx';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { durationText, instantText } from '#ui/widgets/time_text.ts';
import { mechanismOf } from '#view-model/caption_of.ts';
import { categoryOf } from '#view-model/category.ts';
import { reasonOf, why, whyNot } from '#view-model/causality.ts';
import { objectOfEvent } from '#view-model/event_object.ts';
import type { RunView } from '#view-model/run_view.ts';
import { placesOf, type Question } from './question.ts';
import './why_panel.css';

export function WhyPanel(): ReactElement {
  const { view, cursor } = useRunAt();
  const question = usePlaygroundState((state) => state.question);
  const words = useWords().why;
  if (view === undefined) return <p className="panel-empty">{words.noRun}</p>;
  const asked: Question = question ?? { kind: 'why', seq: cursor };
  return (
    <div className="why">
      {asked.kind === 'why' ? (
        <Why view={view} seq={asked.seq} follows={question === undefined} />
      ) : (
        <WhyNot view={view} cursor={cursor} question={asked} />
      )}
    </div>
  );
}

function Why(props: {
  readonly view: RunView;
  readonly seq: number;
  /** It is about the current hop, whichever that is. */
  readonly follows: boolean;
}): ReactElement {
  const { view, seq, follows } = props;
  const { acts } = usePlayground();
  const locale = useLocale();
  const words = locale.words.why;
  const event = view.event(seq);
  if (event === undefined) return <p className="panel-empty">{words.nothingYet}</p>;
  const { stations, ancestors, uncounted } = why(view, seq);
  return (
    <>
      <header>
        <p className="label">{words.why}</p>
        <h2>{sentence(event, locale)}</h2>
        {!follows && (
          <button type="button" className="button bare" onClick={() => acts.ask(undefined)}>
            {words.follow}
          </button>
        )}
      </header>
      {!follows && (
        <p className="visually-hidden" role="status">
          {answerText(event, stations, locale)}
        </p>
      )}
      <Mechanism view={view} event={event} />
      {stations.length <= 1 ? (
        <p>{words.beganHere}</p>
      ) : (
        <ol className="why-path" aria-label={words.path}>
          {stations.map((station, index) => (
            <Station
              key={station.seq}
              view={view}
              station={station}
              before={stations[index - 1]}
              asked={station.seq === seq}
            />
          ))}
        </ol>
      )}
      <p className="label">{words.ledHere(ancestors.size - 1, uncounted)}</p>
    </>
  );
}

/** The answer in short, for those who do not see the list appear. */
function answerText(event: TraceEvent, stations: readonly TraceEvent[], locale: Locale): string {
  const [first] = stations;
  const words = locale.words.why;
  if (first === undefined || stations.length <= 1) return words.beganHere;
  const began = closedSentence(first, locale);
  return words.answer(sentence(event, locale), began, stations.length);
}

/** The one mechanism that the event shows, with words that point at boxes. */
export function Mechanism(props: {
  readonly view: RunView;
  readonly event: TraceEvent;
}): ReactElement | null {
  const { captions } = useLocale();
  const mechanism = mechanismOf(props.view, props.event);
  if (mechanism === undefined) return null;
  return (
    <p className="why-mechanism">
      {captionParts(captions[mechanism]).map(({ text, box }) =>
        box === undefined ? (
          <Fragment key={text}>{text}</Fragment>
        ) : (
          <b key={text} data-points={box}>
            {text}
          </b>
        ),
      )}
    </p>
  );
}

function Station(props: {
  readonly view: RunView;
  readonly station: TraceEvent;
  readonly before: TraceEvent | undefined;
  readonly asked: boolean;
}): ReactElement {
  const { view, station, before, asked } = props;
  const words = useWords().why;
  const sentenceOf = useSentence();
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const category = categoryOf(station);
  const waited = before === undefined ? 0 : station.at - before.at;
  const link = upstreamOf(station.kind);
  const profile = book.find(run)?.record.profile ?? 'classic';
  return (
    <li
      className={asked ? 'asked' : ''}
      data-object={objectOfEvent(view, station)}
      data-hop={station.seq}
    >
      <span className="why-glyph">
        {category === 'neutral' ? (
          <CornerDownRight size={15} aria-hidden="true" />
        ) : (
          <Glyph identity={category} size={16} />
        )}
      </span>
      <div>
        <SeekButton seq={station.seq} className="why-sentence">
          {sentenceOf(station)}
        </SeekButton>
        <p className="label">
          {instantText(station.at)}
          {waited > 0 ? words.later(durationText(waited)) : ''} · {station.actor}
        </p>
        {link !== undefined && (
          <a
            className="why-go"
            href={upstreamAddress(link, profiles[profile].release)}
            rel="noreferrer"
            target="_blank"
          >
            <BookOpen size={12} aria-hidden="true" /> {link.file.split('/').at(-1)} ·{' '}
            {link.function}
          </a>
        )}
      </div>
    </li>
  );
}

function WhyNot(props: {
  readonly view: RunView;
  readonly cursor: number;
  readonly question: Extract<Question, { kind: 'why not' }>;
}): ReactElement {
  const { view, cursor, question } = props;
  const { why: words, verbs } = useWords();
  const { acts } = usePlayground();
  const { places, key } = placesOf(question.noun);
  const found = [
    ...places.map((place) => whyNot(view, { place }, cursor)),
    ...(key === undefined ? [] : [whyNot(view, { key }, cursor)]),
  ].filter((event) => event !== undefined);
  found.sort((left, right) => right.seq - left.seq);
  const [latest, ...earlier] = found;
  return (
    <>
      <header>
        <p className="label">{words.whyNot}</p>
        <h2>{nounTitle(question.noun, verbs)}</h2>
        <button type="button" className="button bare" onClick={() => acts.ask(undefined)}>
          {words.follow}
        </button>
      </header>
      {latest === undefined ? <p>{words.nothingRefused}</p> : <Reason event={latest} />}
      {earlier.length > 0 && (
        <>
          <h3>{words.elsewhere}</h3>
          {earlier.map((event) => (
            <Reason key={event.seq} event={event} />
          ))}
        </>
      )}
    </>
  );
}

function Reason({ event }: { readonly event: TraceEvent }): ReactElement {
  const { acts } = usePlayground();
  const reason = reasonOf(event);
  const { reasons, words } = useLocale();
  const sentenceOf = useSentence();
  const known = Object.entries(reasons).find(([name]) => name === reason)?.[1];
  return (
    <section className="why-reason">
      <p>
        <b>{known === undefined ? words.why.refused : words.why.because(known)}</b>
      </p>
      <p>
        <SeekButton seq={event.seq} className="why-sentence">
          {sentenceOf(event)}
        </SeekButton>
      </p>
      <p className="label">{instantText(event.at)}</p>
      <button
        type="button"
        className="button"
        onClick={() => acts.ask({ kind: 'why', seq: event.seq })}
      >
        {words.why.why}
      </button>
    </section>
  );
}
