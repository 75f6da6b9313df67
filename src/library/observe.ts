/** A trace as its observer reads it, and each event in words. */

import { sentences as english } from '#messages/en/sentences.ts';
import type { LocaleTag, Sentences } from '#messages/locale.ts';
import { sentence } from '#messages/sentence.ts';
import { sentences as chinese } from '#messages/zh-CN/sentences.ts';
import type { MentionedObject, TraceEvent } from '#trace/event.ts';
import { RunView } from '#view-model/run_view.ts';

/** What can be observed: a run, or a trace file that was decoded. */
export type Observed =
  | { readonly events: readonly TraceEvent[]; readonly mentions: readonly MentionedObject[] }
  | { readonly events: readonly TraceEvent[]; readonly objects: readonly MentionedObject[] };

const sentencesIn: Readonly<Record<LocaleTag, Sentences>> = { en: english, 'zh-CN': chinese };

/**
 * Folds a trace once, so that every place of it can be read at once. The view stays as it is when a run
 * goes on: observe it again, or append the new events.
 */
export function observe(observed: Observed): RunView {
  const view = new RunView();
  view.append(observed.events, 'mentions' in observed ? observed.mentions : observed.objects);
  return view;
}

/** What an event says of itself: one sentence. English if no language is named. */
export function sentenceOf(event: TraceEvent, language: LocaleTag = 'en'): string {
  return sentence(event, { sentences: sentencesIn[language] });
}
