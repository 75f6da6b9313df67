/** An open exhibit: what happened, the broken run with the oracle's lamp, and repairs to try under the same faults. */

import { ExternalLink, FlaskConical, Play, SkipForward } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { parseStatement } from '#script/parse.ts';
import { profiles } from '#trace/profile.ts';
import type { Repair } from '#tutor/exhibit.ts';
import { useWords } from '#ui/language/language.ts';
import { LinkedText } from '#ui/library/linked_text.tsx';
import { Strip } from '#ui/library/strip.tsx';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { usePageTitle } from '#ui/site/page_title.ts';
import { ClaimedText } from './claimed_text.tsx';
import { CodeBlock } from './code_block.tsx';
import { InEnglish } from './in_english.tsx';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { BackButton } from './lesson_player.tsx';
import { ReadTheGo } from './read_the_go.tsx';
import { usePieces } from './use_pieces.ts';
import { broken, type PlayedRun, type Verdict, type Visit, type VisitState } from './visit.ts';
import { Line, Words } from './words.tsx';
import './lesson_player.css';

interface ExhibitProps {
  readonly catalogue: LessonCatalogue;
  readonly visit: Visit;
  readonly state: VisitState;
}

export function ExhibitPlayer(
  props: ExhibitProps & { readonly close: () => void },
): ReactElement | null {
  const { catalogue, visit, state, close } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useWords().lesson;
  const { entry, exhibit, text, tag } = state;
  usePageTitle(text?.title);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another exhibit begins at its heading.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [entry]);
  if (exhibit === undefined || text === undefined) return null;
  const home = {
    claims: exhibit.claims,
    step: (id: string) => text.repairs[id]?.title ?? text.title,
    lesson: undefined,
  };
  const said = { catalogue, home };
  return (
    <article className="lesson exhibit" aria-label={text.title} lang={tag}>
      <BackButton close={close} />
      <p className="label kicker">{words.exhibitNumber(String(Number(exhibit.id.slice(1))))}</p>
      <h2 ref={heading} tabIndex={-1}>
        {text.title}
      </h2>
      <InEnglish tag={tag} />
      <p className="objective">{text.objective}</p>
      <Lamp state={state} />
      <Broken catalogue={catalogue} visit={visit} state={state} />
      <Strip kind="exhibit" address={entry?.address ?? ''} lines={text.strip} tag={tag} />
      <section aria-label={words.reallyHappened}>
        <h3>{words.reallyHappened}</h3>
        <Words text={text.real} />
        <Issues issues={exhibit.issues} />
      </section>
      <section aria-label={words.mechanism}>
        <h3>{words.mechanism}</h3>
        <ClaimedText {...said} paragraphs={text.mechanism} />
      </section>
      <Repairs catalogue={catalogue} visit={visit} state={state} />
      {isRepaired(state) && (
        <>
          <blockquote className="principle">
            <ClaimedText {...said} paragraphs={text.principle} />
          </blockquote>
          <ReadTheGo reading={exhibit.reading} profile={exhibit.profile} />
        </>
      )}
    </article>
  );
}

/** Lit while the bug is there, at the place where the reader stands. */
function Lamp({ state }: { readonly state: VisitState }): ReactElement {
  const words = useWords().lesson;
  const { lamp, exhibit } = state;
  return (
    <div className="lamp" data-lit={lamp.held}>
      <span className="lamp-light" aria-hidden="true" />
      <div>
        <b role="status">{lamp.held ? words.lampLit : words.lampDark}</b>
        <p className="label">
          <code>{exhibit?.oracle.predicate}</code>
          {lamp.found === '' ? '' : ` · ${words.found(lamp.found)}`}
        </p>
      </div>
    </div>
  );
}

function Broken({ catalogue, visit, state }: ExhibitProps): ReactElement {
  const words = useWords().lesson;
  const { exhibit, text, played } = state;
  return (
    <section aria-label={words.watch}>
      <div className="step-buttons">
        <button
          type="button"
          className="button primary"
          disabled={played[broken]?.verdict === undefined}
          onClick={() => visit.play(broken)}
        >
          <Play size={14} aria-hidden="true" /> {words.playBroken}
        </button>
        <button
          type="button"
          className="button"
          disabled={played[broken]?.verdict === undefined}
          onClick={() => visit.toVerdict(broken)}
        >
          <SkipForward size={14} aria-hidden="true" /> {words.toFire}
        </button>
      </div>
      <h3>{words.watch}</h3>
      <ol className="watch-lines">
        {text?.watch.map((line) => (
          <li key={line}>
            <LinkedText text={line} />
          </li>
        ))}
      </ol>
      <details>
        <summary>{words.brokenCode}</summary>
        <Statements catalogue={catalogue} statements={exhibit?.broken ?? []} />
      </details>
    </section>
  );
}

