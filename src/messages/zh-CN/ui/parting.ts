/** Chinese for what two runs did where they part. */

import type { Words } from '#messages/en/ui/words.ts';

export const parting: Words['parting'] = {
  both: (left, right) => `${left}；${right}。`,
  nothing: (run) => `${run} 没有与之对应的动作`,
  other: (run, kind) => `${run}：${kind}`,
  answered: (run, answer) => `${run} 得到回答 ${answer}`,
  unanswered: (run, error) => `${run} 得不到回答：${error}`,
  queues: (run, delta) => `${run} 把 ${delta} 放入队列`,
  applies: (run, delta) => `${run} 应用 ${delta}`,
  adds: (run, key) => `${run} 把 ${key} 加入 Indexer`,
  updates: (run, key) => `${run} 更新 Indexer 中的 ${key}`,
  deletes: (run, key) => `${run} 从 Indexer 删除 ${key}`,
  replaces: (run, objects) => `${run} 用 ${objects} 个对象替换整个 Indexer`,
  calls: (run, callback, key) => `${run} 为 ${key} 调用 ${callback}`,
  enqueues: (run, key) => `${run} 把 ${key} 加入工作队列`,
  reconciled: (run, key, result) => `${run} 结束对 ${key} 的一轮 reconcile：${result}`,
  listsLatest: (run, resource) => `${run} 在最新的 resourceVersion 处 LIST ${resource}`,
  lists: (run, resource, version) => `${run} 在 resourceVersion ${version} 处 LIST ${resource}`,
  streams: (run, resource) => `${run} 用 sendInitialEvents 打开 ${resource} 的 WATCH`,
  watches: (run, resource, version) =>
    `${run} 从 resourceVersion ${version} 起打开 ${resource} 的 WATCH`,
  sends: (run, request) => `${run} 发出 ${request}`,
};
