/** The workers: who reconciles what, with which reads and writes, and who waits for a client token. */

import type { ReactElement, ReactNode } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { stateName } from '#ui/states/state_name.ts';
import { nounAttribute } from '#ui/verbs/noun.ts';
import { Countdown } from '#ui/widgets/countdown.tsx';
import { durationText } from '#ui/widgets/time_text.ts';
import type { ElectionView, ProgramView, WorkerDoing, WorkerView } from '#view-model/stage_view.ts';
import { Box, type Mood, VerbButton } from './box.tsx';
import { shortKey } from './object_row.tsx';
import { Underway } from './underway.tsx';
import './workers_box.css';

const mostDoings = 5;

export function WorkersBox(props: {
  readonly program: ProgramView;
  readonly at: number;
}): ReactElement {
  const { program, at } = props;
  const { controllerBoxes: words, stage, states } = useWords();
  const workers = program.controller?.workers ?? [];
  const busy = workers.filter(({ state }) => state === 'reconciling').length;
  return (
    <Box
      name="workers"
      title={stage.titles.workers}
      chip={
        program.state === 'running'
          ? words.busy(busy, workers.length)
          : stateName(program.state, states)
      }
      mood={moodOf(program, busy)}
      noun={{ kind: 'program', program: program.program }}
      active={busy > 0}
    >
      {workers.map((worker, index) => (
        <Worker
          key={worker.worker}
          worker={worker}
          number={index + 1}
          at={at}
          resource={program.controller?.resource ?? ''}
        />
      ))}
      {program.throttled !== undefined && (
        <div className="row">
          <span className="name">waits for a client token</span>
          <span className="side warn">
            <Countdown timer={program.throttled} at={at} />
          </span>
        </div>
      )}
      {program.election !== undefined && <Lease election={program.election} at={at} />}
      <ClientState program={program} />
      {program.code.map(({ slot, pieces }) => (
        <p className="chosen-code" key={slot} data-slot={slot}>
          <span>{slot}</span> <code>{pieces.join(' → ')}</code>
        </p>
      ))}
      {workers.length === 0 && <p className="empty">{emptyText(program, words)}</p>}
    </Box>
  );
}

/** The lease by which its workers work, and what is left of it. */
function Lease(props: { readonly election: ElectionView; readonly at: number }): ReactElement {
  const { election, at } = props;
  const words = useWords().controllerBoxes;
  const { holder, leading, state, lock, lease } = election;
  const acts = state === 'failing' ? words.cannotRenew : words.leads;
  const others = holder === '' ? words.nobodyLeads : words.otherLeads(holder);
  return (
    <div className="row">
      <span className="name" title={words.leaseAbout(lock)}>
        {leading ? acts : others}
      </span>
      <span className={state === 'failing' ? 'side warn' : 'side'}>
        {lease !== undefined && <Countdown timer={lease} at={at} />}
      </span>
    </div>
  );
}

function emptyText({ election }: ProgramView, words: Words['controllerBoxes']): string {
  return election === undefined || election.leading ? words.noWorker : words.startsWhenLeading;
}

/** What somebody has done to the program's client and clock. */
function ClientState({ program }: { readonly program: ProgramView }): ReactElement | null {
  const words = useWords().controllerBoxes;
  const { refused, denied, replica, clockSkew } = program;
  const apart = durationText(Math.abs(clockSkew));
  const skew = clockSkew > 0 ? words.ahead(apart) : words.behind(apart);
  const states: readonly (readonly [what: string, state: string])[] = [
    ...(refused ? [[words.connections, words.refused] as const] : []),
    ...denied.map((what) => [what, words.denied] as const),
    ...(replica === undefined ? [] : [[words.asks, replica] as const]),
    ...(clockSkew === 0 ? [] : [[words.clock, skew] as const]),
  ];
  return (
    <>
      {states.map(([what, state]) => (
        <div className="row" key={what}>
          <span className="name">{what}</span>
          <span className="side warn">{state}</span>
        </div>
      ))}
    </>
  );
}

function moodOf(program: ProgramView, busy: number): Mood {
  if (program.state !== 'running') return 'bad';
  return busy > 0 ? 'busy' : 'plain';
}

function Worker(props: {
  readonly worker: WorkerView;
  readonly number: number;
  readonly at: number;
  readonly resource: string;
}): ReactElement {
  const { worker, number, at, resource } = props;
  const { controllerBoxes: words, spoken } = useWords();
  const busy = worker.state === 'reconciling';
  const noun = { kind: 'worker', worker: worker.worker } as const;
  return (
    <div className={busy ? 'worker busy' : 'worker'} data-noun={nounAttribute(noun)}>
      <div className="row">
        <span className="worker-number" title={worker.worker}>
          <span className="visually-hidden">{spoken.worker} </span>
          {number}
        </span>
        {busy && worker.key !== undefined ? (
          <>
            <code className="name" data-object={`${resource}/${worker.key}`}>
              {shortKey(worker.key)}
            </code>
            <span className="side">
              {worker.since === undefined ? '' : durationText(at - worker.since)}
            </span>
          </>
        ) : (
          <>
            <code className="name idle">{words.idle}</code>
            <Result worker={worker} />
          </>
        )}
        <VerbButton noun={noun} />
      </div>
      {busy && (
        <ol className="doings">
          {worker.doings.slice(-mostDoings).map((doing) => (
            <Doing key={doing.seq} doing={doing} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Result({ worker }: { readonly worker: WorkerView }): ReactElement | null {
  const words = useWords().controllerBoxes;
  if (worker.lastResult === undefined) return null;
  return (
    <span className={worker.lastResult === 'error' ? 'side bad' : 'side'} title={worker.lastError}>
      {words.last(words.results[worker.lastResult])}
    </span>
  );
}

function Doing({ doing }: { readonly doing: WorkerDoing }): ReactElement {
  const words = useWords().controllerBoxes;
  const bad = doing.kind === 'conflict' || (doing.kind === 'request' && doing.figure >= 400);
  return (
    <li className={`doing ${doing.kind}${bad ? ' bad' : ''}`}>
      <span>{words.doings[doing.kind]}</span>
      {doing.kind === 'stall' ? <span /> : <code title={doing.text}>{briefly(doing.text)}</code>}
      <span className="figure">
        <Figure doing={doing} />
      </span>
    </li>
  );
}

/** A request without the part of its path that says nothing here. */
function briefly(text: string): string {
  return shortKey(text).replace(/\/apis?\/(?:[\w.]+\/)?v\w+\/(?:namespaces\/default\/)?/, '');
}

function Figure({ doing }: { readonly doing: WorkerDoing }): ReactNode {
  const words = useWords().controllerBoxes;
  if (!doing.done) return <Underway />;
  if (doing.kind === 'read') return words.found(doing.figure);
  if (doing.kind === 'conflict' && doing.figure === 0) return words.atOnce;
  return doing.kind === 'request' ? `${doing.figure}` : durationText(doing.figure);
}
