/** Chinese for the view of metrics. */

import type { Words } from '#messages/en/ui/words.ts';

export const metrics: Words['metrics'] = {
  title: '指标',
  about: '曲线从开始画到光标处。',
  copy: '复制为文本',
  copied: '全部指标的文本已复制',
  nothing: '还没有任何计数。',
  fewer: '收起',
  all: (count) => `全部 ${count} 个`,
  composite: '没有集群能测量的东西',
  names: {
    'freshness gap': '新鲜度差距',
    convergence: '收敛',
    churn: '写入次数',
    waste: '空转',
  },
  help: {
    'freshness gap': '缓存尚未看到的、对该资源的写入。',
    convergence: '期望副本数减去就绪副本数。',
    churn: '对一个对象的写入。写得多而变化少，就是死循环。',
    waste: '什么都没写的 reconcile 所占的百分比。',
    workqueue_depth: '工作队列当前的深度',
    workqueue_adds_total: '工作队列处理的添加总数',
    workqueue_queue_duration_seconds: '一项在被取走之前在工作队列中停留的秒数。',
    workqueue_work_duration_seconds: '处理工作队列中一项所用的秒数。',
    workqueue_retries_total: '工作队列处理的重试总数',
    rest_client_requests_total: 'HTTP 请求数，按状态码、方法和主机划分。',
    rest_client_rate_limiter_duration_seconds: '客户端限速造成的延迟（秒），按动词和主机划分。',
    leader_election_master_status: '报告者是否是相应租约的 leader：是则为 1。',
    apiserver_request_total: '请求数，按动词、资源和 HTTP 状态码划分。',
    apiserver_longrunning_requests: '按资源统计的已打开的 watch。',
  },
};
