/** What every event says of itself in Simplified Chinese. */

import type { Sentences } from '#messages/locale.ts';
import { cacheSentences, listenerSentences, reflectorSentences } from './informer_sentences.ts';
import { queueSentences } from './queue_sentences.ts';
import { runSentences } from './run_sentences.ts';
import { serverSentences } from './server_sentences.ts';

export const sentences: Sentences = {
  ...runSentences,
  ...serverSentences,
  ...reflectorSentences,
  ...cacheSentences,
  ...listenerSentences,
  ...queueSentences,
};
