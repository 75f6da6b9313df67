/** Chinese for the boxes of the stage and what travels between them. */

import type { Words } from '#messages/en/ui/words.ts';

export const stage: Words['stage'] = {
  label: '舞台',
  seamAbove: 'client-go ▲',
  seamBelow: '你的控制器 ▼',
  in: (box) => `${box} 的内容`,
  more: (count) => `还有 ${count} 个`,
  titles: {
    server: 'kube-apiserver',
    reflector: 'Reflector',
    indexer: 'Indexer',
    handlers: 'handler',
    workqueue: '工作队列',
    workers: 'Worker',
  },
  pipes: {
    watch: 'watch',
    ask: 'LIST',
    deltas: 'delta',
    store: '存储',
    notify: '通知',
    keys: '键',
    get: 'Get',
    write: '写入',
    lister: 'lister.Get 读缓存，从不读服务器',
  },
  cutTheWatch: (informer) => `切断 ${informer} 的 watch`,
  cutAbout: (informer) => `切断 ${informer} 的 watch（x）`,
  holdTheWatch: (informer) => `扣住 ${informer} 的 watch`,
  releaseTheWatch: (informer) => `放行 ${informer} 的 watch`,
  noWatch: '没有打开的 watch',
  cut: '切断',
  hold: '扣住',
  release: '放行',
};
