/** Where two runs part, in words. */

import type { TraceEvent } from '#trace/event.ts';
import type { Parting } from '#view-model/divergence.ts';
import type { RunView } from '#view-model/run_view.ts';

/** How the two runs are called, and what they did. */
export interface Named {
  readonly title: string;
  readonly view: RunView;
}

/** `classic lists pods at resourceVersion 0; modern opens a WATCH of pods with sendInitialEvents.` */
export function partingText(parting: Parting, left: Named, right: Named): string {
  const mine = doneText(left, parting.left?.seq);
  const theirs = doneText(right, parting.right?.seq);
  return `${left.title} ${mine}; ${right.title} ${theirs}.`;
}

const nothing = 'has nothing to match it';

function doneText({ view }: Named, seq: number | undefined): string {
  const event = seq === undefined ? undefined : view.event(seq);
  return event === undefined ? nothing : (deedOf(event) ?? event.kind);
}

function deedOf(event: TraceEvent): string | undefined {
  switch (event.kind) {
    case 'request.sent':
      return requestDeed(event.data);
    case 'request.completed':
      return `is answered ${event.data.status} ${event.data.reason ?? ''}`.trim();
    case 'request.failed':
      return `gets no answer: ${event.data.error}`;
    case 'delta.queued':
      return `queues ${deltaText(event.data)}`;
    case 'delta.applying':
      return `applies ${deltaText(event.data)}`;
    case 'store.added':
      return `adds ${event.data.key} to the Indexer`;
    case 'store.updated':
      return `updates ${event.data.key} in the Indexer`;
    case 'store.deleted':
      return `deletes ${event.data.key} from the Indexer`;
    case 'store.replaced':
      return `replaces the whole Indexer, with ${counted(event.data.items, 'object')}`;
    case 'handler.called':
      return `calls ${event.data.callback} for ${event.data.key}`;
    case 'queue.added':
      return `adds ${event.data.key} to the work queue`;
    case 'reconcile.finished':
      return `ends a reconcile of ${event.data.key}: ${event.data.result}`;
    default:
      return undefined;
  }
}

function requestDeed(request: {
  readonly verb: string;
  readonly method: string;
  readonly url: string;
  readonly resource: string;
}): string {
  const { verb, method, url, resource } = request;
  const [path = '', query = ''] = url.split('?');
  const asked = new URLSearchParams(query);
  const version = asked.get('resourceVersion');
  switch (verb) {
    case 'list':
      return version === null
        ? `lists ${resource} at the most recent resourceVersion`
        : `lists ${resource} at resourceVersion ${version}`;
    case 'watch':
      if (asked.get('sendInitialEvents') === 'true') {
        return `opens a WATCH of ${resource} with sendInitialEvents`;
      }
      return `opens a WATCH of ${resource} from resourceVersion ${version ?? '""'}`;
    default:
      return `sends ${method} ${path}`;
  }
}

function deltaText(delta: { readonly type: string; readonly key: string }): string {
  return delta.key === '' ? delta.type : `${delta.type} ${delta.key}`;
}

export function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;
}
