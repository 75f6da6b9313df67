/** What the stage and the speaker's window tell each other. Both are pages of this site, in one browser. */

import type { StripPanel } from '#view-model/strip_panel.ts';
import type { Dark } from './talk.ts';
import type { TalkClock } from './talk_clock.ts';
import type { TalkWords } from './talk_words.ts';

export type FromStage =
  | { readonly kind: 'talk'; readonly talk: ToldTalk }
  /** The stage has been left, or its page is being closed. */
  | { readonly kind: 'gone' };

/** Everything that a speaker is shown. */
export interface ToldTalk {
  /** The language of the page. */
  readonly locale: string;
  readonly words: TalkWords;
  readonly cue: number;
  readonly dark: Dark | undefined;
  readonly playing: boolean;
  /** Another run than the talk's own is in view. */
  readonly away: boolean;
  readonly clock: TalkClock;
  /** The stage at the end of this cue, and of the next. */
  readonly picture: StripPanel | undefined;
  readonly pictureNext: StripPanel | undefined;
}

const plainOrders = [
  'hello',
  'next',
  'previous',
  'toggle',
  'black',
  'white',
  'lighten',
  'startClock',
  'pauseClock',
  'resetClock',
] as const;

type PlainOrder = (typeof plainOrders)[number];

type Order<Kind> = Kind extends PlainOrder ? { readonly kind: Kind } : never;

export type FromNotes = Order<PlainOrder> | { readonly kind: 'jump'; readonly cue: number };

export function channelOf(id: string): string {
  return `informer-lab.talk.${id}`;
}

/** An order, if that is one: an older page may be open somewhere. */
export function orderOf(value: unknown): FromNotes | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, cue } = value as Record<string, unknown>;
  if (kind === 'jump') return typeof cue === 'number' ? { kind, cue } : undefined;
  const plain = plainOrders.find((each) => each === kind);
  return plain === undefined ? undefined : ({ kind: plain } as FromNotes);
}

/** What the stage tells, if that is it. */
export function toldOf(value: unknown): FromStage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, talk } = value as Record<string, unknown>;
  if (kind === 'gone') return { kind };
  const isTalk = kind === 'talk' && typeof talk === 'object' && talk !== null && 'words' in talk;
  return isTalk ? { kind: 'talk', talk: talk as ToldTalk } : undefined;
}
