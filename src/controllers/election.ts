/**
 * How a program of several replicas decides which of them works: by a Lease, with the durations of the
 * core components. Nothing fences a replica that has lost it and does not know yet.
 */

import { type Duration, seconds } from '#base/time.ts';
import type { Interface as DynamicClient } from '#client-go/dynamic/interface.ts';
import type { Environment } from '#client-go/features/features.ts';
import { runOrDie } from '#client-go/tools/leaderelection/leaderelection.ts';
import type { MetricsProvider } from '#client-go/tools/leaderelection/metrics.ts';
import { newLeaseLock } from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { leaseKind } from './kinds.ts';

/** The Lease that replicas compete for. */
export interface Election {
  readonly namespace: string;
  readonly name: string;
  /** Those of the core components if left out. */
  readonly durations?: ElectionDurations;
  /** What it does when it sees who holds the lease, itself included. */
  readonly onNewLeader?: NewLeader | undefined;
}

/** How long others wait for a renewal, how long a leader tries to renew, and how often. */
export interface ElectionDurations {
  readonly leaseDuration: Duration;
  readonly renewDeadline: Duration;
  readonly retryPeriod: Duration;
}

/** A candidate's view of a change of leaders. */
export type NewLeader = (
  holder: string,
  self: {
    readonly identity: string;
    readonly leading: () => boolean;
    readonly exit: (reason: string) => void;
  },
) => void;

const coreDurations: ElectionDurations = {
  leaseDuration: seconds(15),
  renewDeadline: seconds(10),
  retryPeriod: seconds(2),
};

export interface Candidate {
  readonly environment: Environment;
  readonly client: DynamicClient;
  /** Written into the Lease; the program's name. */
  readonly identity: string;
  readonly election: Election;
  /** Where it counts how the election goes; it does not if left out. */
  readonly metrics?: MetricsProvider | undefined;
  /** What the leader does, until the context ends. */
  readonly lead: (ctx: Context) => Proc;
  /** Ends the program: a replica that has led cannot know what of its work is still under way. */
  readonly exit: (reason: string) => void;
}

/** Competes, leads, and exits when the lease is lost. */
export function compete(ctx: Context, candidate: Candidate): Blocking<void> {
  const { environment, client, identity, election, lead, exit, metrics } = candidate;
  const { sim } = environment;
  const { namespace, name, durations = coreDurations, onNewLeader } = election;
  const leases = client.resource(leaseKind.resource).namespace(namespace);
  let leads = false;
  const self = { identity, leading: () => leads, exit };
  return runOrDie(environment, ctx, {
    name: `${identity}/elector`,
    lock: newLeaseLock({ meta: { namespace, name }, client: leases, identity }),
    ...durations,
    ...(metrics === undefined ? {} : { metricsProvider: labelled(metrics, name) }),
    callbacks: {
      onStartedLeading: (leading) => {
        leads = true;
        return lead(leading);
      },
      *onStoppedLeading() {
        // As in Go, goroutines that could run just now may do so before the exit takes effect.
        yield* sim.pause();
        exit('The lease is lost: exiting');
      },
      onNewLeader:
        onNewLeader === undefined
          ? undefined
          : function* (holder) {
              onNewLeader(holder, self);
            },
    },
  });
}

/** As in the core components, metrics are labelled with the lease's name. */
function labelled(metrics: MetricsProvider, lease: string): MetricsProvider {
  return {
    newLeaderMetric: () => {
      const metric = metrics.newLeaderMetric();
      return {
        on: () => metric.on(lease),
        off: () => metric.off(lease),
        slowpathExercised: () => metric.slowpathExercised(lease),
      };
    },
  };
}
