/** Chinese for requests, the API server, its watch caches and the watch streams. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import { aside, because, keyed } from './phrases.ts';
import { reasons } from './reasons.ts';

export const serverSentences = {
  'request.sent': ({ noun, verb, method, url, replica, request, accept }) => {
    const form = /;as=(\w+)/.exec(accept ?? '')?.[1];
    const wanted = form === undefined ? '' : `，希望得到 ${form}`;
    return `${noun} 向 API server ${replica} 发出 ${verb.toUpperCase()}：${method} ${url}（${request}）${wanted}。`;
  },
  'request.received': ({ request, replica }) => `API server ${replica} 收到 ${request}。`,
  'request.answered': ({ request, replica, status, reason, message, items, resourceVersion }) => {
    const what = items === undefined ? '' : `，含 ${items} 个对象`;
    const where = resourceVersion === undefined ? '' : `，版本 ${resourceVersion}`;
    const answer = `${status}${reason === undefined ? '' : ` ${reason}`}`;
    return `API server ${replica} 回答 ${request}：${answer}${what}${where}${because(message)}。`;
  },
  'request.completed': ({ request, client, status, reason, lasted }) =>
    `${client} 在 ${lasting(lasted)} 之后得到 ${request} 的回答：${status}${aside(reason)}。`,
  'request.failed': ({ request, client, error, lasted }) =>
    `${client} 在 ${lasting(lasted)} 之后仍得不到 ${request} 的回答：${error}。`,
  'request.lost': ({ request, part }) =>
    part === 'request'
      ? `${request} 在到达 API server 之前丢失。`
      : `${request} 的回答丢失：服务器已经执行，客户端却不知道。`,

  'etcd.committed': ({ revision, type, key }) => `etcd 提交修订版本 ${revision}：${type} ${key}。`,
  'etcd.unchanged': ({ key, revision, reason }) =>
    `对 ${key} 的写入没有改变任何东西，版本仍是 ${revision}：${reasons[reason]}。`,
  'etcd.compacted': ({ revision }) =>
    `etcd 被压缩（compaction）：修订版本 ${revision} 之前的历史没有了。`,
  'watchcache.applied': ({ replica, revision, type, key }) =>
    `API server ${replica} 的 watch 缓存收下修订版本 ${revision}：${type} ${key}。`,
  'watchcache.evicted': ({ replica, resource, oldest }) =>
    `API server ${replica} 只能从 ${oldest} 起提供 ${resource} 的 watch。`,
  'replica.started': ({ replica, revision }) =>
    `API server ${replica} 启动；它的 watch 缓存从修订版本 ${revision} 起为空。`,
  'replica.stopped': ({ replica }) => `API server ${replica} 停止。`,
  'replica.held': ({ replica }) => `API server ${replica} 被扣住：它的 watch 缓存不再跟随 etcd。`,
  'replica.features': ({ replica, bookmarks, watchList }) =>
    `API server ${replica} ${bookmarks ? '向空闲的 watch 发送' : '不向空闲的 watch 发送'} BOOKMARK，${watchList ? '并提供流式 LIST' : '也不提供流式 LIST（WatchList 已关闭）'}。`,
  'replica.released': ({ replica }) => `API server ${replica} 追上 etcd。`,

  'watch.opened': ({ watch, noun, resource, resourceVersion, timeoutSeconds, sendInitialEvents }) =>
    `${watch} 打开：${noun} 从 resourceVersion ${keyed(resourceVersion, '""')} 起 watch ${resource}` +
    `${sendInitialEvents ? '，先送初始事件' : ''}，最长 ${timeoutSeconds} s。`,
  'watch.event.sent': ({ watch, type, key, resourceVersion }) =>
    type === 'BOOKMARK'
      ? `${watch} 发送 BOOKMARK：到 ${resourceVersion} 为止的一切都已发送。`
      : `${watch} 发送 ${type} ${key}，版本 ${resourceVersion}。`,
  'watch.event.skipped': ({ watch, key, resourceVersion, reason }) =>
    `${watch} 略过 ${key}，版本 ${resourceVersion}：${reasons[reason]}。`,
  'watch.event.held': ({ watch, type, key, position }) =>
    `${type} ${key} 被扣在 ${watch} 上，${position === 0 ? '下一个就送达' : `前面还有 ${position} 个`}。`,
  'watch.event.swapped': ({ watch, type, key, with: other }) =>
    `在 ${watch} 上，${type} ${key} 与消息 ${other} 交换了位置。`,
  'watch.event.duplicated': ({ watch, type, key, copy }) =>
    `在 ${watch} 上，${type} ${key} 被复制为消息 ${copy}。`,
  'watch.event.dropped': ({ watch, type, key, reason }) =>
    `在 ${watch} 上，${type} ${keyed(key, '（不带对象）')} 丢失：${reasons[reason]}。`,
  'watch.event.delivered': ({ noun, type, key, resourceVersion }) =>
    type === 'BOOKMARK'
      ? `版本 ${resourceVersion} 的 BOOKMARK 到达 ${noun}。`
      : `${type} ${keyed(key, '')}（版本 ${resourceVersion}）到达 ${noun}。`.replace(' （', '（'),
  'watch.held': ({ noun }) => `${noun} 的 watch 被扣住：发出的消息在线路上等待。`,
  'watch.severed': ({ noun }) => `${noun} 的 watch 连接处于半开状态：什么也到不了，两端都不知道。`,
  'watch.delayed': ({ noun, lasting: by }) =>
    by === 0
      ? `${noun} 的 watch 的消息恢复到平常速度。`
      : `${noun} 的 watch 的每条消息多花 ${lasting(by)}。`,
  'watch.released': ({ noun, waiting }) => `${noun} 的 watch 被放行；有 ${waiting} 条消息在等待。`,
  'watch.ended': ({ watch, noun, reason }) =>
    `服务器结束 ${watch}，即 ${noun} 的 watch${because(reason)}。`,
  'watch.closed': ({ watch, noun, reason, events, lasted }) =>
    `${noun} 在 ${lasting(lasted)} 内收到 ${events} 个事件之后关闭 ${watch}${because(reason)}。`,
} as const satisfies Partial<Sentences>;
