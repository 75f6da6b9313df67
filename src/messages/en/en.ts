/** English. */

import { words } from '#messages/en/ui/words.ts';
import type { Locale } from '#messages/locale.ts';
import { captions } from './captions.ts';
import { labels } from './labels.ts';
import { reasons } from './reasons.ts';
import { sentences } from './sentences.ts';

export const en: Locale = {
  tag: 'en',
  sentences,
  reasons,
  captions,
  labels,
  words,
};
