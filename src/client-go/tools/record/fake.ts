/**
 * A recorder that keeps what it is told as lines of text, for tests of those who record.
 *
 * @upstream kubernetes/client-go tools/record/fake.go
 */

import type { Referable } from '#client-go/tools/reference/ref.ts';
import { Channel } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { type EventRecorder, type FormattedReport, type Report, sprintf } from './event.ts';

/** Lines such as `Normal Started message`. Whoever records waits while the channel is full. */
export class FakeRecorder implements EventRecorder {
  /** Without a channel, what is recorded is thrown away. */
  readonly events: Channel<string> | undefined;
  /** Adds the object's kind to each line. */
  readonly includeObject: boolean;
  readonly #sim: Sim;

  constructor(
    sim: Sim,
    options: { readonly bufferSize?: number; readonly includeObject?: boolean },
  ) {
    const { bufferSize } = options;
    this.#sim = sim;
    this.includeObject = options.includeObject ?? false;
    this.events =
      bufferSize === undefined
        ? undefined
        : new Channel<string>(sim, { name: 'fakeRecorder.events', capacity: bufferSize });
  }

  event(object: Referable | undefined, report: Report): Blocking<void> {
    const { message, ...rest } = report;
    return this.eventf(object, { ...rest, messageFmt: '%s', args: [message] });
  }

  eventf(object: Referable | undefined, report: FormattedReport): Blocking<void> {
    return this.annotatedEventf(object, {}, report);
  }

  annotatedEventf(
    object: Referable | undefined,
    annotations: Readonly<Record<string, string>>,
    report: FormattedReport,
  ): Blocking<void> {
    const { type, reason, messageFmt, args = [] } = report;
    const line = `${sprintf(`${type} ${reason} ${messageFmt}`, args)}${this.#about(object)}`;
    return this.#sim.call('event', this.#write(`${line}${shownMap(annotations)}`));
  }

  #about(object: Referable | undefined): string {
    if (!this.includeObject || object === undefined) return '';
    const { kind = '', apiVersion = '' } = object;
    return ` involvedObject{kind=${kind},apiVersion=${apiVersion}}`;
  }

  *#write(line: string): Proc {
    if (this.events !== undefined) yield* this.events.send(line);
  }
}

export function newFakeRecorder(sim: Sim, bufferSize: number): FakeRecorder {
  return new FakeRecorder(sim, { bufferSize });
}

/** ` map[a:1 b:2]`, by sorted keys; nothing for an empty one. */
function shownMap(map: Readonly<Record<string, string>>): string {
  const entries = Object.entries(map).sort(([left], [right]) => (left < right ? -1 : 1));
  if (entries.length === 0) return '';
  return ` map[${entries.map(([key, value]) => `${key}:${value}`).join(' ')}]`;
}
