/** Chinese for the tabs above the stage: what can stand in the middle of the page. */

import type { Words } from '#messages/en/ui/words.ts';

export const views: Words['views'] = {
  run: '本次运行',
  label: '运行的各个视图',
  opening: '正在打开…',
  key: (about, key) => `${about}（${key}）`,
  stage: '舞台',
  stageAbout: '每样东西在哪里，什么正在路上',
  sequence: '时序',
  sequenceAbout: '哪个 goroutine 以什么顺序把什么交给了谁',
  states: '状态',
  statesAbout: '每样东西处于其生命周期的哪个状态，又是怎样到这里的',
  requests: '请求',
  requestsAbout: '向 API server 请求了什么，它又回答了什么',
  queue: '队列',
  queueAbout: '什么在工作队列里等过，等了多久',
  metrics: '指标',
  metricsAbout: 'Prometheus 此刻会抓取到什么',
};
