/** Chinese for what concerns the run itself: commands, checks, programs, processes, the kernel. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import { because } from './phrases.ts';

export const runSentences = {
  'run.started': ({ profile, seed, policy, level }) =>
    `运行开始：配置档 ${profile}，种子 "${seed}"，${policy} 顺序，级别 ${level}。`,
  'command.applied': ({ text }) => `命令：${text}`,
  'command.refused': ({ text, reason }) => `命令 "${text}" 被拒绝：${reason}。`,
  'expect.checked': ({ text, held, found }) =>
    held ? `符合预期：${text}。` : `预期 ${text}，实际是 ${found}。`,
  'invariant.broken': ({ invariant, detail }) => `不变量 "${invariant}" 被破坏：${detail}。`,

  'kubectl.started': ({ run, line }) => `${run} 启动：${line}`,
  'kubectl.printed': ({ run, text }) => `${run} 输出：${text.trimEnd()}`,
  'kubectl.ended': ({ run, code }) =>
    code === 0 ? `${run} 完成。` : `${run} 失败，退出码 ${code}。`,

  'program.started': ({ program }) => `${program} 启动。`,
  'program.paused': ({ program }) => `${program} 被暂停：它的 goroutine 都不运行。`,
  'program.resumed': ({ program }) => `${program} 继续运行。`,
  'program.crashed': ({ program, message }) =>
    `${program} 崩溃，内存中的一切都没有了${because(message)}。`,
  'program.stopped': ({ program }) => `${program} 已停止。`,
  'program.scraped': ({ program, exposition }) => {
    const told = exposition
      .split('\n')
      .filter((line) => /^[^#]/.test(line) && !/_bucket\{/.test(line));
    return `${program} 报告指标：${told.length === 0 ? '还没有' : told.join('、')}。`;
  },
  'program.clock.set': ({ program, skew }) =>
    skew === 0
      ? `${program} 的时钟与集群时间一致。`
      : `${program} 的时钟比集群时间${skew > 0 ? '快' : '慢'} ${lasting(Math.abs(skew))}。`,
  'program.code.set': ({ program, slot, pieces }) =>
    `${program} 下次启动时，${slot} 处运行 ${pieces.join('，然后 ')}。`,
  'program.reported': ({ program, dial, value }) => `${program} 的 ${dial} 显示为 ${value}。`,
  'process.started': ({ process }) => `goroutine ${process} 启动。`,
  'process.ended': ({ process }) => `goroutine ${process} 结束。`,
  'process.panicked': ({ process, message, handled }) =>
    `${process} 发生 panic${because(message)}；${handled ? 'panic 已被处理' : '没有人 recover 它'}。`,
  'chooser.chose': ({ point, options, choice, origin }) =>
    `Go 没有规定 ${point} 的顺序：在 ${options} 种中选择第 ${choice} 种（${origin}）。`,
  'lock.waited': ({ lock, holder }, { actor }) =>
    `${actor} 等待锁 ${lock}${holder === undefined ? '' : `，它由 ${holder} 持有`}。`,
  'lock.acquired': ({ lock, waited }, { actor }) =>
    `${actor} 在 ${lasting(waited)} 之后得到锁 ${lock}。`,

  'client.throttled': ({ client, wait }) =>
    `${client} 的客户端没有令牌了：它的请求要等 ${lasting(wait)}。`,
  'client.starved': ({ client, requests }) =>
    `${client} 的 ${requests} 个请求排在所有请求之前等待令牌。`,
  'client.refused': ({ client }) => `${client} 的新连接被拒绝；已打开的流不受影响。`,
  'client.accepted': ({ client }) => `${client} 又可以连接了。`,
  'client.denied': ({ client, verb, resource }) =>
    `${client} 不再有权对 ${resource} 执行 ${verb}：API server 回答 403。`,
  'client.permitted': ({ client }) => `${client} 先前被禁止的操作又被允许了。`,
  'client.switched': ({ client, replica }) =>
    `${client} 接下来的请求发往 API server ${replica}；已打开的流留在原处。`,
  'retry.conflict': ({ attempt, delay, message }, { actor }) =>
    `${actor} 在冲突之后重试，第 ${attempt} 次，${lasting(delay)} 之后${because(message)}。`,
  'broadcast.dropped': ({ broadcaster, watcher, type }) =>
    `${broadcaster} 丢弃了给观察者 ${watcher} 的 ${type}：它的 channel 已满。`,

  'event.recorded': ({ component, type, eventReason, message }) =>
    `${component} 记录一个 ${type} Event，${eventReason}${because(message)}。`,
  'event.dropped': ({ event, reason }) => `Event ${event} 在送往接收端的途中丢失：${reason}。`,
  'event.aggregated': ({ event, into, similar }) =>
    `Event ${event} 被并入 ${into}，同类共 ${similar} 个。`,
  'event.counted': ({ event, count }) => `Event ${event} 至今已发生 ${count} 次。`,
  'event.skipped': ({ event, count }) =>
    `Event ${event} 没有写入，垃圾过滤器的令牌桶已空；它的计数是 ${count}。`,
  'event.written': ({ component, event, verb, count }) =>
    `${component} 写入 Event ${event}（${verb}，计数 ${count}）。`,
  'event.retried': ({ event, tries, delay, message }) =>
    `写入 Event ${event} 已失败 ${tries} 次；${lasting(delay)} 之后再试${because(message)}。`,
  'event.abandoned': ({ event, tries, message }) =>
    `Event ${event} 在 ${tries} 次尝试之后被放弃${because(message)}。`,

  'leader.refused': ({ lock, identity, holder }) =>
    `${identity} 不能取得租约 ${lock}：它由 ${holder} 持有。`,
  'leader.failed': ({ lock, identity, operation, message }) =>
    `${identity} 对租约 ${lock} 执行 ${operation} 失败${because(message)}。`,
  'leader.acquired': ({ lock, identity, transitions }) =>
    `${identity} 取得租约 ${lock}（第 ${transitions} 次易主）。`,
  'leader.renewed': ({ lock, identity, path }) => `${identity} 续约 ${lock}（${path} 路径）。`,
  'leader.observed': ({ lock, identity, holder }) =>
    `${identity} 看到租约 ${lock} ${holder === '' ? '无人持有' : `由 ${holder} 持有`}；租期从现在开始计算。`,
  'leader.changed': ({ identity, holder }) =>
    `${identity} 中的 OnNewLeader 被调用：${holder === '' ? '没有 leader' : `leader 是 ${holder}`}。`,
  'leader.waiting': ({ identity, delay }) =>
    `${identity} 将在 ${lasting(delay)} 之后再次尝试取得租约。`,
  'leader.lost': ({ lock, identity, message }) =>
    `${identity} 失去租约 ${lock}${because(message)}。`,
  'leader.released': ({ lock, identity }) => `${identity} 释放租约 ${lock}。`,
  'leader.stopped': ({ identity, led }) =>
    `${identity} 中的 OnStoppedLeading 被调用${led ? '' : '，它从未当过 leader'}。`,

  'retrywatch.started': ({ watcher, resourceVersion }) =>
    `RetryWatcher ${watcher} 从 resourceVersion ${resourceVersion} 开始。`,
  'retrywatch.interrupted': ({ watcher, message, delay }) =>
    `RetryWatcher ${watcher} 的 watch 中断${because(message)}；${lasting(delay)} 之后再试。`,
  'retrywatch.ended': ({ watcher, message }) => `RetryWatcher ${watcher} 结束${because(message)}。`,
} as const satisfies Partial<Sentences>;
