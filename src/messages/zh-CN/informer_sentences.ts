/** Chinese for informers: Reflector, queue, Indexer, listeners and handlers. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import type { EventData } from '#trace/event.ts';
import { because, keyed, listed } from './phrases.ts';
import { reasons } from './reasons.ts';

export const reflectorSentences = {
  'informer.started': ({ informer, resource, queue, resyncPeriod, indexes }) =>
    `informer ${informer} 为 ${resource} 启动，使用 ${queue}` +
    `${resyncPeriod === 0 ? '' : `，每 ${lasting(resyncPeriod)} 做一次 resync`}` +
    `${indexes.length === 0 ? '' : `，索引 ${listed(indexes)}`}。`,
  'informer.synced': ({ informer }) =>
    `${informer} 已同步：第一次 LIST 的全部内容都在 Indexer 中。`,
  'informer.stopped': ({ informer }) => `informer ${informer} 已停止。`,
  'reflector.started': ({ informer }) => `${informer} 的 Reflector 启动。`,
  'reflector.list.started': ({ informer, resourceVersion, limit }) =>
    `${informer} 的 Reflector 在 resourceVersion ${keyed(resourceVersion, '""')} 处 LIST` +
    `${limit === 0 ? '' : `，每页 ${limit} 个`}。`,
  'reflector.list.finished': ({ informer, resourceVersion, items, pages }) =>
    `${informer} 的 Reflector 得到 ${items} 个对象，版本 ${resourceVersion}` +
    `${pages > 1 ? `，来自 ${pages} 页` : ''}${pages === 0 ? '，由它的 watch 流式送来' : ''}。`,
  'reflector.list.failed': ({ informer, message, immediateRetry }) =>
    `${informer} 的 LIST 失败${because(message)}。` +
    `${immediateRetry ? '它立刻以最新的 resourceVersion 再次 LIST。' : ''}`,
  'reflector.replaced': ({ informer, resourceVersion, items }) =>
    `${informer} 的 Reflector 已把 ${items} 个对象的列表（版本 ${resourceVersion}）交给队列。`,
  'reflector.watch.started': ({ informer, resourceVersion, timeoutSeconds, sendInitialEvents }) =>
    sendInitialEvents
      ? `${informer} 的 Reflector 请求一个先流式送出列表的 WATCH。`
      : `${informer} 的 Reflector 从 resourceVersion ${keyed(resourceVersion, '""')} 起 WATCH，时限 ${timeoutSeconds} s。`,
  'reflector.watch.failed': ({ informer, message, retry }) =>
    `${informer} 的 WATCH 无法打开${because(message)}。` +
    `${retry ? '它将在同一个 resourceVersion 处再试。' : ''}`,
  'reflector.watch.ended': ({ informer, outcome, message, events, lasted }) =>
    `${informer} 的 watch 在 ${lasting(lasted)} 内收到 ${events} 个事件之后结束` +
    `${because(message === '' ? outcome : message)}。`,
  'reflector.event.received': ({ informer, type, key, resourceVersion }) =>
    type === 'BOOKMARK'
      ? `${informer} 的 Reflector 收到版本 ${resourceVersion} 的 BOOKMARK。`
      : `${informer} 的 Reflector 收到 ${type} ${key}，版本 ${resourceVersion}。`,
  'reflector.event.skipped': ({ informer, type, key, reason }) =>
    `${informer} 的 Reflector 略过 ${type} ${keyed(key)}：${reasons[reason]}。`,
  'reflector.bookmark.awaited': ({ informer, events, since }) =>
    events === 0
      ? `${informer} 的 Reflector 等待结束初始事件的 BOOKMARK：已有 ${lasting(since)} 没有事件。`
      : `${informer} 的 Reflector 等待结束初始事件的 BOOKMARK：最后一个事件在 ${lasting(since)} 之前。`,
  'reflector.resourceversion.set': ({ informer, resourceVersion }) =>
    `${informer} 的 Reflector 记下最后的 resourceVersion：${resourceVersion}。`,
  'reflector.resourceversion.unavailable': ({ informer, resourceVersion }) =>
    `resourceVersion ${keyed(resourceVersion, '""')} 无法提供：${informer} 将改为 LIST 最新状态。`,
  'reflector.backoff.started': ({ informer, delay }) =>
    `${informer} 的 Reflector 退避 ${lasting(delay)}。`,
  'reflector.backoff.ended': ({ informer }) => `${informer} 的 Reflector 等够了，再次尝试。`,
  'reflector.resync.armed': ({ informer, due }, { at }) =>
    `${informer} 的下一次 resync 在 ${lasting(due - at)} 之后。`,
  'reflector.resync.forced': ({ informer }) =>
    `${informer} 做 resync：缓存中的每个对象再次入队，不询问服务器。`,
  'reflector.resync.skipped': ({ informer, reason }) =>
    `${informer} 不做 resync：${reasons[reason]}。`,
  'reflector.failed': ({ informer, message }) =>
    `${informer} 的 ListAndWatch 失败，WatchErrorHandler 得知此事${because(message)}。`,
  'reflector.stopped': ({ informer }) => `${informer} 的 Reflector 已停止。`,
} as const satisfies Partial<Sentences>;

export const cacheSentences = {
  'delta.queued': ({ informer, type, key, tombstone, keys, items }) =>
    `${type} ${keyed(key, '（整个列表）')} 进入 ${informer} 的队列` +
    `${tombstone === true ? '，成为 DeletedFinalStateUnknown：没有人看到这次删除' : ''}` +
    `；队列中有 ${keys} 个键的 ${items} 个 delta。`,
  'delta.merged': ({ informer, type, key }) =>
    `在 ${informer} 的队列中，${key} 的两个 ${type} delta 合并为一个。`,
  'delta.dropped': ({ informer, type, key, reason }) =>
    `${type} ${keyed(key)} 没有进入 ${informer} 的队列：${reasons[reason]}。`,
  'delta.popped': ({ informer, key, types }) =>
    `${informer} 弹出 ${keyed(key, '一批 delta')}：${listed(types)}。`,
  'delta.applying': ({ informer, type, key }) =>
    `${informer} 应用 ${type} ${keyed(key, '（整个存储）')}。`.replace(' （', '（'),
  'delta.processed': ({ informer, type, key }) =>
    `${informer} 处理完 ${type} ${keyed(key, '（整个列表）')}。`.replace(' （', '（'),
  'delta.synced': ({ informer }) => `${informer} 的队列已同步：第一次 LIST 的内容已全部弹出。`,
  'store.added': ({ informer, key, resourceVersion }) =>
    `${informer} 的 Indexer 现在有 ${key}，版本 ${resourceVersion}。`,
  'store.updated': ({ informer, key, resourceVersion }) =>
    `${informer} 的 Indexer 把 ${key} 换成版本 ${resourceVersion}。`,
  'store.mutated': ({ informer, key }) =>
    `程序就地修改了 ${informer} 缓存中的 ${key}：没有任何索引得知。`,
  'store.deleted': ({ informer, key, known, left }) =>
    known
      ? `${informer} 的 Indexer 忘掉 ${key}${left === undefined ? '' : '，但它的键还留在某个索引里'}。`
      : `${informer} 的 Indexer 要忘掉 ${key}，但它并不认识。`,
  'store.replaced': ({ informer, items, resourceVersion }) =>
    `${informer} 的 Indexer 现在恰好有 ${items} 个对象，版本 ${keyed(resourceVersion, '""')}。`,
} as const satisfies Partial<Sentences>;

export const listenerSentences = {
  'listener.added': ({ informer, listener, resyncPeriod, late }) =>
    `${listener} 加入 ${informer}` +
    `${late ? '，后者已在运行：缓存中的每个对象都会通知它' : ''}` +
    `${resyncPeriod === 0 ? '' : `，每 ${lasting(resyncPeriod)} 做一次 resync`}。`,
  'listener.removed': ({ informer, listener, dropped }) =>
    `${listener} 离开 ${informer}${dropped === 0 ? '' : `；有 ${dropped} 条通知它再也收不到`}。`,
  'listener.synced': ({ informer, listener }) =>
    `${informer} 的 ${listener} 已同步：它的 handler 已处理完整个第一次 LIST。`,
  'listener.notified': ({ listener, callback, key, pending, sync }) =>
    `${callback} ${key} ${sync ? '作为 Sync ' : ''}交给 ${listener}；${pending} 条在等待。`,
  'listener.skipped': ({ listener, key, reason }) =>
    `没有把 ${key} 通知 ${listener}：${reasons[reason]}。`,
  'handler.called': (data) => `为 ${data.listener} 调用 ${call(data)}。`,
  'handler.slowed': ({ informer, lasting: each }) =>
    each === 0
      ? `${informer} 的 handler 恢复到平常速度。`
      : `从现在起，${informer} 的 handler 每次调用花 ${lasting(each)}。`,
  'informer.stalled': ({ informer, lasting: whole }) =>
    `从 ${informer} 的队列弹出对象的 goroutine 停 ${lasting(whole)}；Reflector 继续工作。`,
  'informer.resumed': ({ informer }) => `从 ${informer} 的队列弹出对象的 goroutine 又开始运行。`,
  'handler.filtered': ({ listener, callback, key, reason }) =>
    `${listener} 不转交 ${callback} ${key}：${reasons[reason]}。`,
  'handler.returned': ({ listener, callback, key }) =>
    `${listener} 中的 ${callback} ${key} 已返回。`,
  'handler.panicked': ({ listener, callback, key, message, survives }) =>
    `${listener} 中的 ${callback} ${key} 发生 panic${because(message)}；` +
    `${survives ? '监听器一秒后继续' : '程序结束'}。`,
} as const satisfies Partial<Sentences>;

function call(data: EventData<'handler.called'>): string {
  const { callback, key, tombstone, isInInitialList } = data;
  if (tombstone) return `${callback}(DeletedFinalStateUnknown ${key})`;
  return isInInitialList === true ? `${callback}(${key}, isInInitialList)` : `${callback}(${key})`;
}
