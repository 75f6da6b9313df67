/**
 * A run as lanes that can be held against another run's: what each part of each noun did, in order, as
 * texts without anything that differs by chance. No seq, no time, no ids; a resourceVersion is only
 * unset, 0 or some number.
 */

import type { Instant } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import { programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';

/** The kinds of lanes, in the order in which a change passes through them. */
export const comparedLanes = [
  'wire',
  'deltas queued',
  'deltas applied',
  'store',
  'handlers',
  'queue',
  'reconciles',
] as const;

export type ComparedLane = (typeof comparedLanes)[number];

/** One thing that happened in a lane. */
export interface LaneItem {
  readonly seq: number;
  readonly at: Instant;
  /** What is compared. */
  readonly text: string;
}

export interface Lane {
  readonly kind: ComparedLane;
  /** `rs-controller/pods`, a listener of it, or `rs-controller`. */
  readonly noun: string;
  readonly items: readonly LaneItem[];
}

/** What stands for a name that one run alone has: the same word in the run that gave it another name. */
export type Aliases = ReadonlyMap<string, string>;

/** Everything comparable that happened up to `until`, by lane. */
export function lanesOf(
  view: RunView,
  until: Instant,
  aliases: Aliases = new Map(),
): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, { kind: ComparedLane; noun: string; items: LaneItem[] }>();
  const named = aliasing(aliases);
  for (const event of view.events) {
    if (event.at > until) break;
    const found = entryOf(event);
    if (found === undefined) continue;
    const id = laneId(found.kind, found.noun);
    const lane = lanes.get(id) ?? { kind: found.kind, noun: found.noun, items: [] };
    lane.items.push({ seq: event.seq, at: event.at, text: named(found.text) });
    lanes.set(id, lane);
  }
  return lanes;
}

export function laneId(kind: ComparedLane, noun: string): string {
  return `${kind} ${noun}`;
}

/**
 * Words for the names that only one of two runs has. Objects of a kind are matched in the order in which
 * they were made: a Deployment's third pod is its third pod, whatever it is called.
 */
export function aliasesFor(left: RunView, right: RunView): readonly [Aliases, Aliases] {
  const made = [keysMade(left), keysMade(right)] as const;
  const own = (mine: readonly string[], other: readonly string[]): ReadonlyMap<string, string> => {
    const shared = new Set(other);
    const counts = new Map<string, number>();
    const words = new Map<string, string>();
    for (const key of mine) {
      if (shared.has(key)) continue;
      const stem = key.slice(0, key.lastIndexOf('-') + 1);
      if (stem === '') continue;
      const count = (counts.get(stem) ?? 0) + 1;
      counts.set(stem, count);
      words.set(nameOf(key), `${nameOf(stem)}#${count}`);
    }
    return words;
  };
  return [own(made[0], made[1]), own(made[1], made[0])];
}

function keysMade(view: RunView): readonly string[] {
  const keys = new Set<string>();
  for (const event of view.events) {
    if (event.kind === 'etcd.committed' && event.data.type === 'ADDED') keys.add(event.data.key);
  }
  return [...keys];
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Replaces whole names: those between slashes, spaces and the ends. */
function aliasing(aliases: Aliases): (text: string) => string {
  if (aliases.size === 0) return (text) => text;
  return (text) => text.replace(/[^/ ?]+/g, (word) => aliases.get(word) ?? word);
}

interface Entry {
  readonly kind: ComparedLane;
  readonly noun: string;
  readonly text: string;
}

function entryOf(event: TraceEvent): Entry | undefined {
  switch (event.kind) {
    case 'request.sent': {
      const { noun, verb, url } = event.data;
      return { kind: 'wire', noun, text: `${verb} ${requestText(url)}` };
    }
    case 'request.completed': {
      const { client, status, reason } = event.data;
      if (status < 400) return undefined;
      return { kind: 'wire', noun: client, text: `answered ${status} ${reason ?? ''}` };
    }
    case 'request.failed':
      return { kind: 'wire', noun: event.data.client, text: `failed: ${event.data.error}` };
    case 'queue.added':
      return { kind: 'queue', noun: event.data.queue, text: event.data.key };
    case 'reconcile.finished': {
      const { controller, key, result } = event.data;
      return { kind: 'reconciles', noun: controller, text: `${key} ${result}` };
    }
    default:
      return informerEntry(event);
  }
}

function informerEntry(event: TraceEvent): Entry | undefined {
  switch (event.kind) {
    case 'delta.queued': {
      const { informer, type, key, tombstone = false } = event.data;
      const text = `${type} ${key}${tombstone ? ' tombstone' : ''}`;
      return { kind: 'deltas queued', noun: informer, text };
    }
    case 'delta.applying': {
      const { informer, type, key } = event.data;
      return { kind: 'deltas applied', noun: informer, text: `${type} ${key}` };
    }
    case 'store.added':
    case 'store.updated':
    case 'store.deleted':
      return {
        kind: 'store',
        noun: event.data.informer,
        text: `${event.kind.slice('store.'.length)} ${event.data.key}`,
      };
    case 'store.replaced':
      return { kind: 'store', noun: event.data.informer, text: `replaced ${event.data.items}` };
    case 'handler.called': {
      const { listener, informer, callback, key, tombstone } = event.data;
      const noun = listener.startsWith(informer) ? listener : `${informer}/${listener}`;
      const text = `${callback} ${key}${tombstone ? ' tombstone' : ''}`;
      return { kind: 'handlers', noun, text };
    }
    default:
      return undefined;
  }
}

/** Query parameters that differ by chance. */
const chance: ReadonlySet<string> = new Set(['timeoutSeconds', 'timeout', 'continue']);

/** A URL's path and what its query asks for, without what differs by chance. */
export function requestText(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const parameters = query
    .split('&')
    .filter((each) => each !== '' && !chance.has(each.split('=')[0] ?? ''))
    .map((each) => each.replace(/^resourceVersion=(?!0$).+$/, 'resourceVersion=N'))
    .sort();
  return [path, ...parameters].join(' ');
}

/** `rs-controller/pods` of one of its listeners; any other noun as it is. */
export function focusOf(noun: string): { readonly program: string; readonly informer: string } {
  const [program = noun, resource] = noun.split('/');
  return { program: programOf(noun), informer: resource ? `${program}/${resource}` : '' };
}
