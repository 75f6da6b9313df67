/** Everything that determines the run, what it came to, and the branches it was forked into. */

import { Copy, GitBranch, Link2, SquarePen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { profiles } from '#trace/profile.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { BookedRun } from '#ui/playground/run_book.ts';
import { ScrollText } from '#ui/widgets/scroll_text.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { BranchDrawing } from './branch_drawing.tsx';
import { runName } from './run_name.ts';
import './run_details.css';

export function RunDetails(): ReactElement {
  const { book } = usePlayground();
  const runId = usePlaygroundState((state) => state.run);
  usePlaygroundState((state) => state.booked);
  const run = book.find(runId);
  const { why } = useWords();
  if (run === undefined) return <p className="panel-empty">{why.noRun}</p>;
  return (
    <div className="run-details">
      <Facts run={run} />
      <Branches runs={book.shown()} current={runId} />
      <Script run={run} />
    </div>
  );
}

function Facts({ run }: { readonly run: BookedRun }): ReactElement {
  const { record } = run;
  const words = useWords().runDetails;
  const profile = profiles[record.profile];
  const facts: readonly (readonly [fact: string, name: string, value: string])[] = [
    ['seed', words.seed, record.seed],
    ['client-go', 'client-go', `${profile.release} · ${profile.name}`],
    ['order', words.order, record.policy],
    ['hops', words.hops, run.length.toLocaleString('en')],
    ['simulated', words.simulated, instantText(run.now)],
    ['hash after the script', words.scriptHash, run.openingHash || '…'],
    ['trace hash', words.traceHash, run.hash || '…'],
  ];
  return (
    <dl className="facts-list">
      {facts.map(([fact, name, value]) => (
        <div key={fact}>
          <dt>{name}</dt>
          <dd data-fact={fact}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Branches(props: {
  readonly runs: readonly BookedRun[];
  readonly current: number;
}): ReactElement {
  const { acts } = usePlayground();
  const { runDetails: words, share } = useWords();
  return (
    <section className="branches">
      <h2>
        <GitBranch size={15} aria-hidden="true" /> {words.branches}
        <button type="button" className="button" onClick={() => acts.openDialog('share')}>
          <Link2 size={14} aria-hidden="true" /> {share.button}
        </button>
      </h2>
      {props.runs.length > 1 && <BranchDrawing runs={props.runs} current={props.current} />}
      <ul>
        {props.runs.map((run) => (
          <li key={run.id} style={{ marginLeft: Math.min(4, run.depth) * 14 }}>
            <button
              type="button"
              className="branch"
              aria-current={run.id === props.current}
              onClick={() => acts.showRun(run.id)}
            >
              <span className="branch-name">{runName(run.name, words)}</span>
              <span className="label">{originOf(run, words)}</span>
            </button>
            {run.id !== props.current && (
              <button
                type="button"
                className="button compare-branch"
                aria-label={words.compareWith(runName(run.name, words))}
                onClick={() => acts.compareRuns(props.current, run.id)}
              >
                {words.compare}
              </button>
            )}
          </li>
        ))}
      </ul>
      {props.runs.length === 1 && <p className="label">{words.howToFork}</p>}
    </section>
  );
}

function originOf(run: BookedRun, words: Words['runDetails']): string {
  if (run.parent !== undefined) return words.forkedAt(run.shared);
  if (!run.replayed) return run.name === 'main' ? words.opening : words.own;
  const { name, release } = profiles[run.record.profile];
  return words.replayed(release, name);
}

function Script({ run }: { readonly run: BookedRun }): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().runDetails;
  const { script, acts: done } = run.record;
  const text = [script.trimEnd(), ...done.map((act) => handwritten(act, words))].join('\n');
  return (
    <section className="script">
      <h2>
        {words.script}
        <button type="button" className="button" onClick={() => acts.openDialog('script')}>
          <SquarePen size={14} aria-hidden="true" /> {words.edit}
        </button>
        <button type="button" className="button" onClick={() => acts.copy(text, words.copied)}>
          <Copy size={14} aria-hidden="true" /> {words.copy}
        </button>
      </h2>
      <ScrollText className="script-text" label={words.script} text={text} />
    </section>
  );
}

function handwritten(act: BookedRun['record']['acts'][number], words: Words['runDetails']): string {
  return `${words.byHand(instantText(act.position.at))}\n${act.statement}`;
}
