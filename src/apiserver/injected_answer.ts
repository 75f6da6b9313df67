/** Answers that people inject in the server's place, with the texts of the real ones. */

import {
  newConflict,
  newGenericServerResponse,
  newInternalError,
  newResourceExpired,
  newServiceUnavailable,
  newTimeoutError,
  newTooManyRequests,
  optimisticLockErrorMsg,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import { failureResponse } from '#apiserver/handlers/response.ts';
import { freezeJson } from '#base/json.ts';
import { isWatch, parseAPIPath } from '#sim/api_address.ts';
import { Channel } from '#sim/channel.ts';
import type { Frame, ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Sim } from '#sim/sim.ts';

/** A status code that a person can order. */
export type InjectedStatus = 409 | 410 | 429 | 500 | 503 | 504;

export const injectedStatuses: readonly InjectedStatus[] = [409, 410, 429, 500, 503, 504];

/** For {@link InMemoryNetwork.answerNext}: fails the next request with that status. */
export function injectedAnswer(
  sim: Sim,
  status: InjectedStatus,
): (request: ServerRequest) => ServerResponse {
  return (request) => {
    const error = injectedError(status, request);
    return status === 410 && isWatch(request) ? errorStream(sim, error) : failureResponse(error);
  };
}

function injectedError(status: InjectedStatus, request: ServerRequest): StatusError {
  const address = parseAPIPath(request.path);
  const resource = { group: address?.group ?? '', resource: address?.resource ?? '' };
  const { resourceVersion = '' } = request.query;
  switch (status) {
    case 409:
      return newConflict(resource, address?.name ?? '', optimisticLockErrorMsg);
    case 410:
      return newResourceExpired(
        isWatch(request)
          ? `too old resource version: ${resourceVersion} (${Number(resourceVersion) + 1})`
          : 'The resourceVersion for the provided list is too old.',
      );
    case 429:
      return newTooManyRequests('Too many requests, please try again later.', 1);
    case 500:
      return newInternalError('injected fault');
    case 503:
      return newServiceUnavailable(unavailableText(request));
    case 504:
      return newTimeoutError('request did not complete within the allotted timeout', 0);
  }
}

function unavailableText(request: ServerRequest): string {
  const resource = { group: '', resource: '' };
  const generic = {
    code: 503,
    verb: request.method,
    resource,
    name: '',
    serverMessage: '',
    retryAfterSeconds: 0,
    isUnexpectedResponse: false,
  };
  return newGenericServerResponse(generic).message;
}

/** A watch from a revision that is too old answers 200, and then says so in the stream. */
function errorStream(sim: Sim, error: StatusError): ServerResponse {
  const frames = new Channel<Frame>(sim, { name: 'injected.frames', capacity: 1 });
  frames.trySend({ type: 'ERROR', object: freezeJson(error.errStatus) });
  frames.close();
  return { kind: 'stream', stream: { frames, stop: () => undefined } };
}
