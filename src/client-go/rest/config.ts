/**
 * What a client must know to reach a server, and how fast it may ask.
 *
 * @upstream kubernetes/client-go rest/config.go
 * @diverges There is no TLS, no authentication and no content type; a transport stands for the whole connection.
 */

import type { Duration } from '#base/time.ts';
import {
  newTokenBucketRateLimiter,
  type RateLimiter,
} from '#client-go/util/flowcontrol/throttle.ts';
import type { Transport } from '#sim/network.ts';
import type { Sim } from '#sim/sim.ts';
import { RESTClient } from './client.ts';

/** Requests a second, if nothing is said. */
export const defaultQPS = 5;
/** Requests at once, if nothing is said. */
export const defaultBurst = 10;

export interface Config {
  readonly transport: Transport;
  /** Who asks, as the trace names it: the program. */
  readonly client: string;
  /** What a person would point at; the client if left out. */
  readonly noun?: string;
  /** Requests a second; 0 means the default, a negative number no limit. */
  readonly qps?: number;
  /** Requests at once; 0 means the default. */
  readonly burst?: number;
  /** Instead of `qps` and `burst`. */
  readonly rateLimiter?: RateLimiter;
  /** How long a request may last; none if left out. */
  readonly timeout?: Duration;
}

/** A client below the path prefix of one API group and version: `/api/v1`, `/apis/apps/v1`. */
export function restClientFor(sim: Sim, config: Config, pathPrefix: string): RESTClient {
  return new RESTClient(sim, {
    transport: config.transport,
    origin: { client: config.client, noun: config.noun ?? config.client },
    pathPrefix,
    rateLimiter: rateLimiterFor(sim, config),
    timeout: config.timeout,
  });
}

function rateLimiterFor(sim: Sim, config: Config): RateLimiter | undefined {
  if (config.rateLimiter !== undefined) return config.rateLimiter;
  const qps = config.qps === undefined || config.qps === 0 ? defaultQPS : config.qps;
  const burst = config.burst === undefined || config.burst === 0 ? defaultBurst : config.burst;
  return qps > 0 ? newTokenBucketRateLimiter(sim, qps, burst) : undefined;
}
