/** Plays a script of test/scripts and hands over its trace. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#base/json.ts';
import { createSession, recordOf } from '#session/session.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';

export interface ScriptRun {
  readonly events: readonly TraceEvent[];
  readonly objects: readonly (readonly [ObjectRef, JsonObject])[];
}

export function playScript(text: string): ScriptRun {
  const record = recordOf(text);
  if (!record.ok) throw new Error(record.error.map(({ message }) => message).join('\n'));
  const session = createSession(record.value);
  if (!session.ok) throw new Error(session.error.map(({ message }) => message).join('\n'));
  session.value.play();
  return {
    events: session.value.store.events,
    objects: [...session.value.store.objects.entries()],
  };
}

export function scriptText(name: string): string {
  return readFileSync(join(import.meta.dirname, '../scripts', name), 'utf8');
}
