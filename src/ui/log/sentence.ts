/** An event as one sentence, in the language of the page. */

import { defaultLocale } from '#messages/locales.ts';
import { sentence } from '#messages/sentence.ts';
import type { TraceEvent } from '#trace/event.ts';

export function sentenceOf(event: TraceEvent): string {
  return sentence(event, defaultLocale);
}

/** The same with a stop at its end, so that another can follow. */
export function closedSentenceOf(event: TraceEvent): string {
  const text = sentenceOf(event);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
