/** Chinese for the settings of a run. */

import type { Words } from '#messages/en/ui/words.ts';

export const settings: Words['settings'] = {
  title: '本次运行的设置',
  about: '它们位于脚本开头。应用后会以同一脚本打开一个新的运行；当前的运行保留在“运行”里。',
  newRun: '其他设置',
  newRunText: '同一脚本，换了开头。之前的运行保留在“运行”里。',
  refused: '没有打开任何运行。',
  cancel: '取消',
  apply: '以此运行',
  wrong: (count) => `有 ${count} 项设置不正确。`,
  unchanged: '还没有任何改动。',
  groups: {
    run: '运行',
    cluster: 'API server 与集群',
    clients: '客户端',
    latencies: '延迟',
    programs: '程序、它们的 worker 和 resync',
  },
  seed: '种子',
  seedAbout: '凡是随机抽取的，都由它产生；同样的种子得到同样的运行。',
  order: '顺序',
  orderAbout: 'Go 没有规定顺序的地方：先到先得，或者由种子打乱。',
  arrival: 'arrival：先到先得',
  shuffle: 'shuffle：任意顺序，由种子决定',
  workersAbout: 'worker：同时 reconcile 这么多个键，通常是 2。',
  resyncAbout: 'resync：每隔这么久把整个缓存再交给 handler 一次，通常从不。',
  workersOf: (program) => `${program} 的 worker 数`,
  resyncOf: (program) => `${program} 的 resync 周期`,
  workers: 'worker 数',
  resync: 'resync 周期',
  noProgram: '至少需要一个程序，现在没有',
  noSeed: '需要一个词或一段文本，现在为空',
  fault: (expected, value) => `应为：${expected}；得到“${value}”`,
  expected: {
    'watch-window': '变化的数目，从 1 到 999999',
    'watch-buffer': '事件的数目，从 1 到 999999',
    nodes: '从 0 到 26 的数',
    replicas: '从 1 到 5 的数',
    metrics: '“on”或“off”',
    'managed-fields': '“on”或“off”',
    qps: '每秒请求数，从 1 到 999999',
    burst: '同时发出的请求数，从 1 到 999999',
    latency: '时长，例如 5s 或 1m30s，最长 24h',
    workers: '从 1 到 64 的整数',
    resync: '时长，例如 5s 或 1m30s，最长 24h',
  },
  fields: {
    'watch-window': {
      label: 'watch 缓存窗口',
      about: 'API server 为每种资源记住这么多个变化；从更早处开始的 watch 得到 410。',
    },
    'watch-buffer': {
      label: 'watch 缓冲区',
      about: '为不读取的客户端积压这么多个事件，之后服务器关闭它的 watch。',
    },
    nodes: { label: '节点', about: '供 Pod 运行的机器。' },
    replicas: {
      label: 'API server',
      about: '同一个 etcd 之上的副本，各有自己的 watch 缓存，可能落后。',
    },
    metrics: { label: '指标', about: '程序是否统计其 informer 和队列的活动，供抓取。' },
    'managed-fields': {
      label: '托管字段',
      about: '对象是否从创建起就说明谁拥有哪个字段。',
    },
    qps: {
      label: '客户端每秒请求数',
      about: '每个控制器的客户端以多快的速度填充它的令牌桶；每个请求取走一个令牌。',
    },
    burst: {
      label: '客户端突发量',
      about: '令牌桶能装多少令牌：同时可以发出这么多请求。',
    },
    'latency-all': {
      label: '所有延迟',
      about: '请求、响应和 watch 事件花这么久，除非它们各自的延迟另有规定。',
    },
    'latency-request': { label: '请求的延迟', about: '从客户端到 API server。' },
    'latency-response': { label: '响应的延迟', about: '从 API server 回到客户端。' },
    'latency-watch': {
      label: 'watch 的延迟',
      about: '从 API server 到 watch 的一方，每个事件都如此。',
    },
    'latency-watchcache': {
      label: 'watch 缓存的延迟',
      about: '从 etcd 到 API server 的 watch 缓存。',
    },
    'latency-cachefill': {
      label: '填充缓存的延迟',
      about: 'API server 启动时从 etcd 填充 watch 缓存所需的时间。',
    },
  },
  usual: {
    'grows by itself': '自动增长',
    'each its own': '各自不同',
    never: '从不',
  },
};
