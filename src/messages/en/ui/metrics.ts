/** English for the view of metrics. */

export const metrics = {
  title: 'Metrics',
  about: 'Lines run from the start to the cursor.',
  copy: 'Copy as text',
  copied: 'The text of all metrics is copied',
  nothing: 'Nothing has been counted yet.',
  fewer: 'Fewer',
  all: (count: number) => `All ${count}`,
  composite: 'what no cluster can measure',
  /** Metrics of our own; the others carry Prometheus’ names and help texts. */
  names: {
    'freshness gap': 'freshness gap',
    convergence: 'convergence',
    churn: 'churn',
    waste: 'waste',
  },
  help: {
    'freshness gap': 'Writes of its resource that the cache has not seen yet.',
    convergence: 'Replicas wanted minus replicas ready.',
    churn: 'Writes of one object. Many writes and few changes are a loop.',
    waste: 'Share of reconciles that wrote nothing, in percent.',
    workqueue_depth: 'Current depth of workqueue',
    workqueue_adds_total: 'Total number of adds handled by workqueue',
    workqueue_queue_duration_seconds:
      'How long in seconds an item stays in workqueue before being requested.',
    workqueue_work_duration_seconds: 'How long in seconds processing an item from workqueue takes.',
    workqueue_retries_total: 'Total number of retries handled by workqueue',
    rest_client_requests_total:
      'Number of HTTP requests, partitioned by status code, method, and host.',
    rest_client_rate_limiter_duration_seconds:
      'Client side rate limiter latency in seconds. Broken down by verb, and host.',
    leader_election_master_status:
      'Whether the reporting system is master of the relevant lease: 1 if it is.',
    apiserver_request_total: 'Requests by verb, resource and HTTP response code.',
    apiserver_longrunning_requests: 'Open watches by resource.',
  },
};
