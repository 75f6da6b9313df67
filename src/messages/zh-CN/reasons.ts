/** Why something did not happen, in Chinese: the end of a sentence, without a full stop. */

import type { Locale } from '#messages/locale.ts';

export const reasons: Locale['reasons'] = {
  'key already dirty': '这个键已经在 dirty 集合里，反正会被处理',
  'key already processing': '某个 worker 正在处理这个键；等它调用 Done 时，键会重新入队',
  'not due yet': '这个键已经在等待，而且等待时间更短',
  'same resourceVersion, treated as a sync':
    'resourceVersion 没有变，因此按 Sync 处理，只有到了 resync 时间的监听器才会收到',
  'listener not in the resync set': '该监听器还没到 resync 时间',
  'nobody is due a resync': '没有监听器到了 resync 时间',
  'not synced': '缓存尚未同步完成',
  'not leader': '本实例不是 leader',
  'selector does not match': '选择算符不匹配',
  'filter does not match': '过滤条件不匹配',
  'buffer full': '缓冲区已满',
  'unknown to queue and store': '队列和存储都不认识这个键',
  'already queued': '该键的一个 delta 已经在队列里',
  'queue shutting down': '队列正在关闭',
  stopped: '它已经停止',
  'wrong type': '对象不是预期的类型',
  'refused by the store': '存储拒绝了它',
  'no change': '对象没有任何变化',
  'own write not seen': '缓存还没有跟上控制器自己写入的版本',
  'expectations not met': '控制器还在等待看到自己先前创建或删除的对象',
  'injected fault': '有人注入了这个故障',
  'connection lost': '连接已断开',
  'lease held by another': '租约由另一个实例持有',
  'rate limited': '达到了速率限制',
  'unsupported event type': '不支持这种事件类型',
  'unknown event type': '未知的事件类型',
};
