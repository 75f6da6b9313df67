/**
 * What can be measured of an election, and under which names Prometheus shows it.
 *
 * @upstream kubernetes/client-go tools/leaderelection/metrics.go
 * @diverges A provider is passed to each elector; there is none for the whole process.
 */

export interface LeaderMetric {
  readonly on: (name: string) => void;
  readonly off: (name: string) => void;
  readonly slowpathExercised: (name: string) => void;
}

export interface MetricsProvider {
  readonly newLeaderMetric: () => LeaderMetric;
}

/** Each metric with its type; the label is `name`. */
export const prometheusMetrics = {
  leader_election_master_status: {
    type: 'gauge',
    help:
      "Gauge of if the reporting system is master of the relevant lease, 0 indicates backup, 1 indicates master. 'name' is the string used to identify the lease. " +
      'Please make sure to group by name.',
  },
  leader_election_slowpath_total: {
    type: 'counter',
    help:
      "Total number of slow path exercised in renewing leader leases. 'name' is the string used to identify the lease. " +
      'Please make sure to group by name.',
  },
} as const;

export type PrometheusMetric = keyof typeof prometheusMetrics;

/** One number of one elector. */
export interface LeaderPrometheusSeries {
  readonly metric: PrometheusMetric;
  readonly name: string;
  readonly value: number;
}

/** Keeps the metrics as a Prometheus registry would. */
export class PrometheusMetricsProvider implements MetricsProvider {
  readonly #series = new Map<string, LeaderPrometheusSeries>();

  newLeaderMetric(): LeaderMetric {
    return {
      on: (name) => this.#set('leader_election_master_status', name, 1),
      off: (name) => this.#set('leader_election_master_status', name, 0),
      slowpathExercised: (name) => {
        const metric = 'leader_election_slowpath_total';
        this.#set(metric, name, (this.value(metric, name) ?? 0) + 1);
      },
    };
  }

  /** `undefined` until it was first set. */
  value(metric: PrometheusMetric, name: string): number | undefined {
    return this.#series.get(`${metric}{${name}}`)?.value;
  }

  /** Everything that was ever set, in the order in which it first was. */
  series(): readonly LeaderPrometheusSeries[] {
    return [...this.#series.values()];
  }

  #set(metric: PrometheusMetric, name: string, value: number): void {
    this.#series.set(`${metric}{${name}}`, { metric, name, value });
  }
}
