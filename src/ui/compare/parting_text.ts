/** Where two runs part, in words. */

import type { Words } from '#messages/en/ui/words.ts';
import type { EventOf, TraceEvent } from '#trace/event.ts';
import type { Parting } from '#view-model/divergence.ts';
import type { RunView } from '#view-model/run_view.ts';

/** How the two runs are called, and what they did. */
export interface Named {
  readonly title: string;
  readonly view: RunView;
}

/** `classic lists pods at resourceVersion 0; modern opens a WATCH of pods with sendInitialEvents.` */
export function partingText(
  parting: Parting,
  sides: { readonly left: Named; readonly right: Named },
  words: Words['parting'],
): string {
  const mine = doneText(sides.left, parting.left?.seq, words);
  const theirs = doneText(sides.right, parting.right?.seq, words);
  return words.both(mine, theirs);
}

function doneText(
  { title, view }: Named,
  seq: number | undefined,
  words: Words['parting'],
): string {
  const event = seq === undefined ? undefined : view.event(seq);
  return event === undefined ? words.nothing(title) : deedText(title, event, words);
}

function deedText(run: string, event: TraceEvent, words: Words['parting']): string {
  switch (event.kind) {
    case 'request.sent':
      return requestText(run, event.data, words);
    case 'request.completed':
      return words.answered(run, `${event.data.status} ${event.data.reason ?? ''}`.trim());
    case 'request.failed':
      return words.unanswered(run, event.data.error);
    case 'delta.queued':
      return words.queues(run, deltaText(event.data));
    case 'delta.applying':
      return words.applies(run, deltaText(event.data));
    case 'store.added':
      return words.adds(run, event.data.key);
    case 'store.updated':
      return words.updates(run, event.data.key);
    case 'store.deleted':
      return words.deletes(run, event.data.key);
    case 'store.replaced':
      return words.replaces(run, event.data.items);
    case 'handler.called':
      return words.calls(run, event.data.callback, event.data.key);
    case 'queue.added':
      return words.enqueues(run, event.data.key);
    case 'reconcile.finished':
      return words.reconciled(run, event.data.key, event.data.result);
    default:
      return words.other(run, event.kind);
  }
}

function requestText(
  run: string,
  request: EventOf<'request.sent'>['data'],
  words: Words['parting'],
): string {
  const { verb, method, url, resource } = request;
  const [path = '', query = ''] = url.split('?');
  const asked = new URLSearchParams(query);
  const version = asked.get('resourceVersion');
  switch (verb) {
    case 'list':
      return version === null
        ? words.listsLatest(run, resource)
        : words.lists(run, resource, version);
    case 'watch':
      if (asked.get('sendInitialEvents') === 'true') return words.streams(run, resource);
      return words.watches(run, resource, version ?? '""');
    default:
      return words.sends(run, `${method} ${path}`);
  }
}

function deltaText(delta: { readonly type: string; readonly key: string }): string {
  return delta.key === '' ? delta.type : `${delta.type} ${delta.key}`;
}
