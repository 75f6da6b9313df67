/** Every request of a run with what became of it by the cursor: the network tab of this little cluster. */

import type { Duration, Instant } from '#base/time.ts';
import type { ObjectRef } from '#trace/event.ts';
import { objectKeyOf } from './object_key.ts';
import type { RunView } from './run_view.ts';
import type { RequestTimeline } from './server_timeline.ts';

export type RequestProgress = 'sent' | 'answered' | 'done' | 'failed';

export interface RequestRow {
  /** `req-17`. */
  readonly request: string;
  /** The event that sent it. */
  readonly seq: number;
  readonly at: Instant;
  readonly client: string;
  readonly noun: string;
  readonly replica: string;
  readonly verb: string;
  readonly method: string;
  readonly url: string;
  readonly resource: string;
  /** `pods/default/web-1`; `undefined` for a list or a watch. */
  readonly objectKey: string | undefined;
  readonly body: ObjectRef | undefined;
  readonly progress: RequestProgress;
  /** The events of the phases that have come. */
  readonly answeredSeq: number | undefined;
  readonly doneSeq: number | undefined;
  readonly status: number | undefined;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  /** The object of the answer. */
  readonly answer: ObjectRef | undefined;
  readonly items: number | undefined;
  readonly resourceVersion: string | undefined;
  /** From sending to the end; `undefined` until then. */
  readonly lasted: Duration | undefined;
}

export interface RequestFilter {
  /** `''` for everybody. */
  readonly client: string;
  /** Part of the URL, the verb, the status or its reason; `''` for all. */
  readonly search: string;
}

/** The requests sent by `cursor` that the filter lets through, oldest first. */
export function requestRows(
  view: RunView,
  cursor: number,
  filter: RequestFilter,
): readonly RequestRow[] {
  const { everyRequest, everyRequestAt } = view.timelines.server;
  const count = everyRequestAt.count(cursor);
  const wanted = filter.search.trim().toLowerCase();
  const rows: RequestRow[] = [];
  for (let index = 0; index < count; index++) {
    const request = everyRequest[index];
    if (request === undefined) continue;
    if (filter.client !== '' && request.sent.data.client !== filter.client) continue;
    const row = requestRow(request, cursor);
    if (wanted === '' || searchText(row).includes(wanted)) rows.push(row);
  }
  return rows;
}

/** Who has sent requests by `cursor`, in the order of their first. */
export function requestClients(view: RunView, cursor: number): readonly string[] {
  const { everyRequest, everyRequestAt } = view.timelines.server;
  const sent = everyRequest.slice(0, everyRequestAt.count(cursor));
  return [...new Set(sent.map((request) => request.sent.data.client))];
}

function requestRow({ sent, answered, done }: RequestTimeline, cursor: number): RequestRow {
  const { data, seq, at } = sent;
  const answer = answered !== undefined && answered.seq <= cursor ? answered : undefined;
  const end = done !== undefined && done.seq <= cursor ? done : undefined;
  const failed = end?.kind === 'request.failed' ? end : undefined;
  return {
    request: data.request,
    seq,
    at,
    client: data.client,
    noun: data.noun,
    replica: data.replica,
    verb: data.verb,
    method: data.method,
    url: data.url,
    resource: data.resource,
    objectKey: data.key === undefined ? undefined : objectKeyOf(data.resource, data.key),
    body: data.body,
    progress: progressOf(answer !== undefined, end?.kind),
    answeredSeq: answer?.seq,
    doneSeq: end?.seq,
    status: end?.kind === 'request.completed' ? end.data.status : answer?.data.status,
    reason: answer?.data.reason,
    message: failed === undefined ? answer?.data.message : failed.data.error,
    answer: answer?.data.object,
    items: answer?.data.items,
    resourceVersion: answer?.data.resourceVersion,
    lasted: end?.data.lasted as Duration | undefined,
  };
}

function progressOf(answered: boolean, end: string | undefined): RequestProgress {
  if (end === 'request.failed') return 'failed';
  if (end !== undefined) return 'done';
  return answered ? 'answered' : 'sent';
}

function searchText(row: RequestRow): string {
  const { method, verb, url, client, status, reason = '', message = '' } = row;
  return `${method} ${verb} ${url} ${client} ${status ?? ''} ${reason} ${message}`.toLowerCase();
}
