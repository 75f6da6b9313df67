/**
 * What a language must be able to say: a sentence for every kind of event, made of that event's data, and
 * words for every reason, caption and label. A language that lacks one does not compile.
 */

import type { Words } from '#messages/en/ui/words.ts';
import type { EventData, EventOf } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';

/** The parameters of a kind's sentence are its data; the event gives who did it and when. */
export type Sentence<K extends EventKind> = (data: EventData<K>, event: EventOf<K>) => string;

/** A sentence for every kind of event. */
export type Sentences = { readonly [K in EventKind]: Sentence<K> };

/** The closed list of reasons why something did not happen. */
export type Reason = EventData<'queue.refused'>['reason'];

/** Boxes of the stage that captions can point at. */
export const boxNames = [
  'apiserver',
  'reflector',
  'queue',
  'indexer',
  'handlers',
  'workqueue',
  'workers',
] as const;

export type BoxName = (typeof boxNames)[number];

/** One mechanism each; which of them fires is decided by predicates over the run. */
export const captionNames = [
  'list',
  'watch',
  'relist',
  'watchEnded',
  'backoff',
  'gone',
  'bookmark',
  'deltas',
  'replace',
  'tombstone',
  'resync',
  'cacheThenHandlers',
  'keyOnly',
  'deduplicated',
  'dirtyWhileProcessing',
  'rateLimited',
  'conflict',
  'staleRead',
  'heldWatch',
  'synced',
] as const;

export type CaptionName = (typeof captionNames)[number];

/** Words for a box: its title, what it is, and what the simulator leaves out. */
export interface BoxText {
  readonly title: string;
  readonly what: string;
  readonly simplified: string;
}

/** Words of the ui that belong to the trace rather than to a panel. */
export interface Labels {
  readonly boxes: Readonly<Record<BoxName, BoxText>>;
  readonly lanes: Readonly<Record<'apiserver' | 'reflector' | 'cache' | 'queue', string>>;
  /** What a glyph stands for. */
  readonly identities: Readonly<
    Record<'add' | 'mod' | 'del' | 'sync' | 'mark' | 'fault' | 'key' | 'request', string>
  >;
  readonly flags: Readonly<
    Record<
      | 'command'
      | 'fault'
      | 'conflict'
      | 'relist'
      | 'crash'
      | 'leader'
      | 'broken invariant'
      | 'failed expectation'
      | 'refused by a machine',
      string
    >
  >;
}

/** A BCP 47 tag. */
export type LocaleTag = 'en' | 'zh-CN';

export interface Locale {
  readonly tag: LocaleTag;
  readonly sentences: Sentences;
  readonly reasons: Readonly<Record<Reason, string>>;
  /** With `[words](box)` where words belong to a box. */
  readonly captions: Readonly<Record<CaptionName, string>>;
  readonly labels: Labels;
  /** The interface's own words, by area. */
  readonly words: Words;
}