function Issues({ issues }: { readonly issues: readonly string[] }): ReactElement | null {
  if (issues.length === 0) return null;
  return (
    <ul className="issues">
      {issues.map((issue) => {
        const [repository, number] = issue.split('#');
        return (
          <li key={issue}>
            <a
              href={`https://github.com/${repository}/issues/${number}`}
              rel="noreferrer"
              target="_blank"
            >
              <ExternalLink size={12} aria-hidden="true" /> {issue}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Repairs({ catalogue, visit, state }: ExhibitProps): ReactElement {
  const words = useWords().lesson;
  return (
    <section aria-label={words.repairs} className="repairs">
      <h3>{words.repairs}</h3>
      <p>{words.repairsAbout}</p>
      <ul className="piece-cards">
        {state.exhibit?.repairs.map((repair) => (
          <RepairCard
            key={repair.id}
            catalogue={catalogue}
            visit={visit}
            state={state}
            repair={repair}
          />
        ))}
      </ul>
    </section>
  );
}

function RepairCard(props: ExhibitProps & { readonly repair: Repair }): ReactElement {
  const { catalogue, visit, state, repair } = props;
  const words = useWords().lesson;
  const said = state.text?.repairs[repair.id];
  const played = state.played[repair.id];
  return (
    <li
      className="piece-card repair"
      aria-label={said?.title}
      data-outcome={played?.verdict === undefined ? undefined : outcomeOf(played.verdict)}
    >
      <h4>
        <Line text={said?.title ?? repair.id} />
      </h4>
      <Statements catalogue={catalogue} statements={repair.statements} />
      {repair.profile !== undefined && (
        <p className="label">client-go {profiles[repair.profile].release}</p>
      )}
      {played === undefined ? (
        <button type="button" className="button" onClick={() => visit.choose(repair.id)}>
          <FlaskConical size={14} aria-hidden="true" /> {words.chooseRepair}
        </button>
      ) : (
        <Outcome visit={visit} state={state} id={repair.id} played={played} />
      )}
    </li>
  );
}

/** What became of the run with a repair, and only then why. */
function Outcome(props: {
  readonly visit: Visit;
  readonly state: VisitState;
  readonly id: string;
  readonly played: PlayedRun;
}): ReactElement {
  const { visit, state, id, played } = props;
  const { acts, book } = usePlayground();
  const words = useWords().lesson;
  const { verdict } = played;
  if (verdict === undefined) return <p role="status">{words.repairRunning}</p>;
  const other = state.played[broken];
  return (
    <div>
      <p className="outcome" role="status">
        <span className="lamp-light" data-lit={verdict.fired} aria-hidden="true" />
        <b>{outcomeWords(verdict, words)}</b>{' '}
        <span className="label">{words.found(verdict.found)}</span>
      </p>
      <Words text={state.text?.repairs[id]?.text ?? ''} />
      <div className="step-buttons">
        <button type="button" className="button small" onClick={() => visit.play(id)}>
          {words.playFrom}
        </button>
        <button type="button" className="button small" onClick={() => visit.toVerdict(id)}>
          {verdict.fired ? words.toFire : words.toEnd}
        </button>
        {other !== undefined && book.find(other.run) !== undefined && (
          <button
            type="button"
            className="button small"
            onClick={() => acts.compareRuns(other.run, played.run)}
          >
            {words.compareBroken}
          </button>
        )}
      </div>
    </div>
  );
}

type OutcomeName = 'fires' | 'fails' | 'helps';

function outcomeOf({ fired, works }: Verdict): OutcomeName {
  if (fired) return 'fires';
  return works ? 'helps' : 'fails';
}

function outcomeWords(verdict: Verdict, words: ReturnType<typeof useWords>['lesson']): string {
  const named: Readonly<Record<OutcomeName, string>> = {
    fires: words.repairFires,
    fails: words.repairFails,
    helps: words.repairHelps,
  };
  return named[outcomeOf(verdict)];
}

/** A repair that helps has been seen. */
function isRepaired({ played }: VisitState): boolean {
  return Object.entries(played).some(
    ([id, { verdict }]) => id !== broken && verdict !== undefined && outcomeOf(verdict) === 'helps',
  );
}

/** Statements as what they put in place: code as its source, anything else as it is written. */
function Statements(props: {
  readonly catalogue: LessonCatalogue;
  readonly statements: readonly string[];
}): ReactElement {
  const sources = usePieces(props.catalogue);
  return (
    <>
      {props.statements.map((statement) => {
        const parsed = parseStatement(statement);
        if (!parsed.ok || parsed.value.command.kind !== 'program.code') {
          return (
            <pre key={statement} className="statement">
              {statement}
            </pre>
          );
        }
        const { program, slot, pieces } = parsed.value.command;
        return pieces.map((piece) => (
          <CodeBlock
            key={`${statement} ${piece}`}
            source={sources?.[program]?.[slot]?.[piece] ?? piece}
          />
        ));
      })}
    </>
  );
}
