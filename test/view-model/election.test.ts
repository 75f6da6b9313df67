/** What the stage shows of a lease: who leads by its own lights, and what is left of the lease. */

import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import { readStage } from '#view-model/read_stage.ts';
import { RunView } from '#view-model/run_view.ts';
import { selfcheck } from '#view-model/selfcheck.ts';
import type { ElectionView } from '#view-model/stage_view.ts';
import { playScript, scriptText } from './script_run.ts';

const { events, objects } = playScript(scriptText('paused_leader.lab'));
const view = new RunView();
view.append(events, objects);

/** What both replicas show after the last event before something happens. */
function electionsBefore(found: (event: TraceEvent) => boolean): readonly ElectionView[] {
  const seq = (events.find(found)?.seq ?? 1) - 1;
  return readStage(view, seq).programs.flatMap(({ election }) => election ?? []);
}

const isCommand = (text: string) => (event: TraceEvent) =>
  event.kind === 'command.applied' && event.data.text === text;

test('one leads, the other stands by and counts for itself', () => {
  const [first, second] = electionsBefore(isCommand('program elected-a pause'));
  expect(first).toMatchObject({ holder: 'elected-a', leading: true, state: 'leading' });
  expect(second).toMatchObject({ holder: 'elected-a', leading: false, state: 'candidate' });
  for (const { lease } of [first, second].flatMap((each) => each ?? [])) {
    expect((lease?.until ?? 0) - (lease?.since ?? 0)).toBe(seconds(15));
  }
  expect(second?.lease?.since).not.toBe(first?.lease?.since);
});

test('after the takeover both believe that they lead', () => {
  const resumed = events.find(isCommand('program elected-a resume'));
  const [first, second] = electionsBefore(isCommand('program elected-a resume'));
  expect(first).toMatchObject({ holder: 'elected-a', leading: true, state: 'leading' });
  expect(first?.lease?.until).toBeLessThan(resumed?.at ?? 0);
  expect(second).toMatchObject({ holder: 'elected-b', leading: true, state: 'leading' });
});

test('a leader whose renewals fail is told apart until it gives up', () => {
  const lost = (event: TraceEvent) => event.kind === 'leader.lost';
  const [failing] = electionsBefore(lost);
  expect(failing).toMatchObject({ holder: 'elected-b', leading: true, state: 'failing' });
  const exit = (event: TraceEvent) =>
    event.kind === 'program.stopped' && event.data.program === 'elected-a';
  const [gone] = electionsBefore(exit);
  expect(gone).toMatchObject({ leading: false, state: 'stopped' });
});

test('it looks the same however one comes there, and no machine refuses anything', () => {
  const report = selfcheck(events, objects, { every: 31, mostFolds: 5 });
  expect(report.first).toBeUndefined();
  expect(report.firstRefusal).toBeUndefined();
}, 60_000);
