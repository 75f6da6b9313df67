/** One mechanism each, in Chinese, in at most two sentences; `[words](box)` point at a box of the stage. */

import type { Locale } from '#messages/locale.ts';

export const captions: Locale['captions'] = {
  list: '[Reflector](reflector) 首先列出（LIST）全部对象：resourceVersion "0" 允许 [API server](apiserver) 直接用 watch 缓存作答。',
  watch:
    '从 LIST 返回的 resourceVersion 起，[Reflector](reflector) 只接收变化，每个变化对应一个 watch 事件。',
  relist:
    '[Reflector](reflector) 重新列出（relist）。期间消失的对象会变成 Deleted delta，而谁也没有亲眼看到它被删除。',
  watchEnded:
    '正常结束的 watch 会从最后的 resourceVersion 重新打开：不需要重新 LIST，也不会丢失任何事件。',
  backoff: '[Reflector](reflector) 重试之前先等待；每失败一次等待时间翻倍，最长 30 s。',
  gone: '410 Gone：[API server](apiserver) 已经没有这个 watch 所要的历史，只有重新 LIST 才行。',
  bookmark: 'BOOKMARK 不带对象，只带 resourceVersion：以后的 watch 可以从这里开始。',
  deltas:
    '[队列](queue)按顺序保存每个键上发生的事，直到它被弹出（Pop）：保存的是变化，而不只是状态。',
  replace:
    'LIST 的结果进入[队列](queue)时，每个对象是一个 Replaced delta，每个缺失的对象是一个 Deleted delta。',
  tombstone:
    'DeletedFinalStateUnknown（墓碑，tombstone）：删除本身被错过了，handler 得到的是[缓存](indexer)所知的最后状态。',
  resync:
    'resync 不向服务器请求任何东西。[Indexer](indexer) 中的每个对象会再次入队，让 handler 再看一遍。',
  cacheThenHandlers:
    '先更新 [Indexer](indexer)，再调用 [handler](handlers)：handler 看到的缓存绝不会落后于它收到的事件。',
  keyOnly: '只有键会进入[工作队列](workqueue)。变化的内容被忘掉；worker 会去看当前状态。',
  deduplicated: '这个键已经在[工作队列](workqueue)里。无论添加多少次，都只处理一次。',
  dirtyWhileProcessing:
    '某个 [worker](workers) 正在处理这个键，所以它被标记为 dirty，并在 Done 之后再运行一次：绝不会同时处理两次。',
  rateLimited: '失败的键在下次尝试前要等待：从 5 ms 起，每失败一次翻倍，直到 Forget。',
  conflict: '409 Conflict：别人先写了。[worker](workers) 从自己的[缓存](indexer)里读到的是旧版本。',
  staleRead: 'lister 读的是[缓存](indexer)，从不读服务器：它返回的可能比已写入的旧。',
  heldWatch: '什么都没有到达，也没有任何提示：[缓存](indexer)逐渐陈旧，而每个部件都在正常工作。',
  synced:
    'HasSynced：第一次 LIST 的全部内容都已进入 [Indexer](indexer)。worker 要等到这一刻才启动。',
};
