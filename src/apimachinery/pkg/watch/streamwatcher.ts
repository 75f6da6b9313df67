/**
 * Turns a watch's wire into events: one process decodes, and hands each event over before it looks at
 * the next, so that a slow consumer leaves frames in the receive buffer.
 *
 * @upstream kubernetes/apimachinery pkg/watch/streamwatcher.go
 * @diverges The network has decoded the frame already, into a copy of this client's own.
 * @diverges Why a stream ended is in the trace event `watch.closed`, not in a log.
 */

import { newGenericServerResponse } from '#apimachinery/pkg/api/errors/errors.ts';
import { isJsonObject } from '#base/json.ts';
import { Channel, select } from '#sim/channel.ts';
import type { ClientFrame, ClientStream } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { Event, Interface } from './watch.ts';

export class StreamWatcher implements Interface {
  readonly #sim: Sim;
  readonly #source: ClientStream;
  readonly #result: Channel<Event>;
  readonly #done: Channel<never>;

  constructor(sim: Sim, source: ClientStream, name: string) {
    this.#sim = sim;
    this.#source = source;
    this.#result = new Channel<Event>(sim, { name: `${name}.result` });
    this.#done = new Channel<never>(sim, { name: `${name}.done` });
    sim.spawn(`${name}/receive`, this.#receive());
  }

  resultChan(): Channel<Event> {
    return this.#result;
  }

  stop(): void {
    if (this.#done.closed) return;
    this.#done.close();
    this.#source.stop();
  }

  /** How the stream ended, for those who must tell a clean end from a broken one. */
  ending(): ReturnType<ClientStream['ending']> {
    return this.#source.ending();
  }

  *#receive(): Proc {
    const done = this.#done.receiving();
    for (;;) {
      const frame = yield* this.#source.frames.receive();
      if (frame === undefined || this.#done.closed) {
        yield* this.#tellLost();
        break;
      }
      const event = decode(frame);
      const { index } = yield* select(this.#sim, [
        done,
        this.#result.sending(event ?? unreadable(frame)),
      ]);
      if (index === 0 || event === undefined) break;
    }
    this.stop();
    this.#result.close();
  }

  /** A connection that pings found dead is no plain end: the reader is told an error. */
  *#tellLost(): Proc {
    const ending = this.#source.ending();
    if (this.#done.closed || ending !== 'http2: client connection lost') return;
    yield* select(this.#sim, [this.#done.receiving(), this.#result.sending(undecodable(ending))]);
  }
}

/** Starts to receive. `name` prefixes the process's name: `rs-controller/pods/watch`. */
export function newStreamWatcher(sim: Sim, source: ClientStream, name: string): StreamWatcher {
  return new StreamWatcher(sim, source, name);
}

const eventTypes: readonly string[] = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR'];

/** The one place where a frame's JSON is taken for what its type says it is; `undefined` if it cannot be. */
function decode({ type, object }: ClientFrame): Event | undefined {
  const isKnown = eventTypes.includes(type) && isJsonObject(object);
  return isKnown ? ({ type, object } as unknown as Event) : undefined;
}

/** What the reader is told before the watch ends over a frame that says nothing. */
export function unreadable({
  type,
  object,
}: Pick<ClientFrame, 'object'> & { readonly type: string }): Extract<
  Event,
  { readonly type: 'ERROR' }
> {
  return undecodable(
    isJsonObject(object) ? `got invalid watch event type: ${type}` : 'no object in it',
  );
}

function undecodable(why: string): Extract<Event, { readonly type: 'ERROR' }> {
  const message = `unable to decode an event from the watch stream: ${why}`;
  const { errStatus } = newGenericServerResponse({
    code: 500,
    verb: 'GET',
    resource: { group: '', resource: '' },
    name: '',
    serverMessage: message,
    retryAfterSeconds: 0,
    isUnexpectedResponse: true,
  });
  const { details } = errStatus;
  const causes = [...(details?.causes ?? []), { reason: 'ClientWatchDecoding', message }];
  return { type: 'ERROR', object: { ...errStatus, details: { ...details, causes } } };
}
