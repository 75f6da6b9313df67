/**
 * Which of the library's behaviours are on, and what else Go keeps in package variables: passed to
 * everything that is built, so that two programs of one run can differ.
 *
 * @upstream kubernetes/client-go features/features.go
 * @diverges Gates are the fields of a profile, fixed when a program is built; there are no environment variables.
 */

import type { Sim } from '#sim/sim.ts';
import type { Profile } from '#trace/profile.ts';

/** What a program's copy of the library is built with. */
export interface Environment {
  readonly sim: Sim;
  readonly profile: Profile;
  /** utilruntime.ReallyCrash: a panic that nobody recovers ends the program. On by default. */
  readonly reallyCrash?: boolean | undefined;
  /** KUBE_CACHE_MUTATION_DETECTOR: panic when a cached object was changed in place. Off by default. */
  readonly mutationDetector?: boolean | undefined;
}

/** Whether a panic ends the program. */
export function reallyCrashes(environment: Environment): boolean {
  return environment.reallyCrash ?? true;
}
