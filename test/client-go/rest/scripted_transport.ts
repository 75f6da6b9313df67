/** A transport that plays given answers, for tests of what a client makes of them. */

import type { JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { Channel } from '#sim/channel.ts';
import type {
  ClientFrame,
  ClientResponse,
  HTTPRequest,
  NetworkError,
  RequestOrigin,
  Transport,
} from '#sim/network.ts';
import type { Sim } from '#sim/sim.ts';

export type ScriptedAnswer =
  | {
      readonly status: number;
      readonly body?: JsonValue;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly error: NetworkError['kind'] }
  | { readonly frames: readonly ClientFrame[] };

export interface SentRequest extends HTTPRequest {
  readonly at: number;
  readonly origin: RequestOrigin;
}

/** Plays the answers in turn, the last one again and again, and keeps what was sent. */
export function scriptedTransport(
  sim: Sim,
  answers: readonly ScriptedAnswer[],
): Transport & { readonly sent: readonly SentRequest[] } {
  const sent: SentRequest[] = [];
  function* answered(
    request: HTTPRequest,
    origin: RequestOrigin,
  ): Generator<never, Result<ClientResponse, NetworkError>> {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? { status: 200 };
    sent.push({ ...request, origin, at: sim.now });
    const id = `req-${sent.length}`;
    if ('error' in answer) return fail({ kind: answer.error, message: answer.error });
    if ('frames' in answer)
      return ok({ kind: 'stream', id, stream: stream(sim, id, answer.frames) });
    const { status, headers = {}, body = {} } = answer;
    return ok({ kind: 'body', id, status, headers, body });
  }
  return {
    sent,
    roundTrip: (_ctx, request, origin) => sim.call('roundTrip', answered(request, origin)),
  };
}

function stream(sim: Sim, id: string, frames: readonly ClientFrame[]) {
  const channel = new Channel<ClientFrame>(sim, { name: id, capacity: frames.length });
  for (const frame of frames) channel.trySend(frame);
  channel.close();
  return { id, frames: channel, ending: () => 'EOF' as const, stop: () => undefined };
}
