/**
 * The cues of a talk over a run: where each begins and ends. They are the script's comments; a script
 * without comments has a cue for each thing that somebody does in the run.
 */

import type { TraceEvent } from '#trace/event.ts';
import { cuesOf } from './cue_comments.ts';
import { cueMarks } from './cue_marks.ts';

export interface Cue {
  /** The comment; or else the statements, a line each. */
  readonly text: string;
  /** The text is code. */
  readonly code: boolean;
  /** The last event before it begins. */
  readonly begins: number;
  /** The last event of it. */
  readonly ends: number;
}

interface TalkRun {
  readonly script: string;
  /** Every event of the run, in order. */
  readonly events: readonly TraceEvent[];
}

/** At least one cue, in order; each begins where the one before ends. */
export function cueList({ script, events }: TalkRun): readonly Cue[] {
  const last = events.at(-1)?.seq ?? 0;
  const comments = cuesOf(script);
  if (comments.length > 0) {
    const marks = cueMarks(script, events);
    const texts = comments.map(({ text }) => ({ text, code: false }));
    return joined(texts, marks, last);
  }
  const deeds = deedsOf(events);
  if (deeds.length === 0) return [{ text: '', code: false, begins: 0, ends: last }];
  const texts = deeds.map(({ text }) => ({ text, code: true }));
  return joined(
    texts,
    deeds.map(({ begins }) => begins),
    last,
  );
}

/** The number of the cue in which `seq` lies, from 1; 0 before the first. */
export function cueAt(cues: readonly Cue[], seq: number): number {
  return cues.filter(({ begins }) => begins < seq).length;
}

function joined(
  texts: readonly Pick<Cue, 'text' | 'code'>[],
  marks: readonly number[],
  last: number,
): readonly Cue[] {
  let begins = 0;
  const starts = marks.map((mark) => {
    begins = Math.max(begins, mark);
    return begins;
  });
  return texts.map((each, index) => ({
    ...each,
    begins: starts[index] ?? last,
    ends: starts[index + 1] ?? Math.max(last, begins),
  }));
}

/** What was done at one instant is one deed. */
function deedsOf(events: readonly TraceEvent[]) {
  const deeds: { at: number; text: string; begins: number }[] = [];
  for (const event of events) {
    if (event.kind !== 'command.applied' || event.actor !== 'person') continue;
    const [text = ''] = event.data.text.split('\n');
    const before = deeds.at(-1);
    if (before !== undefined && before.at === event.at) before.text += `\n${text}`;
    else deeds.push({ at: event.at, text, begins: event.seq - 1 });
  }
  return deeds;
}
