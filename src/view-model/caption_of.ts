/**
 * Which mechanism an event shows: captions fire on what happened and on the state it happened in, never on
 * a moment in time. Words for each stand in the message catalogue under the same names.
 */

import type { TraceEvent } from '#trace/event.ts';
import type { InformerTimeline } from './informer_timeline.ts';
import { programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';

export type Mechanism =
  | 'list'
  | 'watch'
  | 'relist'
  | 'watchEnded'
  | 'backoff'
  | 'gone'
  | 'bookmark'
  | 'deltas'
  | 'replace'
  | 'tombstone'
  | 'resync'
  | 'cacheThenHandlers'
  | 'keyOnly'
  | 'deduplicated'
  | 'dirtyWhileProcessing'
  | 'rateLimited'
  | 'conflict'
  | 'staleRead'
  | 'heldWatch'
  | 'synced';

/** The mechanism that an event of a run shows, if it shows one. */
export function mechanismOf(view: RunView, event: TraceEvent): Mechanism | undefined {
  switch (event.kind) {
    case 'watch.event.delivered':
      return event.data.type === 'BOOKMARK' ? 'bookmark' : undefined;
    case 'watch.held':
      return 'heldWatch';
    case 'request.answered':
      return event.data.status === 409 ? 'conflict' : undefined;
    case 'retry.conflict':
      return 'conflict';
    case 'queue.added':
      return 'keyOnly';
    case 'queue.deduplicated':
      return dedup(event.data.reason);
    case 'queue.ratelimited':
      return 'rateLimited';
    case 'lister.read':
      return isStale(view, event.data.informer, event.seq) ? 'staleRead' : undefined;
    default:
      return informerMechanism(view, event);
  }
}

function informerMechanism(view: RunView, event: TraceEvent): Mechanism | undefined {
  switch (event.kind) {
    case 'reflector.list.started': {
      const lists = informerAt(view, event.data.informer, event.seq)?.lists.count(event.seq) ?? 0;
      return lists > 1 ? 'relist' : 'list';
    }
    case 'reflector.watch.started':
      return 'watch';
    case 'reflector.watch.ended':
    case 'reflector.watch.failed':
      if (isGone(event.data.message)) return 'gone';
      return event.data.message === '' ? 'watchEnded' : undefined;
    case 'reflector.backoff.started':
      return 'backoff';
    case 'reflector.replaced':
      return 'replace';
    case 'reflector.resync.forced':
      return 'resync';
    case 'delta.queued':
      return event.data.tombstone === true ? 'tombstone' : 'deltas';
    case 'handler.called':
      return event.data.tombstone ? 'tombstone' : undefined;
    case 'store.added':
    case 'store.updated':
    case 'store.deleted':
      return 'cacheThenHandlers';
    case 'informer.synced':
      return 'synced';
    default:
      return undefined;
  }
}

function dedup(reason: string): Mechanism | undefined {
  if (reason === 'key already processing') return 'dirtyWhileProcessing';
  return reason === 'key already dirty' ? 'deduplicated' : undefined;
}

function isGone(message: string): boolean {
  return message.includes('too old resource version') || message.includes('too old to display');
}

function isStale(view: RunView, informer: string, seq: number): boolean {
  return (informerAt(view, informer, seq)?.staleKeys.at(seq) ?? 0) > 0;
}

function informerAt(view: RunView, informer: string, seq: number): InformerTimeline | undefined {
  const program = view.timelines.programs.at(programOf(informer), seq);
  return program?.life.at(seq).informers.at(informer, seq);
}
