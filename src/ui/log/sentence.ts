/** An event as one sentence, in the language of the page. */

import type { Locale } from '#messages/locale.ts';
import { sentence } from '#messages/sentence.ts';
import type { TraceEvent } from '#trace/event.ts';
import { useLocale } from '#ui/language/language.ts';

/** Gives an event's sentence in the language of the page. */
export function useSentence(): (event: TraceEvent) => string {
  const locale = useLocale();
  return (event) => sentence(event, locale);
}

/** An event's sentence with a stop at its end, so that another can follow. */
export function closedSentence(event: TraceEvent, locale: Locale): string {
  const text = sentence(event, locale);
  if (/[.!?。！？]$/.test(text)) return text;
  return locale.tag.startsWith('zh') ? `${text}。` : `${text}.`;
}
