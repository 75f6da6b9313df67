/** What people do to requests: refuse connections, answer in the server's place, lose a request or its answer. */

import type { RequestOrigin, ServerRequest, ServerResponse } from './network.ts';

/** Which requests are meant; what is left out does not matter. */
export interface RequestMatch {
  readonly client?: string | undefined;
  readonly noun?: string | undefined;
  readonly replica?: string | undefined;
  /** A verb, or `write` for create, update, patch and delete. */
  readonly verb?: string | undefined;
  readonly resource?: string | undefined;
  /** `pods/default/web-1`. */
  readonly key?: string | undefined;
}

/** What there is to match. */
export interface MatchedRequest {
  readonly origin: RequestOrigin;
  readonly replica: string;
  readonly verb: string;
  readonly resource: string;
  readonly key: string;
}

/** Something that happens to the next request that matches, once. */
export type RequestFault =
  /** The server does not see it; this is the answer. */
  | { readonly kind: 'answer'; readonly answer: (request: ServerRequest) => ServerResponse }
  /** It never arrives, and the client waits in vain. */
  | { readonly kind: 'lose request' }
  /** The server does what it asks, and the client waits in vain for the answer. */
  | { readonly kind: 'lose response' }
  /** The server does what it asks, and the client ends before it learns of it. */
  | { readonly kind: 'end client'; readonly end: () => void };

type Answer = (request: ServerRequest) => ServerResponse;

interface Armed {
  readonly match: RequestMatch;
  readonly fault: RequestFault;
}

export class RequestFaults {
  readonly #armed: Armed[] = [];
  readonly #refused: RequestMatch[] = [];
  readonly #denied: { readonly match: RequestMatch; readonly answer: Answer }[] = [];

  /** `fault` happens to the next request that matches. */
  arm(match: RequestMatch, fault: RequestFault): void {
    this.#armed.push({ match, fault });
  }

  /** Takes out the first fault of that kind that is meant for the request. */
  take<K extends RequestFault['kind']>(
    kind: K,
    request: MatchedRequest,
  ): Extract<RequestFault, { kind: K }> | undefined {
    const index = this.#armed.findIndex(
      (armed) => armed.fault.kind === kind && matches(armed.match, request),
    );
    if (index < 0) return undefined;
    return this.#armed.splice(index, 1)[0]?.fault as Extract<RequestFault, { kind: K }>;
  }

  /** What still waits for a request. */
  waiting(): readonly { readonly match: RequestMatch; readonly kind: RequestFault['kind'] }[] {
    return this.#armed.map(({ match, fault }) => ({ match, kind: fault.kind }));
  }

  /** From now on connections that match are refused. */
  refuse(match: RequestMatch): void {
    this.#refused.push(match);
  }

  /** Ends what {@link refuse} began, for exactly that client and replica. False if there was no such thing. */
  accept(match: RequestMatch): boolean {
    const index = this.#refused.findIndex(
      (refused) => refused.client === match.client && refused.replica === match.replica,
    );
    if (index >= 0) this.#refused.splice(index, 1);
    return index >= 0;
  }

  /** From now on requests that match get this answer, until {@link permit}. */
  deny(match: RequestMatch, answer: Answer): void {
    this.#denied.push({ match, answer });
  }

  /** Ends every denial of that client. False if there was none. */
  permit(client: string): boolean {
    const before = this.#denied.length;
    const others = this.#denied.filter(({ match }) => match.client !== client);
    this.#denied.splice(0, before, ...others);
    return others.length < before;
  }

  /** The answer to a request that is denied. */
  denialOf(request: MatchedRequest): Answer | undefined {
    return this.#denied.find(({ match }) => matches(match, request))?.answer;
  }

  isRefused(request: MatchedRequest): boolean {
    return this.#refused.some((match) => matches(match, request));
  }

  /** Who is refused at present. */
  refusals(): readonly RequestMatch[] {
    return [...this.#refused];
  }
}

const writes: ReadonlySet<string> = new Set([
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
]);

function matches(match: RequestMatch, request: MatchedRequest): boolean {
  const { client, noun, replica, verb, resource, key } = match;
  if (client !== undefined && client !== request.origin.client) return false;
  if (noun !== undefined && noun !== request.origin.noun) return false;
  if (replica !== undefined && replica !== request.replica) return false;
  if (resource !== undefined && resource !== request.resource) return false;
  if (key !== undefined && key !== request.key) return false;
  if (verb === undefined || verb === request.verb) return true;
  return verb === 'write' && writes.has(request.verb);
}
