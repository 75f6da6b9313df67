/** Every program as a card with its vital signs; the pressed one is the pipeline on the stage. */

import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { stateName } from '#ui/states/state_name.ts';
import { nounAttribute } from '#ui/verbs/noun.ts';
import { Arc } from '#ui/widgets/arc.tsx';
import { durationText } from '#ui/widgets/time_text.ts';
import type { ElectionView, InformerView, ProgramView } from '#view-model/stage_view.ts';
import { VerbButton } from './box.tsx';
import './programs_strip.css';

export function ProgramsStrip(props: {
  readonly programs: readonly ProgramView[];
  readonly program: string | undefined;
  readonly informer: string | undefined;
  readonly at: number;
}): ReactElement {
  const words = useWords().controllerBoxes;
  return (
    <nav className="programs" aria-label={words.programs}>
      {props.programs.filter(hasPipeline).map((program) => (
        <ProgramCard
          key={program.program}
          program={program}
          focused={program.program === props.program}
          informer={props.informer}
          at={props.at}
        />
      ))}
    </nav>
  );
}

/** Somebody at a terminal is a program too, but there is nothing to watch in it. */
function hasPipeline({ informers, controller }: ProgramView): boolean {
  return informers.length > 0 || controller !== undefined;
}

function ProgramCard(props: {
  readonly program: ProgramView;
  readonly focused: boolean;
  readonly informer: string | undefined;
  readonly at: number;
}): ReactElement {
  const { program, focused, informer, at } = props;
  const { states } = useWords();
  const noun = { kind: 'program', program: program.program } as const;
  return (
    <div
      className={focused ? 'program focused' : 'program'}
      role="group"
      aria-label={program.program}
      data-program={program.program}
      data-noun={nounAttribute(noun)}
    >
      <div className="program-name">
        <span className={`pulse ${program.state}`} title={stateName(program.state, states)} />
        <strong>{program.program}</strong>
        {program.election !== undefined && <Leadership election={program.election} at={at} />}
        <Vitals program={program} />
        <VerbButton noun={noun} />
      </div>
      <div className="program-informers">
        {program.informers.map((each) => (
          <InformerButton
            key={each.informer}
            program={program.program}
            informer={each}
            pressed={each.informer === informer}
          />
        ))}
        <Dials program={program} />
      </div>
    </div>
  );
}

/** Numbers that the program shows of itself. */
function Dials({ program }: { readonly program: ProgramView }): ReactElement | null {
  if (program.dials.length === 0) return null;
  return (
    <dl className="dials">
      {program.dials.map(({ dial, value }) => (
        <div key={dial} className="dial" data-dial={dial}>
          <dt>{dial}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whether it leads, and as an arc how much of the lease is left unless it is renewed. */
function Leadership(props: { readonly election: ElectionView; readonly at: number }): ReactElement {
  const { election, at } = props;
  const words = useWords().controllerBoxes;
  const { leading, lease, state } = election;
  const left = lease === undefined ? 0 : Math.max(0, lease.until - at);
  const whole = lease === undefined ? 0 : lease.until - lease.since;
  return (
    <span className={leading ? `lease ${state}` : 'lease'} title={leaseText(election, left, words)}>
      {leading ? words.leads : words.standsBy}
      <Arc left={whole > 0 ? left / whole : 0} />
    </span>
  );
}

function leaseText(
  { leading, lock, holder }: ElectionView,
  left: number,
  words: Words['controllerBoxes'],
): string {
  const lasts = left > 0 ? words.leaseLeft(durationText(left)) : words.leaseOver;
  return words.leadershipAbout(leading, words.holds(holder, lock), lasts);
}

function Vitals({ program }: { readonly program: ProgramView }): ReactElement | null {
  const { controllerBoxes: words, states } = useWords();
  if (program.state !== 'running')
    return <span className="vital bad">{stateName(program.state, states)}</span>;
  const queue = program.controller?.workqueue;
  if (queue === undefined) return null;
  const busy = queue.processing.total;
  const vitals = words.vitals(queue.waiting.total, busy);
  return (
    <span className="vital" title={vitals}>
      <span className="visually-hidden">{vitals}</span>
      <span aria-hidden="true">
        {queue.waiting.total}
        <i>▸</i>
        {busy}
      </span>
    </span>
  );
}

function InformerButton(props: {
  readonly program: string;
  readonly informer: InformerView;
  readonly pressed: boolean;
}): ReactElement {
  const { program, informer, pressed } = props;
  const { acts } = usePlayground();
  const { controllerBoxes: words, states } = useWords();
  const { staleKeys } = informer.staleness;
  return (
    <button
      type="button"
      className="informer"
      aria-pressed={pressed}
      onClick={() => acts.focusOn({ program, informer: informer.informer })}
      title={words.informerAbout(
        informer.informer,
        stateName(informer.reflector.state, states),
        informer.indexer.objects.total,
      )}
    >
      {informer.resource}
      <span className={staleKeys > 0 ? 'count stale' : 'count'}>
        {informer.indexer.objects.total}
      </span>
    </button>
  );
}
