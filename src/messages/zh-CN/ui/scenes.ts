/** Chinese for the gallery of scenes. */

import type { Words } from '#messages/en/ui/words.ts';

export const scenes: Words['scenes'] = {
  title: '场景',
  about:
    '每个场景都作为独立的运行打开；当前所见的保留在“运行”里。图中显示 API server、Reflector、缓存和队列随时间的活动。',
  cannotOpen: (title) => `无法打开“${title}”`,
  offline: '无法获取它的脚本。你离线了吗？',
  scenes: {
    opening: {
      title: '一个 Deployment 出现、扩容，又失去一个 Pod',
      about: '普通集群的一分钟：四个控制器、五个 Pod，什么都没有出错。',
    },
    tombstone: {
      title: '墓碑（tombstone）',
      about: '一个 Pod 被删除时，没有任何 watch 能得知；重新列出（relist）才发现。',
    },
    '410_ladder': {
      title: 'watch 能从多早的地方开始',
      about: '服务器记得的一级比一级少，直到最后几级得到 410 Gone。',
    },
    time_travel: {
      title: '回到过去',
      about: '同一个 etcd 之上有两个 API server，其中一个落后：重新开始的一方看到的是过去。',
    },
    paused_leader: {
      title: '被暂停的 leader',
      about: 'leader 停顿 20 s，另一个接手，然后两者都在写：没有什么能隔离前者。',
    },
    skewed_clocks: {
      title: '不一致的时钟',
      about: '争夺租约的各方时钟相差几个小时，却没有影响：只计算经过的时间。',
    },
    edge_vs_level: {
      title: '边沿对电平',
      about: '三个观察者丢掉一个事件：累加事件的从此出错，读取状态的只是迟到。',
    },
    slow_watcher: {
      title: '不读取的观察者',
      about: '事件为缓慢的客户端积压起来，服务器一声不响地结束它的 watch。',
    },
    too_many_requests: {
      title: '请求过多',
      about: '一次只处理一个写入的服务器用 429 拒绝其他写入。',
    },
    owners_and_finalizers: {
      title: '属主与 finalizer',
      about: '从属对象在后台随属主而去，而 finalizer 会留住一个对象。',
    },
    namespace_deletion: {
      title: '删除一个命名空间',
      about: '服务器只是标记它；控制器清空它（先清 Pod），然后放手。',
    },
  },
  tags: {
    deployment: '部署',
    everyday: '日常',
    relist: '重新列出',
    DeletedFinalStateUnknown: 'DeletedFinalStateUnknown',
    restart: '重启',
    '410': '410',
    'watch cache': 'watch 缓存',
    compaction: '压缩',
    'stale read': '陈旧读',
    replicas: '副本',
    'leader election': 'leader 选举',
    'split brain': '脑裂',
    '409': '409',
    resourceVersion: 'resourceVersion',
    'clock skew': '时钟偏差',
    'edge-triggered': '边沿触发',
    'level-triggered': '电平触发',
    watch: 'watch 流',
    'back-pressure': '背压',
    '429': '429',
    inflight: '并发限制',
    'garbage collector': '垃圾回收器',
    finalizers: 'finalizer 机制',
    namespaces: '命名空间',
  },
};
