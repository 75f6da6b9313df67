/** Where in a run of a preset each of its cues begins. */

import { parseScript } from '#script/parse.ts';
import type { CommandKind } from '#trace/command_shapes.ts';
import type { TraceEvent } from '#trace/event.ts';
import { cuesOf } from './cue_comments.ts';

/** Statements that leave no event of their own. */
const silent: ReadonlySet<CommandKind> = new Set([
  'seed',
  'profile',
  'policy',
  'set',
  'start',
  'allow',
  'run',
  'step',
]);

/** They are told once they have waited, not when they begin. */
const waiting: ReadonlySet<CommandKind> = new Set(['until']);

/**
 * For each cue the last event before its part of the script begins. The events are those of the whole
 * run; each statement that was done, refused or checked left one, in order.
 */
export function cueMarks(script: string, events: readonly TraceEvent[]): readonly number[] {
  const parsed = parseScript(script);
  const statements = parsed.ok ? parsed.value.statements : [];
  const told = events.filter(isTold);
  const marks: number[] = [];
  let done = 0;
  let last = 0;
  for (const [index, cue] of cuesOf(script).entries()) {
    while (statements[done] !== undefined && (statements[done]?.line ?? 0) < cue.line) {
      const { kind } = statements[done]?.command ?? { kind: 'run' };
      if (!silent.has(kind)) last = endOfStep(told.shift(), events) ?? last;
      done++;
    }
    const first = statements[done]?.command.kind;
    const next = told[0];
    const begins = first !== undefined && !silent.has(first) && !waiting.has(first);
    if (index === 0) marks.push(Math.max(0, (next?.seq ?? 1) - 1));
    else marks.push(begins && next !== undefined ? next.seq - 1 : last);
  }
  return marks;
}

/** The last event of the step in which something was done. */
function endOfStep(event: TraceEvent | undefined, events: readonly TraceEvent[]) {
  if (event === undefined) return undefined;
  const { step, at } = event;
  return events.findLast((each) => each.step === step && each.at === at)?.seq;
}

function isTold({ kind, actor }: TraceEvent): boolean {
  if (kind === 'expect.checked') return true;
  return (kind === 'command.applied' || kind === 'command.refused') && actor === 'person';
}
