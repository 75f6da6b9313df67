/**
 * How many requests a server works on at once. What is beyond is turned away in plain text before anybody
 * looks at it; watches do not count.
 */

import { plainText } from '#apiserver/handlers/response.ts';
import { isWatch } from '#sim/api_address.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';

/** The flags `--max-requests-inflight` and `--max-mutating-requests-inflight`; 0 for no limit. */
export interface MaxInFlight {
  readonly readonly: number;
  readonly mutating: number;
}

export const defaultMaxInFlight: MaxInFlight = { readonly: 400, mutating: 200 };

export class InFlightRequests {
  readonly #working = { readonly: 0, mutating: 0 };

  /** Works on the request, unless as many as `max` allows are worked on already. */
  *handle(
    request: ServerRequest,
    max: MaxInFlight,
    work: (request: ServerRequest) => Proc<ServerResponse>,
  ): Proc<ServerResponse> {
    if (isWatch(request)) return yield* work(request);
    const requests = request.method === 'GET' ? 'readonly' : 'mutating';
    if (max[requests] > 0 && this.#working[requests] >= max[requests]) return tooManyRequests();
    this.#working[requests]++;
    const response = yield* work(request);
    this.#working[requests]--;
    return response;
  }
}

function tooManyRequests(): ServerResponse {
  const text = 'Too many requests, please try again later.\n';
  return plainText(429, text, { 'retry-after': '1' });
}
