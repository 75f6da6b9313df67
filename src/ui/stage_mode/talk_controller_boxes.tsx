/** Workqueue and workers for a room. */

import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { shortKey } from '#ui/stage/object_row.tsx';
import { stateName } from '#ui/states/state_name.ts';
import { Countdown } from '#ui/widgets/countdown.tsx';
import type {
  ProgramView,
  QueueKeyView,
  Rows,
  WorkerView,
  WorkqueueView,
} from '#view-model/stage_view.ts';
import { TalkBox, TalkMore, TalkRow } from './talk_box.tsx';

const mostWorkers = 2;

interface ProgramProps {
  readonly program: ProgramView;
  readonly at: number;
}

export function TalkWorkqueueBox({ program, at }: ProgramProps): ReactElement {
  const { controllerBoxes: words, stage } = useWords();
  const queue = program.controller?.workqueue;
  return (
    <TalkBox
      name="workqueue"
      title={stage.titles.workqueue}
      chip={queue === undefined ? '' : chipOf(queue, words)}
      mood={(queue?.waiting.total ?? 0) > 0 ? 'busy' : 'plain'}
      noun={{ kind: 'program', program: program.program }}
      active={(queue?.waiting.total ?? 0) > 0}
    >
      {queue === undefined ? (
        <p className="talk-more">{words.noWorkqueue}</p>
      ) : (
        <Sets queue={queue} at={at} />
      )}
    </TalkBox>
  );
}

function chipOf(queue: WorkqueueView, words: Words['controllerBoxes']): string {
  return queue.shuttingDown ? words.shuttingDown : words.depth(queue.waiting.total);
}

function Sets({ queue, at }: { readonly queue: WorkqueueView; readonly at: number }) {
  const words = useWords().controllerBoxes;
  const [delayed] = queue.delayed.rows;
  const [failing] = queue.failures.rows;
  return (
    <>
      <KeySet name={words.sets.waiting} keys={queue.waiting} />
      <KeySet name={words.sets.processing} keys={queue.processing} />
      <KeySet name={words.sets.dirty} keys={queue.dirty} />
      {delayed !== undefined && (
        <TalkRow name={shortKey(delayed.key)} tone="warn">
          {failing?.key === delayed.key && failing.failures > 0 && `${failing.failures}× `}
          <Countdown timer={{ since: delayed.since, until: delayed.due }} at={at} />
        </TalkRow>
      )}
      <TalkMore count={Math.max(0, queue.delayed.total - 1)} />
    </>
  );
}

/** One of the three sets of a workqueue: its first key, and how many more. */
function KeySet(props: { readonly name: string; readonly keys: Rows<QueueKeyView> }) {
  const { name, keys } = props;
  const [first] = keys.rows;
  return (
    <div className="talk-row talk-set">
      <span className="talk-set-name">{name}</span>
      {first === undefined ? (
        <span className="talk-none">–</span>
      ) : (
        <span className="key-cap talk-key">{shortKey(first.key)}</span>
      )}
      {keys.total > 1 && <span className="talk-side">+{keys.total - 1}</span>}
    </div>
  );
}

export function TalkWorkersBox({ program, at }: ProgramProps): ReactElement {
  const { controllerBoxes: words, stage, states } = useWords();
  const workers = program.controller?.workers ?? [];
  const busy = workers.filter(({ state }) => state === 'reconciling');
  const shown = [...busy, ...workers.filter((each) => !busy.includes(each))].slice(0, mostWorkers);
  const { election, throttled } = program;
  const running = program.state === 'running';
  return (
    <TalkBox
      name="workers"
      title={stage.titles.workers}
      chip={running ? words.busy(busy.length, workers.length) : stateName(program.state, states)}
      mood={running ? moodOf(busy.length) : 'bad'}
      noun={{ kind: 'program', program: program.program }}
      active={busy.length > 0}
    >
      {shown.map((worker) => (
        <Worker key={worker.worker} worker={worker} />
      ))}
      {throttled !== undefined && (
        <TalkRow name={words.waitsForToken} tone="warn">
          <Countdown timer={throttled} at={at} />
        </TalkRow>
      )}
      {election !== undefined && (
        <TalkRow
          name={election.leading ? words.leads : leaderText(election.holder, words)}
          tone={election.state === 'failing' ? 'warn' : undefined}
        >
          {election.lease !== undefined && <Countdown timer={election.lease} at={at} />}
        </TalkRow>
      )}
    </TalkBox>
  );
}

function moodOf(busy: number): 'busy' | 'plain' {
  return busy > 0 ? 'busy' : 'plain';
}

function leaderText(holder: string, words: Words['controllerBoxes']): string {
  return holder === '' ? words.nobodyLeads : words.otherLeads(holder);
}

function Worker({ worker }: { readonly worker: WorkerView }) {
  const words = useWords().controllerBoxes;
  const { state, key, doings, lastResult } = worker;
  if (state === 'idle') {
    const bad = lastResult === 'error';
    return (
      <TalkRow name={words.idle} tone={bad ? 'bad' : 'muted'}>
        {lastResult !== undefined && words.results[lastResult]}
      </TalkRow>
    );
  }
  const doing = doings.at(-1);
  return (
    <>
      <TalkRow name={shortKey(key ?? '')} />
      {doing !== undefined && (
        <TalkRow
          name={`${words.doings[doing.kind]} ${doing.text}`}
          tone={doing.kind === 'conflict' || doing.figure >= 400 ? 'bad' : 'muted'}
        >
          {doing.kind === 'request' && doing.done && doing.figure}
        </TalkRow>
      )}
    </>
  );
}
