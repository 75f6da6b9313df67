/** Chinese for the view of all requests. */

import type { Words } from '#messages/en/ui/words.ts';

export const requests: Words['requests'] = {
  title: '请求',
  from: '来自',
  everybody: '所有人',
  search: '搜索请求',
  searchExample: '例如 409、patch、/status …',
  shown: (count) => `显示 ${count} 个`,
  none: '没有发出过符合条件的请求。',
  lost: '丢失',
  details: (request) => `请求 ${request}`,
  request: '请求',
  sent: '发出于',
  took: '用时',
  underWay: '还在途中',
  to: '发往',
  status: '状态码',
  reason: '原因',
  message: '消息',
  items: '对象数',
  whenSent: '发出的时刻',
  whenAnswered: '得到回答的时刻',
  object: '它的对象',
  requestBody: '请求体',
  responseBody: '响应体',
};
