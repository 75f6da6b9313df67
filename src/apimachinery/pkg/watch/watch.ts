/**
 * What a watch gives: a channel of events, and a way to give it up.
 *
 * @upstream kubernetes/apimachinery pkg/watch/watch.go
 */

import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Channel } from '#sim/channel.ts';

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** One thing that happened to one object. */
export type Event =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: Unstructured }
  /** The object says what went wrong; usually the stream ends after it. */
  | { readonly type: 'ERROR'; readonly object: Status };

/** Anything that can be watched. */
export interface Interface {
  /** Gives it up. The result channel is closed soon after. May be called more than once. */
  readonly stop: () => void;
  /** Closed when the watch is over. */
  readonly resultChan: () => Channel<Event>;
}
