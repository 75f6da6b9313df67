/** English. */

import { words } from '#messages/en/ui/words.ts';
import type { Locale } from '#messages/locale.ts';
import { captions } from './captions.ts';
import { cacheSentences, listenerSentences, reflectorSentences } from './informer_sentences.ts';
import { labels } from './labels.ts';
import { queueSentences } from './queue_sentences.ts';
import { reasons } from './reasons.ts';
import { runSentences } from './run_sentences.ts';
import { serverSentences } from './server_sentences.ts';

export const en: Locale = {
  tag: 'en',
  sentences: {
    ...runSentences,
    ...serverSentences,
    ...reflectorSentences,
    ...cacheSentences,
    ...listenerSentences,
    ...queueSentences,
  },
  reasons,
  captions,
  labels,
  words,
};
