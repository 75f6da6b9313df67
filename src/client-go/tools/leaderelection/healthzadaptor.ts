/**
 * Lets a health check, which is set up first, ask an elector, which comes later: a leader that failed to
 * renew and did not notice must not be called healthy.
 *
 * @upstream kubernetes/client-go tools/leaderelection/healthzadaptor.go
 */

import { ok, type Result } from '#base/result.ts';
import type { Duration } from '#base/time.ts';
import type { LeaderElector } from './leaderelection.ts';

export class HealthzAdaptor {
  /** How long after the lease has run out the check still passes. */
  readonly timeout: Duration;
  #elector: LeaderElector | undefined;

  constructor(timeout: Duration) {
    this.timeout = timeout;
  }

  name(): string {
    return 'leaderElection';
  }

  /** Passes while there is no elector. */
  check(): Result<void, { readonly message: string }> {
    return this.#elector === undefined ? ok(undefined) : this.#elector.check(this.timeout);
  }

  setLeaderElection(elector: LeaderElector): void {
    this.#elector = elector;
  }
}

export function newLeaderHealthzAdaptor(timeout: Duration): HealthzAdaptor {
  return new HealthzAdaptor(timeout);
}
