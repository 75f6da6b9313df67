/** English for what a setting takes, and for what it stands in client-go and the API server. */

export const settingNotes = {
  takes: 'Takes:',
  inGo: 'In Go:',
  ranges: {
    profile: 'one of four releases',
    seed: 'any text that is not empty',
    policy: 'arrival or shuffle',
    'watch-window': '1 to 999,999 changes per resource',
    'watch-buffer': '1 to 999,999 events per watch',
    nodes: '0 to 26 nodes',
    replicas: '1 to 5 servers',
    metrics: 'on or off',
    'managed-fields': 'on or off',
    qps: '1 to 999,999 requests a second',
    burst: '1 to 999,999 requests at once',
    latency: 'a duration from 0s to 24h, such as 30ms',
    workers: '1 to 64 workers',
    resync: 'a duration from 0s (never) to 24h, such as 30s',
  },
  go: {
    profile:
      'k8s.io/client-go in go.mod, with the defaults of its feature gates such as WatchListClient and InOrderInformers.',
    seed: 'math/rand, which Go seeds differently at each start; wait.Jitter draws from it.',
    policy: 'what the Go specification leaves open: ready goroutines, select, range over a map.',
    'watch-window':
      'defaultLowerBoundCapacity (100), which grows up to defaultUpperBoundCapacity (102400) in pkg/storage/cacher.',
    'watch-buffer':
      'transportDefaultStreamFlow (4 MiB per stream) in golang.org/x/net/http2; usually 1000 events here.',
    nodes: 'no default: a cluster has the nodes that kubelets register with it.',
    replicas: 'no default in client-go, which knows one address, rest.Config.Host.',
    metrics: 'noopMetricsProvider in util/workqueue, until somebody calls workqueue.SetProvider.',
    'managed-fields':
      'metadata.managedFields, which a real API server always keeps: here switched off for brevity.',
    qps: 'rest.Config.QPS. rest.DefaultQPS is 5; kube-controller-manager takes 20 (--kube-api-qps).',
    burst:
      'rest.Config.Burst. rest.DefaultBurst is 10; kube-controller-manager takes 30 (--kube-api-burst).',
    latency: 'no default: it is the time that the network and the servers themselves take.',
    workers:
      'Controller.Run(ctx, workers): 2 in sample-controller; 5 for ReplicaSets in kube-controller-manager.',
    resync:
      'defaultResync of NewSharedInformerFactory. 0 is never; minimumResyncPeriod (1 s) is the shortest.',
  },
};
