/** Chinese for work queues, controllers and their reconciles. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import { because, keyed } from './phrases.ts';
import { reasons } from './reasons.ts';

export const queueSentences = {
  'queue.created': ({ queue, baseDelay, maxDelay }) =>
    `工作队列 ${queue} 创建` +
    `${baseDelay === undefined || maxDelay === undefined ? '' : `；失败后等待 ${lasting(baseDelay)} 至 ${lasting(maxDelay)}`}。`,
  'queue.added': ({ queue, key, depth }) => `${key} 进入工作队列 ${queue}；${depth} 个键在等待。`,
  'queue.deduplicated': ({ queue, key, reason }) =>
    `${key} 不再次进入工作队列 ${queue}：${reasons[reason]}。`,
  'queue.raised': ({ queue, key, priority, previous }) =>
    `${key} 在 ${queue} 中前移，优先级从 ${previous} 升到 ${priority}。`,
  'queue.got': ({ queue, key, worker, waited }) =>
    `${worker} 在 ${lasting(waited)} 之后从 ${queue} 取得 ${key}。`,
  'queue.done': ({ queue, key, requeued, lasted }) =>
    requeued
      ? `${lasting(lasted)} 之后 Done(${key})：期间又被添加，它再次进入 ${queue}。`
      : `${lasting(lasted)} 之后在 ${queue} 中 Done(${key})。`,
  'queue.delayed': ({ queue, key, delay }) => `${key} 将在 ${lasting(delay)} 之后进入 ${queue}。`,
  'queue.due': ({ queue, key }) => `${key} 在 ${queue} 中到期。`,
  'queue.ratelimited': ({ queue, key, failures, delay }) =>
    `${key} 在 ${queue} 中已失败 ${failures} 次：它等待 ${lasting(delay)}。`,
  'queue.forgotten': ({ queue, key, failures }) => `${queue} 忘掉 ${key} 的 ${failures} 次失败。`,
  'queue.refused': ({ queue, key, reason }) => `${queue} 拒绝 ${key}：${reasons[reason]}。`,
  'queue.shutdown': ({ queue, drain }) =>
    `工作队列 ${queue} 关闭${drain ? '，并等待正在处理的键' : ''}。`,

  'controller.started': ({ controller, workers, resource }) =>
    `控制器 ${controller} 为 ${resource} 启动 ${workers} 个 worker。`,
  'controller.logged': ({ controller, message }) => `${controller}：${message}`,
  'reconcile.started': ({ worker, key }) => `${worker} 开始 reconcile ${key}。`,
  'reconcile.stalled': ({ worker, key, lasting: stall }) =>
    `${worker} 手里拿着 ${key}，停顿 ${lasting(stall)}。`,
  'reconcile.skipped': ({ controller, key, reason }) =>
    `${controller} 不为 ${key} 做任何事：${reasons[reason]}。`,
  'reconcile.finished': ({ worker, key, result, error, lasted }) =>
    `${worker} 在 ${lasting(lasted)} 内完成 ${key} 的 reconcile：${result}${because(error)}。`,
  'lister.read': ({ informer, key, found, resourceVersion }, { actor }) =>
    `${actor} 从 ${informer} 的缓存读取 ${keyed(key, '一个列表')}：` +
    `${resourceVersion === undefined ? `${found} 个对象` : `版本 ${resourceVersion}`}，不管服务器此刻有什么。`,
} as const satisfies Partial<Sentences>;
