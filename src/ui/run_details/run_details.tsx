/** Everything that determines the run, what it came to, and the branches it was forked into. */

import { Copy, GitBranch, SquarePen } from 'lucide-react';
import type { ReactElement } from 'react';
import { profiles } from '#trace/profile.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { BookedRun } from '#ui/playground/run_book.ts';
import { ScrollText } from '#ui/widgets/scroll_text.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { BranchDrawing } from './branch_drawing.tsx';
import './run_details.css';

export function RunDetails(): ReactElement {
  const { book } = usePlayground();
  const runId = usePlaygroundState((state) => state.run);
  usePlaygroundState((state) => state.booked);
  const run = book.find(runId);
  if (run === undefined) return <p className="panel-empty">No run has opened yet.</p>;
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
  const profile = profiles[record.profile];
  const facts: readonly (readonly [string, string])[] = [
    ['seed', record.seed],
    ['client-go', `${profile.release} · ${profile.name}`],
    ['order', record.policy],
    ['hops', run.length.toLocaleString('en')],
    ['simulated', instantText(run.now)],
    ['hash after the script', run.openingHash === '' ? '…' : run.openingHash],
    ['trace hash', run.hash === '' ? '…' : run.hash],
  ];
  return (
    <dl className="facts-list">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-fact={name}>{value}</dd>
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
  return (
    <section className="branches">
      <h2>
        <GitBranch size={15} aria-hidden="true" /> Branches
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
              <span className="branch-name">{run.name}</span>
              <span className="label">{originOf(run)}</span>
            </button>
            {run.id !== props.current && (
              <button
                type="button"
                className="button compare-branch"
                aria-label={`Compare ${run.name} with the run in view`}
                onClick={() => acts.compareRuns(props.current, run.id)}
              >
                Compare
              </button>
            )}
          </li>
        ))}
      </ul>
      {props.runs.length === 1 && (
        <p className="label">Step back and act: the run forks there, and both futures stay here.</p>
      )}
    </section>
  );
}

function originOf(run: BookedRun): string {
  if (run.parent !== undefined) return `forked at hop ${run.shared}`;
  if (!run.replayed) return run.name === 'main' ? 'the opening run' : 'a run of its own';
  const { name, release } = profiles[run.record.profile];
  return `the same script under client-go ${release}, ${name}`;
}

function Script({ run }: { readonly run: BookedRun }): ReactElement {
  const { acts } = usePlayground();
  const { script, acts: done } = run.record;
  const text = [script.trimEnd(), ...done.map(handwritten)].join('\n');
  return (
    <section className="script">
      <h2>
        Script
        <button type="button" className="button" onClick={() => acts.openDialog('script')}>
          <SquarePen size={14} aria-hidden="true" /> Edit
        </button>
        <button
          type="button"
          className="button"
          onClick={() => acts.copy(text, 'The script is copied')}
        >
          <Copy size={14} aria-hidden="true" /> Copy
        </button>
      </h2>
      <ScrollText className="script-text" label="Script" text={text} />
    </section>
  );
}

function handwritten(act: BookedRun['record']['acts'][number]): string {
  return `# by hand at ${instantText(act.position.at)}\n${act.statement}`;
}
