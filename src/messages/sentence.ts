/** The sentence of an event in a language. */

import type { TraceEvent } from '#trace/event.ts';
import type { BoxName, Locale } from './locale.ts';
import { boxNames } from './locale.ts';

/** What an event says of itself: one sentence, ending with a full stop. */
export function sentence(event: TraceEvent, locale: Pick<Locale, 'sentences'>): string {
  const say = locale.sentences[event.kind] as (data: unknown, event: TraceEvent) => string;
  return say(event.data, event);
}

/** A piece of a caption; with a box, it points at that box. */
export interface CaptionPart {
  readonly text: string;
  readonly box: BoxName | undefined;
}

/** Takes a caption's `[words](box)` apart. */
export function captionParts(caption: string): readonly CaptionPart[] {
  const parts: CaptionPart[] = [];
  let end = 0;
  for (const match of caption.matchAll(/\[([^\]]+)\]\((\w+)\)/g)) {
    const [whole, text = '', name = ''] = match;
    if (match.index > end) parts.push({ text: caption.slice(end, match.index), box: undefined });
    parts.push({ text, box: boxNames.find((box) => box === name) });
    end = match.index + whole.length;
  }
  if (end < caption.length) parts.push({ text: caption.slice(end), box: undefined });
  return parts;
}
