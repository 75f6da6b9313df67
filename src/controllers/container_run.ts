/** How long a container runs, and how it ends: read from its command, as far as that says it. */

import { type Duration, duration, noDuration, parseDuration, seconds } from '#base/time.ts';
import type { Container, Pod } from './kinds.ts';

export interface ContainerEnd {
  /** After its start. */
  readonly after: Duration;
  readonly exitCode: number;
}

/** The end of a container that knows one: `sleep 5`, `true`, `false`, `sh -c "sleep 5; exit 1"`. */
export function endOf(container: Container): ContainerEnd | undefined {
  const words = [...texts(container['command']), ...texts(container['args'])];
  const script = words.at(-2) === '-c' ? (words.at(-1) ?? '') : words.join(' ');
  let after = noDuration;
  let exitCode: number | undefined;
  for (const step of script.split(/;|&&/)) {
    const [program = '', argument = ''] = step.trim().split(/\s+/);
    if (program === 'sleep') {
      after = duration(after + sleptFor(argument));
      exitCode ??= 0;
    } else if (program === 'exit') exitCode = Number(argument) || 0;
    else if (program === 'true') exitCode = 0;
    else if (program === 'false') exitCode = 1;
  }
  return exitCode === undefined ? undefined : { after, exitCode };
}

/** The pod's end, if it is to have one: when its last container has ended, none of them started again. */
export function podEnd(pod: Pod): ContainerEnd | undefined {
  if ((pod.spec['restartPolicy'] ?? 'Always') === 'Always') return undefined;
  let after = noDuration;
  let exitCode = 0;
  for (const container of pod.spec.containers) {
    const end = endOf(container);
    if (end === undefined) return undefined;
    if (end.after > after) after = end.after;
    if (end.exitCode !== 0) exitCode = end.exitCode;
  }
  return { after, exitCode };
}

function sleptFor(argument: string): Duration {
  if (/^\d+$/.test(argument)) return seconds(Number(argument));
  return parseDuration(argument) ?? noDuration;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
