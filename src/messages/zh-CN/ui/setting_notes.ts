/** Chinese for what a setting takes, and for what it stands in client-go and the API server. */

import type { Words } from '#messages/en/ui/words.ts';

export const settingNotes: Words['settingNotes'] = {
  takes: '取值：',
  inGo: 'Go 中：',
  ranges: {
    profile: '四个发布版本之一',
    seed: '任意非空文本',
    policy: 'arrival 或 shuffle',
    'watch-window': '每种资源 1 到 999,999 个变化',
    'watch-buffer': '每个 watch 1 到 999,999 个事件',
    nodes: '0 到 26 个节点',
    replicas: '1 到 5 个服务器',
    metrics: 'on 或 off',
    'managed-fields': 'on 或 off',
    qps: '每秒 1 到 999,999 个请求',
    burst: '同时 1 到 999,999 个请求',
    latency: '0s 到 24h 的时长，例如 30ms',
    workers: '1 到 64 个 worker',
    resync: '0s（从不）到 24h 的时长，例如 30s',
  },
  go: {
    profile:
      'go.mod 里的 k8s.io/client-go，以及 WatchListClient、InOrderInformers 等特性门控的默认值。',
    seed: 'math/rand，Go 每次启动都用不同的种子；wait.Jitter 从中取值。',
    policy: 'Go 规范没有规定的次序：就绪的 goroutine、select、range 遍历 map。',
    'watch-window':
      'pkg/storage/cacher 中的 defaultLowerBoundCapacity (100)，最多增长到 defaultUpperBoundCapacity (102400)。',
    'watch-buffer':
      'golang.org/x/net/http2 中的 transportDefaultStreamFlow（每个流 4 MiB）；这里通常是 1000 个事件。',
    nodes: '没有默认值：集群拥有 kubelet 向它注册的节点。',
    replicas: 'client-go 没有默认值，它只知道一个地址 rest.Config.Host。',
    metrics: 'util/workqueue 中的 noopMetricsProvider，直到有人调用 workqueue.SetProvider。',
    'managed-fields': 'metadata.managedFields，真实的 API server 总会保留它：这里为了简短而关闭。',
    qps: 'rest.Config.QPS。rest.DefaultQPS 是 5；kube-controller-manager 取 20 (--kube-api-qps)。',
    burst:
      'rest.Config.Burst。rest.DefaultBurst 是 10；kube-controller-manager 取 30 (--kube-api-burst)。',
    latency: '没有默认值：这是网络和服务器本身所花的时间。',
    workers:
      'Controller.Run(ctx, workers)：sample-controller 中是 2；kube-controller-manager 对 ReplicaSets 用 5。',
    resync:
      'NewSharedInformerFactory 的 defaultResync。0 表示从不；minimumResyncPeriod (1 s) 是最短的。',
  },
};
