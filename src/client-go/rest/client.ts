/**
 * A client of one API group and version: it makes requests, which share its connection and its limit.
 *
 * @upstream kubernetes/client-go rest/client.go
 * @diverges Back-off by URL, which is off upstream unless two environment variables say otherwise, is left out.
 */

import type { Duration } from '#base/time.ts';
import type { RateLimiter } from '#client-go/util/flowcontrol/throttle.ts';
import type { RequestOrigin, Transport } from '#sim/network.ts';
import type { Sim } from '#sim/sim.ts';
import { type HTTPMethod, type PatchType, Request } from './request.ts';

export interface RESTClientOptions {
  readonly transport: Transport;
  readonly origin: RequestOrigin;
  /** `/apis/apps/v1`, or nothing for a client that is given whole paths. */
  readonly pathPrefix: string;
  readonly rateLimiter?: RateLimiter | undefined;
  readonly timeout?: Duration | undefined;
}

export class RESTClient {
  readonly sim: Sim;
  readonly options: RESTClientOptions;

  constructor(sim: Sim, options: RESTClientOptions) {
    this.sim = sim;
    this.options = options;
  }

  /** The same connection and limit, used in another name: an informer's, say. */
  withNoun(noun: string): RESTClient {
    const origin = { ...this.options.origin, noun };
    return new RESTClient(this.sim, { ...this.options, origin });
  }

  getRateLimiter(): RateLimiter | undefined {
    return this.options.rateLimiter;
  }

  verb(method: HTTPMethod): Request {
    return new Request(this, method);
  }

  get(): Request {
    return this.verb('GET');
  }

  post(): Request {
    return this.verb('POST');
  }

  put(): Request {
    return this.verb('PUT');
  }

  patch(type: PatchType): Request {
    return this.verb('PATCH').setHeader('content-type', type);
  }

  delete(): Request {
    return this.verb('DELETE');
  }
}
