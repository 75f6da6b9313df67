/** Chinese titles and short explanations. */

import type { Labels } from '#messages/locale.ts';

export const labels: Labels = {
  boxes: {
    apiserver: {
      title: 'kube-apiserver',
      what: '一个带全局修订版本的 etcd，前面是若干副本，各有一份 watch 缓存。',
      simplified: '省略了身份认证、准入控制、API 聚合以及大多数资源类型。',
    },
    reflector: {
      title: 'Reflector',
      what: '先 LIST 一次，然后 WATCH，把每个变化交给队列。',
      simplified: '解码不耗时，也没有指标。',
    },
    queue: {
      title: 'DeltaFIFO',
      what: '每个键自上次弹出以来发生了什么。',
      simplified: '只有一种键函数：命名空间加名称。',
    },
    indexer: {
      title: 'Indexer',
      what: '缓存：每个对象最后已知的状态，带索引。',
      simplified: '读取不耗时。',
    },
    handlers: {
      title: '事件 handler',
      what: '每个监听器有自己的积压队列，通知逐个交给它。',
      simplified: '除非另有指定，handler 不耗时。',
    },
    workqueue: {
      title: '工作队列',
      what: '等待处理的键：每个键只排一次，同一时刻只由一个 worker 处理。',
      simplified: '没有模拟它的锁：谁也不会等它。',
    },
    workers: {
      title: 'Worker',
      what: '每个 worker 取一个键，读缓存，把缺少的写上去。',
      simplified: '计算不耗时；只有请求和等待才耗时。',
    },
  },
  lanes: {
    apiserver: 'apiserver',
    reflector: 'reflector',
    cache: 'fifo · 缓存',
    queue: '队列 · worker',
  },
  identities: {
    add: '新增',
    mod: '修改',
    del: '删除',
    sync: '同步或替换',
    mark: '书签',
    fault: '故障',
    key: '键',
    request: '请求',
  },
  flags: {
    command: '命令',
    fault: '故障',
    conflict: '冲突',
    relist: '重新列出',
    crash: '崩溃',
    leader: '新 leader',
    'broken invariant': '不变量被破坏',
    'failed expectation': '期望未满足',
    'refused by a machine': '被状态机拒绝',
  },
};
