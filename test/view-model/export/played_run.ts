/** A script of test/scripts as a session and as its observer knows it. */

import { en } from '#messages/en/en.ts';
import { sentence } from '#messages/sentence.ts';
import { createSession, recordOf, type Session } from '#session/session.ts';
import { scriptText } from '#test/view-model/script_run.ts';
import type { TraceEvent } from '#trace/event.ts';
import { RunView } from '#view-model/run_view.ts';

export interface PlayedRun {
  readonly session: Session;
  readonly view: RunView;
}

export function playedRun(name: string): PlayedRun {
  const record = recordOf(scriptText(name));
  if (!record.ok) throw new Error(record.error.map(({ message }) => message).join('\n'));
  const session = createSession(record.value);
  if (!session.ok) throw new Error(session.error.map(({ message }) => message).join('\n'));
  session.value.play();
  const { store } = session.value;
  const view = new RunView();
  view.append(
    store.events,
    store.mentions.map(({ ref, object, before }) => [ref, object, before] as const),
  );
  return { session: session.value, view };
}

export const say = (event: TraceEvent): string => sentence(event, en);
